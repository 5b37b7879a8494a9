using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Benchmarks.Obvious;

/// <summary>The operations of a layer on a signal x and a noise dx: out of place, one torch call after another.</summary>
/// <remarks>
/// A scope ends with each operation, so that its temporaries live as long as reference counting would keep them, not longer.
/// </remarks>
public static class ObviousOperations
{
    /// <summary>Rows and columns around images.</summary>
    public static Tensor Pad(Tensor x, int size, ObviousBoundary boundary)
    {
        long[] around = [size, size, size, size];
        switch (boundary)
        {
            case ObviousBoundary.Periodic:
                return nn.functional.pad(x, around, PaddingModes.Circular);
            case ObviousBoundary.Zero:
                return nn.functional.pad(x, around, PaddingModes.Constant, 0);
            default:
                // Torch's reflection leaves the edge out. One row of a mirror image that has it is the edge again.
                if (size == 1) return nn.functional.pad(x, around, PaddingModes.Replicate);
                using (NewDisposeScope())
                    return Mirror(Mirror(x, 2, size), 3, size).MoveToOuterDisposeScope();
        }
    }

    /// <summary>
    /// Signal and noise through one convolution (weights <c>[out, in, k, k]</c>), or one matrix (<c>[in, out]</c>).
    /// </summary>
    public static (Tensor X, Tensor Dx) Convolve(Tensor x, Tensor dx, Tensor weights, ObviousBoundary boundary, long stride = 1)
    {
        using DisposeScope scope = NewDisposeScope();
        return Keep(Convolve(x, weights, boundary, stride), Convolve(dx, weights, boundary, stride));
    }

    /// <summary>One tensor through the convolution.</summary>
    public static Tensor Convolve(Tensor x, Tensor weights, ObviousBoundary boundary, long stride = 1)
    {
        if (weights.Dimensions == 2) return x.mm(weights);
        using DisposeScope scope = NewDisposeScope();
        Tensor padded = Pad(x, (int)(weights.shape[2] / 2), boundary);
        return nn.functional.conv2d(padded, weights, strides: [stride, stride]).MoveToOuterDisposeScope();
    }

    /// <summary>Batch normalization with the statistics of the signal; the noise is only divided.</summary>
    public static (Tensor X, Tensor Dx) Normalize(Tensor x, Tensor dx, double epsilon)
    {
        using DisposeScope scope = NewDisposeScope();
        long[] others = AllButChannels(x);
        Tensor centred = x - x.mean(others, keepdim: true);
        Tensor deviation = ((centred * centred).mean(others, keepdim: true) + epsilon).sqrt();
        return Keep(centred / deviation, dx / deviation);
    }

    /// <summary>ReLU, and its mask on the noise.</summary>
    public static (Tensor X, Tensor Dx) Relu(Tensor x, Tensor dx)
    {
        using DisposeScope scope = NewDisposeScope();
        return Keep(nn.functional.relu(x), dx * (x > 0));
    }

    /// <summary>The sum of two pairs.</summary>
    public static (Tensor X, Tensor Dx) Add((Tensor X, Tensor Dx) a, (Tensor X, Tensor Dx) b) => (a.X + b.X, a.Dx + b.Dx);

    /// <summary>The dimensions over which a channel has its moments.</summary>
    internal static long[] AllButChannels(Tensor x) => x.Dimensions == 2 ? [0] : [0, 2, 3];

    internal static (Tensor X, Tensor Dx) Keep(Tensor x, Tensor dx) => (x.MoveToOuterDisposeScope(), dx.MoveToOuterDisposeScope());

    private static Tensor Mirror(Tensor x, int dimension, int size)
    {
        int length = (int)x.shape[dimension];
        long[] indices = [.. Enumerable.Range(-size, length + (2 * size))
            .Select(i => (long)(i < 0 ? -1 - i : i < length ? i : (2 * length) - 1 - i))];
        using Tensor index = tensor(indices);
        return x.index_select(dimension, index);
    }
}
