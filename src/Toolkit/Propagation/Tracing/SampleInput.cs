using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Random;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation.Tracing;

/// <summary>Inputs of normal numbers, or of tokens, to find out how a network is built.</summary>
internal static class SampleInput
{
    /// <summary>The same numbers each time.</summary>
    /// <param name="count">N.</param>
    /// <param name="shape">The shape of one input.</param>
    /// <param name="type">The arithmetic.</param>
    /// <param name="device">Where; the CPU by default.</param>
    public static Tensor Of(long count, IReadOnlyList<long> shape, ScalarType type, Device? device)
    {
        Tensor drawn = zeros([count, .. shape], ScalarType.Float32);
        new RandomStream(0, 0, 0, RandomPurpose.Noise).FillNormal(TensorMemory.Span<float>(drawn));
        return drawn.to(type, device ?? CPU);
    }

    /// <summary>Tokens, the same each time.</summary>
    /// <param name="count">N.</param>
    /// <param name="length">Tokens a sequence.</param>
    /// <param name="vocabulary">How many tokens there are.</param>
    /// <param name="device">Where; the CPU by default.</param>
    public static Tensor OfTokens(long count, long length, int vocabulary, Device? device) =>
        TokenBatch.Uniform(count, length, vocabulary, 0, 0).to(device ?? CPU);
}
