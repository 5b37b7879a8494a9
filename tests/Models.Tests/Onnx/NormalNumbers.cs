using MomentsDnns.Architectures.Random;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Tests.Onnx;

/// <summary>Normal numbers by a key.</summary>
internal static class NormalNumbers
{
    public static Tensor Of(ScalarType type, ulong key, params long[] shape)
    {
        float[] numbers = new float[shape.Aggregate(1L, (product, size) => product * size)];
        new RandomStream(key, 0, 0, RandomPurpose.Noise).FillNormal(numbers);
        return tensor(numbers).to_type(type).reshape(shape);
    }
}
