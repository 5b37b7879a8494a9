using MomentsDnns.Analysis.Growth;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.ResidualNets;
using MomentsDnns.Results;
using static System.FormattableString;

namespace MomentsDnns.Analysis;

/// <summary>
/// The power law C (l + a + tau + 1/2)^tau that a normalized residual net's sensitivity chi^l is predicted to follow:
/// its exponent from the increments of whole branches and their share 1 / (l + a); only the constant is fitted to chi.
/// </summary>
/// <param name="Exponent">
/// tau: the slope of the predicted log chi (<see cref="ResidualProduct"/>) on log(l + a + tau + 1/2), by the same least
/// squares over the same units as the fitted exponent, so that both are of one thing.
/// </param>
/// <param name="Difference">
/// Fitted minus predicted exponent in each simulation, both on the abscissa of the prediction.
/// </param>
/// <param name="BranchExponent">
/// (Delta^2 - 1) / 2 averaged over the recorded units from <see cref="FirstSettledUnit"/> on.
/// </param>
/// <param name="ShareOffset">a.</param>
/// <param name="Offset">a + tau + 1/2.</param>
/// <param name="LogConstant">The natural logarithm of C.</param>
/// <param name="FirstDepth">The first unit of the slope.</param>
/// <param name="LastDepth">The last unit of the slope.</param>
public sealed record PowerLawPrediction(Estimate Exponent, Estimate Difference, Estimate BranchExponent,
    ShareOffset ShareOffset, double Offset, double LogConstant,
    int FirstDepth, int LastDepth)
{
    /// <summary>Units before this one are a transient: their signal is still near the images.</summary>
    public const int FirstSettledUnit = 10;

    /// <summary>
    /// The prediction for a run of a residual net. C minimises the sum over depths of (mean chi at the sum - C (l + a +
    /// tau + 1/2)^tau)^2.
    /// </summary>
    /// <param name="results">A run.</param>
    /// <param name="options">The range of the slope; the defaults when null.</param>
    /// <returns>
    /// The prediction, or null where branches are not of one power
    /// (<see cref="PredictionConditions.BranchesAreOfOnePower"/>), chi before, in or after the branch was not recorded,
    /// or fewer than 2 simulations or 4 units are left.
    /// </returns>
    public static PowerLawPrediction? For(RunResults results, AnalysisOptions? options = null)
    {
        if (ResidualProduct.Of(results) is not { ShareOffset: { } shareOffset } product) return null;
        if (GrowthFit.Of(results.Depths, product.LogChi, options, shareOffset.Value) is not { } fit) return null;
        if (Branch(product, fit.LastDepth) is not { } branch || Compare(product, fit) is not { } difference)
            return null;
        QuantityCurve sum = Quantity.Chi.Get(results);
        // NaN where a simulation lost its signal: the law is fitted to means over all of them, as the curve beside it
        // is drawn.
        double[] means = [.. CurveSummary.OfLog10(sum, averagesLogarithms: false).Mean.Select(v => v * Math.Log(10))];
        Estimate exponent = fit[GrowthLaw.PowerLaw].Exponent;
        double logConstant =
            FitLogConstant([.. results.Depths.Select(d => d + fit.PowerLawOffset)], means, exponent.Value);
        return double.IsFinite(logConstant) ? new(exponent, difference, branch, shareOffset, fit.PowerLawOffset,
            logConstant, fit.FirstDepth, fit.LastDepth) : null;
    }

    /// <summary>log10 of C (l + a + tau + 1/2)^tau.</summary>
    /// <param name="depth">l, 0 or more.</param>
    public double Log10At(double depth) => LogAt(depth) / Math.Log(10);

    /// <summary>C (l + a + tau + 1/2)^tau; infinite where that exceeds the numbers there are.</summary>
    /// <param name="depth">l, 0 or more.</param>
    public double At(double depth) => Math.Exp(LogAt(depth));

    /// <summary>Both exponents in words.</summary>
    /// <param name="fit">The fit to the measured chi.</param>
    public string Text(GrowthFit fit) =>
        $"predicted from whole branches, share {ShareOffset.Text}: tau = {MeasuredText.Of(Exponent)} on "
        + Invariant($"log(l + {Offset:F2}), units {FirstDepth} to {LastDepth}; fitted: tau = ")
        + $"{MeasuredText.Of(fit[GrowthLaw.PowerLaw].Exponent)} on "
        + Invariant($"log(l + {fit.PowerLawOffset:F2}); fitted - predicted: {MeasuredText.Of(Difference)}");

    /// <summary>log C of least squares, C = sum(y x^tau) / sum(x^(2 tau)), with y given by its logarithm.</summary>
    internal static double FitLogConstant(IReadOnlyList<double> positions, IReadOnlyList<double> logValues,
        double exponent)
    {
        int[] present = [.. Enumerable.Range(0, positions.Count).Where(i => double.IsFinite(logValues[i]))];
        if (present.Length == 0) return double.NaN;
        // Both are measured by their largest, so that neither sum overflows, whatever the exponent.
        double deepest = positions[present[^1]];
        double largest = present.Max(i => logValues[i]);
        double products = 0, squares = 0;
        foreach (int i in present)
        {
            double power = Math.Pow(positions[i] / deepest, exponent);
            products += Math.Exp(logValues[i] - largest) * power;
            squares += power * power;
        }

        return largest + Math.Log(products / squares) - (exponent * Math.Log(deepest));
    }

    private double LogAt(double depth) => LogConstant + (Exponent.Value * Math.Log(depth + Offset));

    private static Estimate? Compare(ResidualProduct product, GrowthFit fit)
    {
        CompleteCurves residuals = fit.Within(product.Depths, product.Residuals);
        return residuals.Depths.Length < 2 ? null : Estimate.Of(Array.ConvertAll(residuals.Values,
            curve => PowerLawOffsets.Slope(residuals.Depths, curve, fit.PowerLawOffset)));
    }

    private static Estimate? Branch(ResidualProduct product, int last)
    {
        int[] columns = [.. Enumerable.Range(0, product.Depths.Count)
            .Where(d => product.Depths[d] >= FirstSettledUnit && product.Depths[d] <= last)];
        double[] means = [.. Enumerable.Range(0, product.BranchGrowth.GetLength(0))
            .Select(s => columns.Select(d => (product.BranchGrowth[s, d] - 1) / 2).DefaultIfEmpty(double.NaN)
            .Average())];
        return means.All(double.IsFinite) ? Estimate.Of(means) : null;
    }
}
