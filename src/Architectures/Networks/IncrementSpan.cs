namespace MomentsDnns.Architectures.Networks;

/// <summary>Between which places of a layer or unit an increment of the normalized sensitivity runs.</summary>
/// <param name="Part">
/// The part of the layer or unit: <c>layer</c>, <c>normalization</c>, <c>activation</c>, <c>convolution</c>,
/// <c>unit</c>, or a word of a topology's own.
/// </param>
/// <param name="Before">Where the part begins.</param>
/// <param name="After">Where it ends: the increment is chi there over chi before.</param>
public readonly record struct IncrementSpan(string Part, Location Before, Location After);
