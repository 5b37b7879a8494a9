using MathNet.Numerics.Distributions;
using MomentsDnns.Analysis.SideBySide;

namespace MomentsDnns.Analysis.Sweeps;

/// <summary>Whether the numbers of a sweep differ by more than noise.</summary>
public static class SweepTrend
{
    /// <summary>The level of the test that figures use: 0.05.</summary>
    public const double Level = 0.05;

    /// <summary>
    /// The probability that means of one law differ among each other as much as these or more, by Welch's test of k
    /// means m_i with standard errors s_i of n simulations each: with w_i = 1/s_i^2, m their weighted mean and L = sum
    /// (1 - w_i/sum w)^2/(n - 1), the ratio F = [sum w_i (m_i - m)^2/(k - 1)] / [1 + 2 (k - 2)/(k^2 - 1) L] has k - 1
    /// and (k^2 - 1)/(3 L) degrees of freedom (B. L. Welch, Biometrika 38 (1951), 330). The means count as independent;
    /// points that share random numbers differ by less.
    /// </summary>
    /// <param name="points">The means.</param>
    /// <param name="simulations">How many simulations each is of, or fewer.</param>
    /// <returns>
    /// The probability; null where it cannot be told: fewer than two means, or no error. Means without any spread: 0
    /// where they differ, else 1.
    /// </returns>
    public static double? ProbabilityOfNoise(IReadOnlyList<EndPoint> points, int simulations)
    {
        int k = points.Count;
        if (k < 2 || simulations < 2 || points.Any(p => !double.IsFinite(p.Mean) || !double.IsFinite(p.Error)))
            return null;
        if (points.Any(p => p.Error <= 0))
            return points.All(p => p.Error <= 0) ? (points.All(p => p.Mean == points[0].Mean) ? 1 : 0) : null;
        double[] weights = [.. points.Select(p => 1 / (p.Error * p.Error))];
        double sum = weights.Sum(), mean = points.Zip(weights, (p, w) => p.Mean * w).Sum() / sum;
        double lambda = weights.Sum(w => (1 - (w / sum)) * (1 - (w / sum))) / (simulations - 1);
        double between = points.Zip(weights, (p, w) => w * (p.Mean - mean) * (p.Mean - mean)).Sum() / (k - 1);
        double ratio = between / (1 + (2.0 * (k - 2) / ((k * k) - 1) * lambda));
        return 1 - FisherSnedecor.CDF(k - 1, ((k * k) - 1) / (3 * lambda), ratio);
    }

    /// <summary>
    /// Whether the means differ by more than noise at <see cref="Level"/>; false where it cannot be told.
    /// </summary>
    /// <param name="points">The means.</param>
    /// <param name="simulations">How many simulations each is of, or fewer.</param>
    public static bool Differ(IReadOnlyList<EndPoint> points, int simulations) =>
        ProbabilityOfNoise(points, simulations) < Level;
}
