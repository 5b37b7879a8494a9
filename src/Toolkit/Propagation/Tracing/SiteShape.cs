using static TorchSharp.torch;

namespace MomentsDnns.Propagation.Tracing;

/// <summary>The shape in which statistics take the value of a site.</summary>
internal static class SiteShape
{
    /// <summary>
    /// Images <c>[N, C, H, W]</c>, features <c>[N, C]</c> or tokens <c>[N, T, C]</c>; of more axes than these, the
    /// positions become one.
    /// </summary>
    /// <param name="value">The value, of two axes or more.</param>
    /// <param name="channels">Where its channels are.</param>
    public static Tensor Of(Tensor value, ChannelAxis channels)
    {
        long[] shape = value.shape;
        return (channels, shape.Length) switch
        {
            (_, 2) or (ChannelAxis.Last, 3) or (ChannelAxis.Second, 4) => value,
            (ChannelAxis.Last, _) => value.reshape(shape[0], -1, shape[^1]),
            (ChannelAxis.Second, 3) => value.permute(0, 2, 1),
            _ => value.reshape(shape[0], shape[1], -1, shape[^1]),
        };
    }

    /// <summary>Channels of a value, and positions: what a channel has of each input.</summary>
    /// <inheritdoc cref="Of" path="/param"/>
    public static (int Channels, int Positions) Extent(Tensor value, ChannelAxis channels)
    {
        long count = channels == ChannelAxis.Last ? value.shape[^1] : value.shape[1];
        return (checked((int)count), checked((int)(value.numel() / count / value.shape[0])));
    }
}
