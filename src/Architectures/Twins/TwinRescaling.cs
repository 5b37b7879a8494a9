using MomentsDnns.Architectures.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Twins;

/// <summary>
/// The entrance of a layer or unit: passes the twin batch on, divided by powers of two where its size has left the
/// middle of the floating-point range. Its output is what the layer or unit sees
/// (<see cref="Networks.Location.Input"/>).
/// </summary>
/// <remarks>
/// Input and output <c>[2N, C, H, W]</c>. A tangent may always be divided. The signal may be only where all that
/// follows is positively homogeneous, f(a x) = a f(x) for a &gt; 0, see <see cref="SignalRescaling"/>; so may a finite
/// noise, by the signal's divisor.
/// </remarks>
public sealed class TwinRescaling : nn.Module<Tensor, Tensor>, ICarriesTangent
{
    // A factor of 2^12 in either direction leaves fourth powers of a float32 finite, with 2^76 to spare.
    private const int LargestExponent = 12;

    // A root mean square below 2^-80 leaves 2^46 above the smallest normal float32. It is brought to 2^-64 and held
    // below 2^-60: no value then reaches 2^-54, and x + x^2/4 is x to the last bits of a double.
    private const int TinyExponent = -80, RaisedExponent = -64, LargestRaised = -60;

    private readonly TwinScale _scale;
    private readonly SignalRescaling _signal;
    private readonly bool _inPlace;
    private readonly NoiseKind _noiseKind;

    /// <summary>Creates the entrance.</summary>
    /// <param name="scale">Where to note what was divided out; shared by all layers of a net.</param>
    /// <param name="signal">Where the net lets the signal be divided too.</param>
    /// <param name="noiseKind">What the noise half holds.</param>
    /// <param name="inPlace">Whether the division overwrites the input, which then nobody may need undivided.</param>
    public TwinRescaling(TwinScale scale, SignalRescaling signal, NoiseKind noiseKind = NoiseKind.Tangent,
        bool inPlace = false)
        : base(nameof(TwinRescaling))
    {
        (_scale, _signal, _noiseKind, _inPlace) = (scale, signal, noiseKind, inPlace);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor rows = ChannelsLast.Rows(input);
        int signal = _signal switch
        {
            SignalRescaling.Always => Excess(TwinBatch.Signal(rows)),
            SignalRescaling.NearZero => ExcessNearZero(rows),
            _ => 0,
        };
        int noise = _noiseKind == NoiseKind.Tangent ? Excess(TwinBatch.Noise(rows)) : signal;
        if (noise == 0 && signal == 0) return input;

        Tensor rescaled = _inPlace ? input : input.clone();
        if (noise != 0) TwinBatch.Noise(rescaled).MultiplyInPlace(Math.ScaleB(1.0, -noise));
        if (signal != 0) TwinBatch.Signal(rescaled).MultiplyInPlace(Math.ScaleB(1.0, -signal));
        _scale.NoiseExponent += noise;
        _scale.SignalExponent += signal;
        return _inPlace ? input : rescaled.MoveToOuterDisposeScope();
    }

    private static int Excess(Tensor rows)
    {
        int exponent = Exponent(rows) ?? 0;
        return Math.Abs(exponent) >= LargestExponent ? exponent : 0;
    }

    // What is still to be divided out: the true size is 2^(exponent + what was divided out before), which comes back
    // where the net lets the signal grow again. A finite noise must be as small.
    private int ExcessNearZero(Tensor rows)
    {
        if (Exponent(TwinBatch.Signal(rows)) is not { } exponent) return 0;
        if (_scale.SignalExponent == 0 && exponent > TinyExponent) return 0;
        if (_noiseKind == NoiseKind.Finite) exponent = Math.Max(exponent, Exponent(TwinBatch.Noise(rows)) ?? exponent);
        bool isWell =
            _scale.SignalExponent == 0 ? exponent > TinyExponent : exponent is > TinyExponent and <= LargestRaised;
        if (isWell) return 0;
        long divided = Math.Min(0, exponent + _scale.SignalExponent - RaisedExponent);
        return (int)(divided - _scale.SignalExponent);
    }

    // Of the root mean square; null where it is 0 or not finite.
    private static int? Exponent(Tensor rows)
    {
        double meanSquare = MeanSquare.Of(rows);
        return meanSquare > 0 && !double.IsInfinity(meanSquare) ? (int)Math.Round(0.5 * Math.Log2(meanSquare)) : null;
    }
}
