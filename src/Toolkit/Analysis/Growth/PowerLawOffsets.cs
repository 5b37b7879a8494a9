using MomentsDnns.Analysis.Inference;
using MomentsDnns.Theory;

namespace MomentsDnns.Analysis.Growth;

/// <summary>
/// The power law of residual nets, (l + a + tau + 1/2)^tau, whose exponent stands in its own abscissa.
/// </summary>
internal static class PowerLawOffsets
{
    private const int MostSteps = 200;
    private const double Tolerance = 1e-10;

    /// <summary>
    /// a + tau + 1/2 with tau the slope of least squares on log(l + a + tau + 1/2), by iteration from tau = 0; tau is
    /// held between -1/2 and the last depth, where the law is as good as an exponential.
    /// </summary>
    /// <param name="depths">l, ascending, above 0.</param>
    /// <param name="logValues">The mean curve.</param>
    /// <param name="shareOffset">a, above 0.</param>
    public static double Of(IReadOnlyList<int> depths, double[] logValues, double shareOffset)
    {
        double exponent = 0;
        for (int step = 0; step < MostSteps; step++)
        {
            double next = Math.Clamp(Slope(depths, logValues, ResidualTheory.PowerLawOffset(exponent, shareOffset)),
                -0.5, depths[^1]);
            bool isReached = Math.Abs(next - exponent) < Tolerance;
            exponent = next;
            if (isReached) break;
        }

        return ResidualTheory.PowerLawOffset(exponent, shareOffset);
    }

    /// <summary>The slope of least squares on log(l + offset).</summary>
    public static double Slope(IReadOnlyList<int> depths, double[] logValues, double offset) =>
        LeastSquares.Slope(depths.Select(d => Math.Log(d + offset)), logValues);
}
