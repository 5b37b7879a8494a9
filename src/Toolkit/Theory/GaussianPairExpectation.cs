using MathNet.Numerics.Integration;

namespace MomentsDnns.Theory;

/// <summary>
/// Expectations over two standard normal variables that are correlated, by quadrature in two dimensions.
/// </summary>
/// <remarks>
/// In polar coordinates u = r cos(t - alpha/2), v = r cos(t + alpha/2), cos alpha the correlation. A function with a
/// kink or jump where an argument is 0 has it on the rays u = 0 and v = 0, whatever r; panels of the angle end there.
/// In Cartesian coordinates one of the two lines would cross the panels, and for a correlation near 1 leave a layer as
/// thin as sqrt(1 - c) beside the other.
/// </remarks>
public static class GaussianPairExpectation
{
    // Beyond radius 10 lies 2e-22 of the probability.
    private const double Radius = 10, RadialPanel = 0.625, LargestAngularPanel = 0.2;
    private const int Points = 16;

    private static readonly GaussLegendreRule Rule = new(0, 1, Points);
    private static readonly (double[] Radii, double[] Weights) Radial = RadialRule();

    /// <summary>
    /// E f(u, v), u and v standard normal of correlation 1 - distance. Measured errors, relative to E |f|: 1e-14 for
    /// functions as smooth as tanh(5 u) tanh(5 v), kinks and jumps at u = 0 and v = 0 allowed; 1e-10 and 1e-7 for erf
    /// of 10 u and 25 u; 1e-5 for kinks elsewhere, as of a clamp to [-1, 1]; 1e-3 for jumps elsewhere.
    /// </summary>
    /// <param name="f">The function; f(u, v) = f(v, u), for only half of the plane is visited.</param>
    /// <param name="distance">
    /// 1 - c, in [0, 2]: given thus since near c = 1 the difference would be lost in rounding.
    /// </param>
    public static double OfSymmetric(Func<double, double, double> f, double distance)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(distance);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(distance, 2);
        double half = Math.Asin(Math.Sqrt(0.5 * distance)); // alpha / 2
        double sum = Sector(f, half, 0, (0.5 * Math.PI) - half)
            + Sector(f, half, (0.5 * Math.PI) - half, 2 * half)
            + Sector(f, half, (0.5 * Math.PI) + half, (0.5 * Math.PI) - half);
        return sum / Math.PI;
    }

    private static double Sector(Func<double, double, double> f, double half, double start, double angle)
    {
        int panels = (int)Math.Ceiling(angle / LargestAngularPanel);
        double panel = angle / panels, sum = 0;
        for (int k = 0; k < panels; k++)
        {
            for (int i = 0; i < Points; i++)
            {
                double t = start + ((k + Rule.GetAbscissa(i)) * panel);
                sum += Rule.GetWeight(i) * panel * Ray(f, Math.Cos(t - half), Math.Cos(t + half));
            }
        }

        return sum;
    }

    private static double Ray(Func<double, double, double> f, double u, double v)
    {
        (double[] radii, double[] weights) = Radial;
        double sum = 0;
        for (int i = 0; i < radii.Length; i++) sum += weights[i] * f(radii[i] * u, radii[i] * v);
        return sum;
    }

    private static (double[] Radii, double[] Weights) RadialRule()
    {
        int panels = (int)(Radius / RadialPanel);
        double[] radii = new double[panels * Points], weights = new double[radii.Length];
        for (int i = 0; i < radii.Length; i++)
        {
            double r = RadialPanel * ((i / Points) + Rule.GetAbscissa(i % Points));
            (radii[i], weights[i]) = (r, RadialPanel * Rule.GetWeight(i % Points) * r * Math.Exp(-0.5 * r * r));
        }

        return (radii, weights);
    }
}
