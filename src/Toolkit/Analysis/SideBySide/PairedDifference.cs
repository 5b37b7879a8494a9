using MomentsDnns.Analysis.Comparison;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Results;

namespace MomentsDnns.Analysis.SideBySide;

/// <summary>
/// The difference of two runs of one seed, taken within pairs of simulations, at their last common depth.
/// </summary>
/// <param name="Depth">The depth; of nets whose layers differ the second's output.</param>
/// <param name="Difference">
/// The mean of second minus first over the pairs, its standard error from the differences themselves.
/// </param>
/// <param name="IndependentError">
/// The standard error that independent runs of as many simulations would have, sqrt(s_1^2/n + s_2^2/n).
/// </param>
/// <param name="Correlation">The correlation of the two values of a pair; NaN where a run does not vary.</param>
public sealed record PairedDifference(int Depth, Estimate Difference, double IndependentError, double Correlation)
{
    /// <summary>Takes the difference; null where the runs are no pairs, or a pair lacks the value.</summary>
    /// <param name="first">The first run.</param>
    /// <param name="second">The second run.</param>
    /// <param name="quantity">Of what.</param>
    /// <param name="isLog10">Whether of its log10.</param>
    public static PairedDifference? Of(RunResults first, RunResults second, Quantity quantity, bool isLog10)
    {
        if (RunPairing.Of(first, second) is not { Simulations.Count: >= 2 } pairing) return null;
        if (Depths(first, second) is not { } depths || Values(first, depths.First) is not { } a
            || Values(second, depths.Second) is not { } b)
        {
            return null;
        }
        Estimate difference = Estimate.Of([.. b.Zip(a, (y, x) => y - x)]);
        SampleMoments momentsA = SampleMoments.Of(a), momentsB = SampleMoments.Of(b);
        double covariance = a.Zip(b, (x, y) => (x - momentsA.Mean) * (y - momentsB.Mean)).Sum() / (a.Length - 1);
        return new(depths.Second, difference, Math.Sqrt((momentsA.MeanError * momentsA.MeanError)
            + (momentsB.MeanError * momentsB.MeanError)),
            covariance / (momentsA.Deviation * momentsB.Deviation));

        double[]? Values(RunResults run, int depth)
        {
            if (quantity.Find(run) is not { } curve) return null;
            int column = run.Depths.ToList().IndexOf(depth);
            double[] logs = Array.ConvertAll(pairing.RowsOf(run), row => curve.NaturalLog(row, column));
            return logs.All(double.IsFinite) ? Array.ConvertAll(logs, v => isLog10 ? v / Math.Log(10) : Math.Exp(v))
                : null;
        }
    }

    // The last common depth; of nets whose layers differ the output of each.
    private static (int First, int Second)? Depths(RunResults first, RunResults second)
    {
        if (first.Facts.Along is not null && second.Facts.Along is not null)
            return (first.Depths[^1], second.Depths[^1]);
        int[] common = [.. first.Depths.Intersect(second.Depths)];
        return common.Length == 0 ? null : (common[^1], common[^1]);
    }
}
