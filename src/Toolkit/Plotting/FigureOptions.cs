using MomentsDnns.Results;

namespace MomentsDnns.Plotting;

/// <summary>Choices in the description of a figure.</summary>
public sealed record FigureOptions
{
    /// <summary>
    /// Whether vertical axes have the ranges printed in the paper, which may cut data of other runs; false by default:
    /// they follow the data. Figure 2 has none: its axes always follow the data.
    /// </summary>
    public bool PaperRanges { get; init; }

    /// <summary>
    /// Whether theory is drawn beside the measurements: predicted increments, bounds and laws as dotted lines, and
    /// panels for what the paper does not show; false by default.
    /// </summary>
    public bool Theory { get; init; }

    /// <summary>
    /// The curves of infinite width from the Gram matrix of the images, drawn as black lines in Figures 4 and 5 (their
    /// panels of increments, chi, r_eff(x) and moments); null, the default: none.
    /// </summary>
    public RunResults? InfiniteWidth { get; init; }

    /// <summary>Whether small print under the panels says what lines and bands are; true by default.</summary>
    public bool Caption { get; init; } = true;
}
