using MomentsDnns.Results.Facts;

namespace MomentsDnns.Analysis;

/// <summary>An increment of the normalized sensitivity over simulations and depths.</summary>
/// <param name="Kind">Over which part of the layer.</param>
/// <param name="Values">
/// [simulations, depths], linear, each the ratio of one simulation's chi after the part to its chi before; NaN where
/// absent. A mean of them is a mean of ratios, not a ratio of means.
/// </param>
public sealed record IncrementCurve(IncrementKind Kind, double[,] Values)
{
    /// <summary>The increment's name, such as <c>delta_BN_chi</c>.</summary>
    public string Name => Increments.Name(Kind);
}
