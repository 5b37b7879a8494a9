using MomentsDnns.Results;
using static TorchSharp.torch;

namespace MomentsDnns.Statistics;

/// <summary>From where on a signal gives no numbers any more.</summary>
/// <param name="mayUnderflow">Whether a signal of 0 may be one below the range of numbers.</param>
internal sealed class SignalLimits(bool mayUnderflow)
{
    /// <summary>
    /// mu_2 / nu_2 in squares of the machine epsilon at which a signal counts as lost. Rounding adds about 10 of them
    /// to mu_2 (an ordered tanh net in 32 bits against 64: docs/validation.md), so that mu_2 is right to about 1% above
    /// this.
    /// </summary>
    private const double LeastVariance = 1024;

    // A root mean square deviation at the smallest normal float32, where values have all their digits still.
    private static readonly double SmallestSquare32 = Math.ScaleB(1, 2 * -126);

    // Powers are doubles whatever the arithmetic: below this, in the subnormal ones, they lose digits.
    private static readonly double SmallestPower = Math.ScaleB(1, -1022 + 52);

    /// <summary>Whether a power is a double with all its digits.</summary>
    internal static bool Resolves(double power) => power >= SmallestPower;

    /// <summary>Why a signal is lost; null where it is sound.</summary>
    /// <param name="moments">Its moments, of the values as they are stored.</param>
    /// <param name="logInitialSnr">log SNR^0 of the input.</param>
    /// <param name="type">Its arithmetic.</param>
    internal DegeneracyCause? CauseOf(ChannelMoments moments, double logInitialSnr, ScalarType type)
    {
        if (!double.IsFinite(moments.Nu2)) return DegeneracyCause.Overflow;
        if (double.IsNegativeInfinity(logInitialSnr)) return DegeneracyCause.ConstantInput;
        if (moments.Nu2 == 0) return mayUnderflow ? DegeneracyCause.Underflow : DegeneracyCause.Zero;
        double smallest = type == ScalarType.Float64 ? SmallestPower : SmallestSquare32;
        if (moments.Nu2 < smallest) return DegeneracyCause.Underflow;
        double epsilon = NoiseResolution.Epsilon(type == ScalarType.Float64 ? Precision.Float64 : Precision.Float32);
        if (!(moments.Mu2 > LeastVariance * epsilon * epsilon * moments.Nu2)) return DegeneracyCause.Rounding;
        return moments.Mu2 < smallest ? DegeneracyCause.Underflow : null;
    }
}
