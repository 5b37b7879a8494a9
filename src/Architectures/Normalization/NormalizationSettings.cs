using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Twins;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Normalization;

/// <summary>What every normalization has in common.</summary>
public sealed record NormalizationSettings
{
    /// <summary>C, the channels of the layer; 1 or more.</summary>
    public required int Channels { get; init; }

    /// <summary>Added to the variance under the root, 0 or more; 1e-3 by default.</summary>
    public double Epsilon { get; init; } = 1e-3;

    /// <summary>
    /// Whether channels have scales gamma and shifts beta as parameters: gamma z + beta and gamma dz. False by default:
    /// they are 1 and 0 and cost nothing.
    /// </summary>
    public bool IsAffine { get; init; }

    /// <summary>What the noise half holds; a tangent by default.</summary>
    public NoiseKind Noise { get; init; } = NoiseKind.Tangent;

    /// <summary>Whether the output overwrites the input, which then nobody may need any more.</summary>
    public bool InPlace { get; init; }

    /// <summary>
    /// Whether outputs take turns in two buffers, see <see cref="OutputBuffers"/>; without meaning in place.
    /// </summary>
    public bool ReusesBuffers { get; init; }

    /// <summary>The arithmetic: 32 bit, the default, or 64 bit. Statistics are double in both.</summary>
    public ScalarType Dtype { get; init; } = ScalarType.Float32;

    /// <summary>Where; the CPU by default.</summary>
    public Device Device { get; init; } = CPU;

    /// <summary>Refuses impossible settings.</summary>
    /// <exception cref="ArgumentException">One is impossible; the message names it.</exception>
    internal void Require()
    {
        if (Channels < 1)
            throw new ArgumentException($"channels {Channels}: must be at least 1; give the width of the layer");
        if (!(Epsilon >= 0 && double.IsFinite(Epsilon)))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"epsilon {Epsilon}: must be a finite number, 0 or more; take 0.001"));
        }

        if (Dtype is not (ScalarType.Float32 or ScalarType.Float64))
            throw new ArgumentException($"dtype {Dtype}: must be Float32 or Float64");
    }
}
