using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Propagation.Tracing;

/// <summary>A place in a network that was made elsewhere.</summary>
/// <param name="Name">Its name there, such as <c>layer1.0.conv2</c>; no two sites share one.</param>
/// <param name="Kind">What computes it, such as <c>Conv2d</c> or <c>Add</c>.</param>
/// <param name="Roles">What it is to the layers around it.</param>
/// <param name="ChannelAxis">Where its channels are.</param>
public sealed record TracedSite(string Name, string Kind, SiteRoles Roles, ChannelAxis ChannelAxis)
{
    /// <summary>
    /// Whether it is what one part takes in, of a function between parts whose value others may take too: no signal can
    /// begin there.
    /// </summary>
    public bool IsTakenIn { get; init; }
}
