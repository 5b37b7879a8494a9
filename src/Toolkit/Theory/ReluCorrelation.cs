namespace MomentsDnns.Theory;

/// <summary>
/// The correlation map of ReLU without biases at infinite width, whatever the weights' variance:
/// rho(c) = (sqrt(1 - c^2) + (pi - arccos c) c) / pi, the arc-cosine kernel of degree 1. Source: Cho and Saul 2009.
/// </summary>
public static class ReluCorrelation
{
    /// <summary>The correlation a layer further, rho(c).</summary>
    /// <param name="correlation">c, in [-1, 1].</param>
    public static double Next(double correlation) => 1 - NextDistance(1 - correlation);

    /// <summary>
    /// 1 - rho(c) as a function of 1 - c: with c = cos a, (1 - c) - (sin a - a cos a) / pi, which is
    /// (1 - c) - 2 sqrt 2 / (3 pi) (1 - c)^(3/2) near c = 1. Exact to rounding, relative to itself, however near.
    /// </summary>
    /// <param name="distance">1 - c, in [0, 2].</param>
    public static double NextDistance(double distance)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(distance);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(distance, 2);
        return distance - (SineExcess(2 * Math.Asin(Math.Sqrt(0.5 * distance))) / Math.PI);
    }

    /// <summary>The slope of the map, rho'(c) = 1 - arccos(c) / pi; 1 at c = 1, where ReLU is critical.</summary>
    /// <param name="correlation">c, in [-1, 1].</param>
    public static double Slope(double correlation) => 1 - (Math.Acos(correlation) / Math.PI);

    /// <summary>
    /// 1 - c^l at the depths l = 0 to the last, by iteration; from any start below 1 it tends to 9 pi^2 / (2 l^2).
    /// </summary>
    /// <param name="start">c^0, in [-1, 1].</param>
    /// <param name="lastDepth">The last depth, 0 or more.</param>
    public static IReadOnlyList<double> Distances(double start, int lastDepth)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lastDepth);
        double[] distances = new double[lastDepth + 1];
        distances[0] = 1 - start;
        for (int depth = 1; depth <= lastDepth; depth++) distances[depth] = NextDistance(distances[depth - 1]);
        return distances;
    }

    /// <summary>sin a - a cos a; a series below 1: the sum over k of (-1)^(k+1) a^(2k+1) 2k / (2k+1)!.</summary>
    private static double SineExcess(double a)
    {
        if (a >= 1) return Math.Sin(a) - (a * Math.Cos(a));
        double power = a, sum = 0;
        for (int k = 1; k <= 9; k++)
        {
            power *= -a * a / (2 * k * ((2 * k) + 1)); // (-1)^k a^(2k+1) / (2k+1)!
            sum -= 2 * k * power;
        }

        return sum;
    }
}
