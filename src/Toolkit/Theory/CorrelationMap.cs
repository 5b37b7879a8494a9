using MathNet.Numerics.RootFinding;

namespace MomentsDnns.Theory;

/// <summary>
/// How the correlation of two inputs goes from layer to layer in a feedforward net of infinite width without
/// normalization, whose pre-activations have the same variance q for both: c' = (sigma_w^2 E[phi(u) phi(v)] +
/// sigma_b^2) / q', u and v normal of variance q and correlation c, q' = sigma_w^2 E[phi(u)^2] + sigma_b^2. Sources:
/// Poole et al. 2016; Schoenholz et al. 2017.
/// </summary>
/// <remarks>
/// Computed is 1 - c' = sigma_w^2 E[(phi(u) - phi(v))^2] / (2 q'), the same without the difference of near numbers: a
/// small 1 - c keeps its digits. Exact to 1e-13 for activations that are smooth but for a kink at 0;
/// <see cref="GaussianPairExpectation"/> for others.
/// </remarks>
/// <param name="activation">phi(x) and phi'(x).</param>
/// <param name="weightVariance">sigma_w^2.</param>
/// <param name="biasVariance">sigma_b^2.</param>
public sealed class CorrelationMap(
    Func<double, (double Value, double Derivative)> activation, double weightVariance, double biasVariance)
{
    private const int MostSteps = 500;
    private const double Tolerance = 1e-12;

    private readonly MeanField _variances = new(activation);

    /// <summary>The correlation a layer further, c'.</summary>
    /// <param name="q">The variance of the pre-activations, above 0.</param>
    /// <param name="correlation">c, in [-1, 1].</param>
    public double Next(double q, double correlation) => 1 - NextDistance(q, 1 - correlation);

    /// <summary>
    /// 1 - c' as a function of 1 - c; its relative error is near 1e-16 / sqrt(1 - c) where c is near 1.
    /// </summary>
    /// <param name="q">The variance of the pre-activations, above 0.</param>
    /// <param name="distance">1 - c, in [0, 2].</param>
    public double NextDistance(double q, double distance)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(q);
        double scale = Math.Sqrt(q);
        double squares = GaussianPairExpectation.OfSymmetric(
            (u, v) => Square(activation(scale * u).Value - activation(scale * v).Value), distance);
        return 0.5 * weightVariance * squares / _variances.NextVariance(q, weightVariance, biasVariance);
    }

    /// <summary>
    /// The slope of the map, dc'/dc = sigma_w^2 q E[phi'(u) phi'(v)] / q' (Price's theorem). At c = 1 and the fixed
    /// point of the variances it is chi_1; at a stable c* it is the factor by which the distance from c* shrinks over a
    /// layer.
    /// </summary>
    /// <param name="q">The variance of the pre-activations, above 0.</param>
    /// <param name="correlation">c, in [-1, 1].</param>
    public double Slope(double q, double correlation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(q);
        double scale = Math.Sqrt(q);
        double products = GaussianPairExpectation.OfSymmetric(
            (u, v) => activation(scale * u).Derivative * activation(scale * v).Derivative, 1 - correlation);
        return weightVariance * q * products / _variances.NextVariance(q, weightVariance, biasVariance);
    }

    /// <summary>
    /// The stable fixed point c* that iteration reaches from a start: 1 in order, below 1 in chaos. From 1 itself
    /// nothing moves, so that a start below is needed to tell. Null where it does not settle. On the line between order
    /// and chaos c* = 1 is met to about 1e-10.
    /// </summary>
    /// <param name="q">
    /// The variance of the pre-activations, at its own fixed point (<see cref="MeanField.FixedPoint"/>).
    /// </param>
    /// <param name="start">The correlation to begin at, in [-1, 1).</param>
    public double? FixedPoint(double q, double start)
    {
        double distance = 1 - start;
        for (int step = 0; step < MostSteps; step++)
        {
            double next = NextDistance(q, distance), after = NextDistance(q, next);
            if (!double.IsFinite(after)) return null;
            // Aitken's extrapolation, as for the variances, only where steps shrink. Where it oversteps, c* lies
            // between, for both ends move towards each other; on its own it could leap from one side to the other for
            // ever.
            double ratio = (after - next) / (next - distance);
            double jump = distance + ((next - distance) / (1 - ratio));
            double best = Math.Abs(ratio) < 1 && jump is >= 0 and <= 2 ? jump : after;
            if (Math.Abs(best - distance) <= Tolerance * Math.Max(1e-3, best)) return 1 - best;
            if (best == jump && (NextDistance(q, jump) - jump) * (next - distance) < 0) return Between(q, after, jump);
            distance = best;
        }

        return null;
    }

    private double? Between(double q, double first, double second)
    {
        (double low, double high) = (Math.Min(first, second), Math.Max(first, second));
        bool found =
            Brent.TryFindRoot(d => NextDistance(q, d) - d, low, high, Tolerance, MostSteps, out double distance);
        return found ? 1 - distance : null;
    }

    private static double Square(double x) => x * x;
}
