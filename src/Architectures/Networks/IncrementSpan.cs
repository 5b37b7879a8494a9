namespace MomentsDnns.Architectures.Networks;

/// <summary>
/// A part of a unit over which the growth of the normalized sensitivity is told: chi after it over chi before.
/// </summary>
/// <param name="Part">
/// Which part, such as <c>layer</c>, <c>normalization</c>, <c>activation</c>, <c>convolution</c> or <c>unit</c>.
/// </param>
/// <param name="Before">Where it begins.</param>
/// <param name="After">Where it ends.</param>
public readonly record struct IncrementSpan(string Part, Location Before, Location After);
