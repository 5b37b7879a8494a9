using MomentsDnns.Analysis;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Theory;

namespace MomentsDnns.Reproduction.Published;

/// <summary>
/// The exponent of a resnet's chi as published with Figure 5 (arXiv 1811.03087, section 6): 2 tau = delta^(2H) - 1,
/// delta of the unit's first layer. What the library predicts itself is <see cref="PowerLawPrediction"/>.
/// </summary>
public static class PublishedPrediction
{
    /// <summary>
    /// tau, delta being the mean over recorded units of the ratio of means over simulations, mean chi after the unit's
    /// first convolution / mean chi at its input.
    /// </summary>
    /// <param name="run">A run of a residual net with a norm.</param>
    /// <returns>tau; null where either chi was not recorded, or nowhere finite.</returns>
    public static double? Of(RunResults run)
    {
        if (run.Find(Statistic.Chi, Location.Input) is not { } input
            || run.Find(Statistic.Chi, Location.Convolution) is not { } convolution)
        {
            return null;
        }
        double[] increments = [.. LogMeans(convolution)
            .Zip(LogMeans(input), (after, before) => Math.Exp(after - before)).Where(double.IsFinite)];
        return increments.Length == 0 ? null : ResidualTheory.Exponent(increments.Average(), run.Facts.Branch!.Layers);
    }

    private static IEnumerable<double> LogMeans(Curve curve) =>
        CurveSummary.OfLog10(curve, averagesLogarithms: false).Mean.Select(v => v * Math.Log(10));
}
