namespace MomentsDnns.Architectures.Twins;

/// <summary>
/// The powers of two divided out of signal and noise so far, so that no depth overflows. A power of two loses no bit:
/// the numbers are those of an arithmetic without overflow.
/// </summary>
/// <remarks>
/// True signal = 2^<see cref="SignalExponent"/> times the tensor's; true noise likewise. Not thread safe.
/// </remarks>
public sealed class TwinScale
{
    private static readonly double LogTwo = Math.Log(2);

    /// <summary>The binary exponent divided out of the signal.</summary>
    public long SignalExponent { get; set; }

    /// <summary>The binary exponent divided out of the noise.</summary>
    public long NoiseExponent { get; set; }

    /// <summary>The natural logarithm of the factor divided out of the signal.</summary>
    public double LogSignal => SignalExponent * LogTwo;

    /// <summary>The natural logarithm of the factor divided out of the noise.</summary>
    public double LogNoise => NoiseExponent * LogTwo;

    /// <summary>Starts anew: nothing divided out.</summary>
    public void Reset() => (SignalExponent, NoiseExponent) = (0, 0);
}
