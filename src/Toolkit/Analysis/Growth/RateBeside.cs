using MomentsDnns.Analysis.Inference;

namespace MomentsDnns.Analysis.Growth;

/// <summary>The rate of an exponential that hides beside a slower law: gamma, by least squares in each simulation over
/// the range of a fit; null of fewer than 3 depths.</summary>
internal static class RateBeside
{
    /// <summary>
    /// gamma of log C + tau log(l + b) + gamma l, all three fitted, b the fit's
    /// (<see cref="GrowthFit.PowerLawOffset"/>).
    /// </summary>
    /// <param name="depths">The depths of the columns, ascending, above 0.</param>
    /// <param name="logValues">[simulations, depths]: natural logarithms. Columns with a NaN are left out.</param>
    /// <param name="fit">Gives range and offset.</param>
    public static Estimate? OfPowerLaw(IReadOnlyList<int> depths, double[,] logValues, GrowthFit fit) =>
        Of(fit.Within(depths, logValues), depth => GrowthLaw.PowerLaw.Shape(depth, fit.PowerLawOffset));

    /// <summary>gamma of c + gamma l: of what a prediction leaves over.</summary>
    /// <param name="depths">The depths of the columns, ascending, above 0.</param>
    /// <param name="residuals">[simulations, depths]. Columns with a NaN are left out.</param>
    /// <param name="fit">Gives the range.</param>
    public static Estimate? OfResiduals(IReadOnlyList<int> depths, double[,] residuals, GrowthFit fit) =>
        Of(fit.Within(depths, residuals), beside: null);

    private static Estimate? Of(CompleteCurves curves, Func<int, double>? beside)
    {
        if (curves.Depths.Length < 3) return null;
        double[] line = LeastSquares.Centred(curves.Depths.Select(d => (double)d));
        // What of the line the other shape does not hold: its coefficient is that of the line in the joint fit.
        if (beside is not null)
        {
            double[] other = LeastSquares.Centred(curves.Depths.Select(beside));
            double common = LeastSquares.Dot(line, other) / LeastSquares.Dot(other, other);
            line = [.. line.Zip(other, (l, o) => l - (common * o))];
        }

        double square = LeastSquares.Dot(line, line);
        return Estimate.Of(Array.ConvertAll(curves.Values, c => LeastSquares.Dot(line, c) / square));
    }
}
