using MomentsDnns.Architectures.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Twins;

/// <summary>
/// The entrance of a layer or unit: passes the twin batch on, divided by powers of two where its size has left the middle
/// of the floating-point range. Its output is what the layer or unit sees (<see cref="Networks.Location.Input"/>).
/// </summary>
/// <remarks>
/// Input and output <c>[2N, C, H, W]</c>. A tangent may always be divided. The signal may be only where all that follows is
/// positively homogeneous, f(a x) = a f(x) for a &gt; 0; so may a finite noise, by the signal's divisor.
/// </remarks>
public sealed class TwinRescaling : nn.Module<Tensor, Tensor>
{
    // A factor of 2^12 in either direction leaves fourth powers of a float32 finite, with 2^76 to spare.
    private const int LargestExponent = 12;

    private readonly TwinScale _scale;
    private readonly bool _rescaleSignal, _inPlace;
    private readonly NoiseKind _noiseKind;

    /// <summary>Creates the entrance.</summary>
    /// <param name="scale">Where to note what was divided out; shared by all layers of a net.</param>
    /// <param name="rescaleSignal">Whether the net is positively homogeneous, so that the signal may be divided too.</param>
    /// <param name="noiseKind">What the noise half holds.</param>
    /// <param name="inPlace">Whether the division overwrites the input, which then nobody may need undivided.</param>
    public TwinRescaling(TwinScale scale, bool rescaleSignal, NoiseKind noiseKind = NoiseKind.Tangent, bool inPlace = false)
        : base(nameof(TwinRescaling))
    {
        (_scale, _rescaleSignal, _noiseKind, _inPlace) = (scale, rescaleSignal, noiseKind, inPlace);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor rows = ChannelsLast.Rows(input);
        int signal = _rescaleSignal ? Excess(TwinBatch.Signal(rows)) : 0;
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
        double meanSquare = MeanSquare.Of(rows);
        if (!(meanSquare > 0) || double.IsInfinity(meanSquare)) return 0;
        int exponent = (int)Math.Round(0.5 * Math.Log2(meanSquare));
        return Math.Abs(exponent) >= LargestExponent ? exponent : 0;
    }
}
