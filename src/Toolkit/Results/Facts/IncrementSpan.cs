using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Results.Facts;

/// <summary>Between which places of a layer or unit an increment of the normalized sensitivity runs.</summary>
/// <param name="Kind">Which increment.</param>
/// <param name="Before">Where the part begins.</param>
/// <param name="After">Where it ends: the increment is chi there over chi before.</param>
public readonly record struct IncrementSpan(IncrementKind Kind, Location Before, Location After);
