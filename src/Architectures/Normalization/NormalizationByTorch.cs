using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Twins;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Normalization;

/// <summary>Normalizations by torch's operations.</summary>
internal static class NormalizationByTorch
{
    /// <summary>Normalizes signal and noise; formulas at <see cref="NormMap"/>.</summary>
    /// <param name="signal">y, any shape.</param>
    /// <param name="noise">dy, or d where finite; the same shape.</param>
    /// <param name="dimensions">Along which statistics are shared.</param>
    /// <param name="epsilon">Added to variances.</param>
    /// <param name="subtractsMeans">Whether means are subtracted; else they count as 0.</param>
    /// <param name="isFrozen">Whether the statistics are constants to the noise.</param>
    /// <param name="kind">What the noise is.</param>
    public static (Tensor Signal, Tensor Noise) Apply(
        Tensor signal, Tensor noise, long[] dimensions, double epsilon, bool subtractsMeans, bool isFrozen,
        NoiseKind kind)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor centred = Centred(signal);
        Tensor root = Root(centred);
        Tensor normalized = centred.div(root);
        return (normalized.MoveToOuterDisposeScope(), Noise().MoveToOuterDisposeScope());

        Tensor Noise()
        {
            if (isFrozen) return noise.div(root);
            Tensor moved = Centred(noise);
            if (kind == NoiseKind.Tangent) return moved.Minus(normalized.mul(Mean(normalized.mul(moved)))).div(root);
            Tensor otherRoot = Root(centred.Plus(moved));
            Tensor growth = Mean(centred.mul(moved)).Times(2).Plus(Mean(moved.mul(moved))).div(root.Plus(otherRoot));
            // s' - s
            return moved.Minus(normalized.mul(growth)).div(otherRoot);
        }

        Tensor Centred(Tensor values) => subtractsMeans ? values.Minus(Mean(values)) : values;
        Tensor Mean(Tensor values) => values.mean(dimensions, keepdim: true);
        Tensor Root(Tensor values) => Mean(values.mul(values)).Plus(epsilon).sqrt();
    }
}
