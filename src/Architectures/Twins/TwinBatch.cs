using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Twins;

/// <summary>
/// A twin batch: signal x and noise dx as the halves of one tensor <c>[2N, C, H, W]</c>, signal images first. The noise
/// is a tangent: every layer maps it by the layer's derivative at the signal.
/// </summary>
public static class TwinBatch
{
    /// <summary>Stacks signal and noise, both <c>[N, C, H, W]</c>, into a twin batch that lies channels-last.</summary>
    /// <exception cref="ArgumentException">The shapes differ or are not of four dimensions.</exception>
    public static Tensor Stack(Tensor signal, Tensor noise)
    {
        if (signal.Dimensions != 4 || !signal.shape.SequenceEqual(noise.shape))
        {
            throw new ArgumentException(
                $"signal [{string.Join(", ", signal.shape)}] and noise [{string.Join(", ", noise.shape)}] must have "
                + "the same shape [N, C, H, W]");
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor stacked = cat([signal.permute(0, 2, 3, 1), noise.permute(0, 2, 3, 1)], 0).contiguous();
        return stacked.permute(0, 3, 1, 2).MoveToOuterDisposeScope();
    }

    /// <summary>A view of the signal half, <c>[N, C, H, W]</c> (or the first half of the rows of a matrix).</summary>
    public static Tensor Signal(Tensor twin) => twin.narrow(0, 0, Half(twin));

    /// <summary>A view of the noise half, <c>[N, C, H, W]</c> (or the second half of the rows of a matrix).</summary>
    public static Tensor Noise(Tensor twin) => twin.narrow(0, Half(twin), Half(twin));

    private static long Half(Tensor twin)
    {
        long count = twin.shape[0];
        return count % 2 == 0
            ? count / 2
            : throw new ArgumentException($"a twin batch has an even first dimension (signal, then noise), this one "
            + $"has {count}");
    }
}
