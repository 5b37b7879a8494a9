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
        Of(depths, logValues, fit, columns => Centred(columns.Select(c =>
        GrowthLaw.PowerLaw.Shape(depths[c], fit.PowerLawOffset))));

    /// <summary>gamma of c + gamma l: of what a prediction leaves over.</summary>
    /// <param name="depths">The depths of the columns, ascending, above 0.</param>
    /// <param name="residuals">[simulations, depths]. Columns with a NaN are left out.</param>
    /// <param name="fit">Gives the range.</param>
    public static Estimate? OfResiduals(IReadOnlyList<int> depths, double[,] residuals, GrowthFit fit) =>
        Of(depths, residuals, fit, _ => null);

    private static Estimate? Of(IReadOnlyList<int> depths, double[,] values, GrowthFit fit, Func<int[],
        double[]?> besideOf)
    {
        int simulations = values.GetLength(0);
        int[] columns = fit.Columns(depths, values);
        if (columns.Length < 3) return null;
        double[] line = Centred(columns.Select(c => (double)depths[c]));
        // What of the line the other shape does not hold: its coefficient is that of the line in the joint fit.
        if (besideOf(columns) is { } beside)
        {
            double common = Dot(line, beside) / Dot(beside, beside);
            for (int i = 0; i < line.Length; i++) line[i] -= common * beside[i];
        }

        double square = Dot(line, line);
        return Estimate.Of([.. Enumerable.Range(0, simulations)
            .Select(s => Dot(line, [.. columns.Select(c => values[s, c])]) / square)]);
    }

    private static double[] Centred(IEnumerable<double> values)
    {
        double[] list = [.. values];
        double mean = list.Average();
        return [.. list.Select(v => v - mean)];
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
