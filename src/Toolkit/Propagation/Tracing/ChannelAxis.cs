namespace MomentsDnns.Propagation.Tracing;

/// <summary>Which axis of a batch holds the channels.</summary>
public enum ChannelAxis
{
    /// <summary>
    /// The second of images <c>[N, C, H, W]</c> and of features <c>[N, C]</c>: as convolutions have it.
    /// </summary>
    Second,

    /// <summary>The last, as of tokens <c>[N, T, C]</c>: as linear maps and norms of positions have it.</summary>
    Last,
}
