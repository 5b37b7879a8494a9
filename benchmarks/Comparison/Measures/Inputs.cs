using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Random;
using static TorchSharp.torch;

namespace MomentsDnns.Benchmarks.Comparison.Measures;

/// <summary>Tensors to measure with, the same in every process.</summary>
internal static class Inputs
{
    /// <summary>Independent standard normal numbers.</summary>
    /// <param name="stream">Different numbers for different streams.</param>
    /// <param name="shape">The tensor's shape.</param>
    public static Tensor Normal(int stream, params long[] shape)
    {
        Tensor values = empty(shape, ScalarType.Float32);
        new RandomStream(0, 0, stream, RandomPurpose.Images).FillNormal(TensorMemory.Span<float>(values));
        return values;
    }

    /// <summary>Images <c>[M, C, H, W]</c> that lie channels-last.</summary>
    public static Tensor Images(int stream, long count, long channels, long side) =>
        ChannelsLast.Images(Normal(stream, count * side * side, channels), count, side, side);
}
