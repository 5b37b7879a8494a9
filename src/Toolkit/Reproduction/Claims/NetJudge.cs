using MathNet.Numerics;
using MomentsDnns.Analysis;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Results;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>One net judged by itself, by the thresholds of verdicts: what no mean over nets can say of each.</summary>
/// <param name="IsZeroDimensional">
/// mu_2/nu_2 ends at or below its threshold, or the variance sank into rounding.
/// </param>
/// <param name="IsOneDimensional">1 - 1/r_eff ends at or below its threshold.</param>
/// <param name="Explodes">
/// log chi is nearer to a line in the depth than in its logarithm, and rises by <see cref="LeastRate"/>.
/// </param>
internal sealed record NetJudge(bool IsZeroDimensional, bool IsOneDimensional, bool Explodes)
{
    /// <summary>A factor e in 50 layers: the curve of one net wanders, where a mean over nets does not.</summary>
    public const double LeastRate = 0.02;

    /// <summary>Whether the signal ends on a point or a line.</summary>
    public bool Collapses => IsZeroDimensional || IsOneDimensional;

    /// <summary>Every net of a run.</summary>
    public static IEnumerable<NetJudge> Each(RunResults run)
    {
        AnalysisOptions options = ClaimRuns.Options;
        QuantityCurve share = Quantity.VarianceShare.Get(run), rank = Quantity.SignalRank.Get(run),
            chi = Quantity.Chi.Get(run);
        for (int s = 0; s < run.Simulations.Count; s++)
        {
            int net = s;
            bool isLost = run.Degeneracies.TryGetValue(run.Simulations[s], out Degeneracy degeneracy)
                && degeneracy.Cause is DegeneracyCause.Rounding or DegeneracyCause.Zero;
            yield return new(
                isLost || Last(share, net) is { } logarithm && logarithm <= Math.Log(options.ZeroDimensionalShare),
                Last(rank, net) is { } last && 1 - (1 / last) <= options.OneDimensionalShare,
                GrowsExponentially(run.Depths, d => chi[net, d]));
        }
    }

    /// <summary>
    /// Whether one curve is nearer to an exponential than to a power law, the transient left out, and rises by
    /// <see cref="LeastRate"/>.
    /// </summary>
    /// <inheritdoc cref="Rate" path="/param"/>
    public static bool GrowsExponentially(IReadOnlyList<int> depths, Func<int, double> logarithm) =>
        Rate(depths, logarithm) is ( >= LeastRate, true);

    /// <summary>
    /// The slope of one curve, a layer, and whether a line in the depth is nearer to it than one in the depth's
    /// logarithm; null of fewer than four points.
    /// </summary>
    /// <param name="depths">The depths, from 1.</param>
    /// <param name="logarithm">The logarithm of what grows, by column; NaN where absent.</param>
    public static (double Slope, bool IsLine)? Rate(IReadOnlyList<int> depths, Func<int, double> logarithm)
    {
        int[] columns = [.. ClaimRuns.Options.FitColumns(depths).Where(c => double.IsFinite(logarithm(c)))];
        if (columns.Length < 4) return null;
        double[] values = [.. columns.Select(logarithm)];
        (double slope, double line) = Line(c => depths[c]);
        return (slope, line < Line(c => Math.Log(depths[c])).Misfit);

        (double Slope, double Misfit) Line(Func<int, double> scale)
        {
            double[] x = [.. columns.Select(scale)];
            (double offset, double slope) = Fit.Line(x, values);
            return (slope, x.Zip(values, (a, b) => Math.Pow(b - offset - (slope * a), 2)).Sum());
        }
    }

    private static double? Last(QuantityCurve curve, int simulation)
    {
        for (int d = curve.Depths - 1; d >= 0; d--)
        {
            if (double.IsFinite(curve[simulation, d])) return curve[simulation, d];
        }

        return null;
    }
}
