using MomentsDnns.Analysis.Inference;

namespace MomentsDnns.Analysis.Sites;

/// <summary>A number of a site on the main path.</summary>
/// <param name="Depth">The depth that stands for the site.</param>
/// <param name="Site">Its name.</param>
/// <param name="Kind">What computes it.</param>
/// <param name="Stage">Its stage.</param>
/// <param name="Before">The site before it on the main path; null: the input.</param>
/// <param name="Value">The number, over simulations.</param>
public sealed record SiteValue(int Depth, string Site, string Kind, string Stage, string? Before, Estimate Value)
{
    /// <summary>The largest r_eff there can be at the site.</summary>
    public double LargestRank { get; init; }
}
