using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Results;

/// <summary>
/// What an arithmetic resolves of a finite noise d. An activation forms phi(x + d) - phi(x): rounding x + d and both values adds to the mean
/// square of d at most <see cref="RoundingOfALayer"/> u^2 nu_2(x), u the machine epsilon, independent of d.
/// </summary>
/// <remarks>
/// The sum alone: an error uniform within a unit of the last place, ulp^2/12, whose mean over the mantissas of x is 0.541 u^2 x^2 / 12 =
/// 0.045 u^2 x^2; ReLU adds nothing to it. Measured with rounded values: 0.05 to 0.14 for tanh, 0.10 to 0.25 for GELU, 0.19 to 0.34 for SiLU.
/// Linear layers and norms add no such error: they work on d itself. An error travels as the noise does, so that its share of the noise adds up
/// over layers.
/// </remarks>
public static class NoiseResolution
{
    /// <summary>The mean square of the error of a layer, at most, in units of u^2 nu_2(x).</summary>
    public const double RoundingOfALayer = 1.0 / 3;

    /// <summary>
    /// The share s of the noise's mean square that rounding may make, a thousandth. Errors of chance move log chi by s/2 in the mean over
    /// nets, and in one net by sqrt(s / r), r the directions that the noise has: by 0.03 at most.
    /// </summary>
    public const double LargestShare = 1e-3;

    /// <summary>The machine epsilon u: the distance of 1 to its neighbour.</summary>
    /// <param name="precision">The arithmetic.</param>
    public static double Epsilon(Precision precision) => Math.ScaleB(1, precision == Precision.Float64 ? -52 : -23);

    /// <summary>
    /// The amplitude whose noise one layer blurs by <see cref="LargestShare"/>, in standard deviations of the signal: a^2 = c u^2 / share.
    /// Below it nothing can be measured.
    /// </summary>
    /// <param name="precision">The arithmetic.</param>
    public static double SmallestAmplitude(Precision precision) => Epsilon(precision) * Math.Sqrt(RoundingOfALayer / LargestShare);

    /// <summary>A power of ten that suffices to the depth of a network through which noise and signal pass alike.</summary>
    /// <param name="precision">The arithmetic.</param>
    /// <param name="network">The network.</param>
    public static double SensibleAmplitude(Precision precision, NetworkOptions network)
    {
        double layers = (double)network.Depth * (network.Topology == Topology.Residual ? network.ResidualDepth : 1);
        return Math.Pow(10, Math.Ceiling(Math.Log10(SmallestAmplitude(precision) * Math.Sqrt(Math.Max(1, layers)))));
    }
}
