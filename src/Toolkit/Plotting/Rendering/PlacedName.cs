namespace MomentsDnns.Plotting.Rendering;

/// <summary>The name of a place on an axis, where it is set.</summary>
/// <param name="Text">The name, shortened where it is long.</param>
/// <param name="Middle">The height of its middle, in points, downwards.</param>
/// <param name="IsMain">Whether it is set dark.</param>
internal sealed record PlacedName(FigureLabel Text, double Middle, bool IsMain);
