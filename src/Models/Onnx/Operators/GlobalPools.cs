using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx.Operators;

/// <summary>Pools whose window is the whole of each channel.</summary>
internal static class GlobalPools
{
    public static Operator[] All { get; } =
    [
        new("GlobalAveragePool", call => call[0].mean(Spatial(call[0]), true)) { From = 1 },
        new("GlobalMaxPool", call => Largest(call[0])) { From = 1 },
        new("GlobalLpPool", call => Norm(call[0], call.Attributes.Int("p", 2))),
    ];

    private static long[] Spatial(Tensor x) => [.. Enumerable.Range(2, (int)x.dim() - 2).Select(axis => (long)axis)];

    // Of equal elements one is taken, as in a pool.
    private static Tensor Largest(Tensor x)
    {
        (Tensor largest, _) = x.flatten(2).max(2, true);
        return largest.reshape([.. x.shape[..2], .. Enumerable.Repeat(1L, (int)x.dim() - 2)]);
    }

    private static Tensor Norm(Tensor x, double power)
    {
        using Scalar exponent = power.ToScalar(), root = (1 / power).ToScalar();
        return x.abs().pow(exponent).sum(Spatial(x), true).pow(root);
    }
}
