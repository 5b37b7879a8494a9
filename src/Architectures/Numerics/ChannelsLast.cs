using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Numerics;

/// <summary>
/// Two views of one memory layout: images <c>[N, C, H, W]</c> with the channel fastest, and rows <c>[N*H*W, C]</c>.
/// </summary>
public static class ChannelsLast
{
    /// <summary>
    /// The rows <c>[R, C]</c> of a batch: a view where the channel is the fastest in memory, a copy elsewhere.
    /// </summary>
    /// <param name="batch">Images <c>[N, C, H, W]</c>, features <c>[N, C]</c> or tokens <c>[N, T, C]</c>.</param>
    /// <exception cref="ArgumentException">It has another number of dimensions.</exception>
    public static Tensor Rows(Tensor batch) => batch.Dimensions switch
    {
        2 => batch,
        3 => batch.reshape(-1, batch.shape[2]),
        4 => batch.permute(0, 2, 3, 1).reshape(-1, batch.shape[1]),
        _ => throw new ArgumentException($"[{string.Join(", ", batch.shape)}] is no batch: must be [N, C], [N, T, C] "
            + "or [N, C, H, W]",
            nameof(batch)),
    };

    /// <summary>Images <c>[N, C, H, W]</c> over the memory of rows <c>[N*H*W, C]</c>.</summary>
    public static Tensor Images(Tensor rows, long count, long height, long width) =>
        rows.view(count, height, width, rows.shape[1]).permute(0, 3, 1, 2);
}
