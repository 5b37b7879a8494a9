using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Numerics;

/// <summary>
/// Two views of one memory layout: images <c>[N, C, H, W]</c> with the channel fastest, and rows <c>[N*H*W, C]</c>.
/// </summary>
public static class ChannelsLast
{
    /// <summary>The rows <c>[N*H*W, C]</c> of images: a view where they lie channels-last, a copy elsewhere.</summary>
    /// <param name="images"><c>[N, C, H, W]</c>.</param>
    public static Tensor Rows(Tensor images) => images.permute(0, 2, 3, 1).reshape(-1, images.shape[1]);

    /// <summary>Images <c>[N, C, H, W]</c> over the memory of rows <c>[N*H*W, C]</c>.</summary>
    public static Tensor Images(Tensor rows, long count, long height, long width) =>
        rows.view(count, height, width, rows.shape[1]).permute(0, 3, 1, 2);
}
