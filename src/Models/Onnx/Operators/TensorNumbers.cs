using MomentsDnns.Architectures.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx.Operators;

/// <summary>Numbers out of tensors, and arithmetic that keeps the type of integers.</summary>
internal static class TensorNumbers
{
    /// <summary>The elements as integers, in their order; of floating numbers, their whole part.</summary>
    public static long[] Longs(Tensor tensor)
    {
        using Tensor flat = tensor.detach().to_type(ScalarType.Int64).cpu().contiguous();
        return flat.numel() == 0 ? [] : flat.data<long>().ToArray();
    }

    /// <summary>The elements as numbers, in their order.</summary>
    public static double[] Doubles(Tensor tensor)
    {
        using Tensor flat = tensor.detach().to_type(ScalarType.Float64).cpu().contiguous();
        return flat.numel() == 0 ? [] : flat.data<double>().ToArray();
    }

    /// <summary>a + b, of any one type.</summary>
    public static Tensor Add(Tensor a, Tensor b)
    {
        using Scalar one = 1L.ToScalar();
        return a.add(b, one);
    }

    /// <summary>a - b, of any one type; unsigned integers wrap around.</summary>
    public static Tensor Subtract(Tensor a, Tensor b) => a.is_floating_point() ? a.Minus(b) : Add(a, b.neg());

    /// <summary>Integers as an index of elements.</summary>
    public static Tensor Index(IEnumerable<long> positions) => tensor(positions.ToArray(), ScalarType.Int64);

    /// <summary>0, 1, .. below a number.</summary>
    public static Tensor Counting(long count) => Index(Enumerable.Range(0, checked((int)count)).Select(i => (long)i));

    /// <summary>Positions of which negative ones count from the end.</summary>
    public static Tensor FromFront(Tensor positions, long size)
    {
        Tensor index = positions.to_type(ScalarType.Int64);
        using Tensor length = tensor(size, ScalarType.Int64), none = tensor(0L, ScalarType.Int64);
        return where(index.lt(none), Add(index, length), index);
    }

    /// <summary>A tensor of one value.</summary>
    public static Tensor Filled(long[] sizes, double value, ScalarType type)
    {
        using Scalar scalar = value.ToScalar();
        return full(sizes, scalar, type);
    }
}
