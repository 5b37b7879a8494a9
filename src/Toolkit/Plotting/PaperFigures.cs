using MomentsDnns.Plotting.Recipes;

namespace MomentsDnns.Plotting;

/// <summary>The figures of the paper (arXiv 1811.03087).</summary>
public static class PaperFigures
{
    private const string Curves = "increments, sensitivity, effective ranks, moments";

    /// <summary>Figure 2, nets without normalization: histograms of the log-moments at four depths.</summary>
    public static IFigure VanillaHistograms { get; } = new PaperFigure("fig2", "moments at four depths",
        facts => facts is { IsChain: true, Norm: null }, Recipes.VanillaHistograms.Describe);

    /// <summary>
    /// Figure 3, nets without normalization: increments of the sensitivity and effective rank of the signal.
    /// </summary>
    public static IFigure VanillaCurves { get; } = new PaperFigure("fig3", "sensitivity and effective rank",
        facts => facts is { IsChain: true, Norm: null }, Recipes.VanillaCurves.Describe);

    /// <summary>Figure 4, normalized feedforward nets: increments, sensitivity, effective ranks, moments.</summary>
    public static IFigure NormalizedFeedforward { get; } = new PaperFigure("fig4", Curves,
        facts => facts is { IsChain: true, Norm: not null }, Recipes.NormalizedFeedforward.Describe);

    /// <summary>Figure 5, residual nets: the same as Figure 4, with the predicted power law.</summary>
    public static IFigure Residual { get; } =
        new PaperFigure("fig5", Curves, facts => facts.Branch is not null, ResidualUnits.Describe);

    /// <summary>All four, in the order in which a run's figures are drawn.</summary>
    public static IReadOnlyList<IFigure> All { get; } =
        [VanillaHistograms, VanillaCurves, NormalizedFeedforward, Residual];
}
