using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.TheoryComparison;
using MomentsDnns.Results;
using MomentsDnns.Results.Facts;

namespace MomentsDnns.Plotting.Recipes;

/// <summary>What panels of layers show: measured, by theory, at infinite width.</summary>
internal static class LayerPanels
{
    /// <summary>Adds the increments of a layer; without a norm that of the whole layer alone.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="norm">The net's norm; null: none.</param>
    /// <param name="inUnit">Whether it is the first layer of a residual unit.</param>
    public static PanelBuilder Increments(this PanelBuilder panel, NormFacts? norm, bool inUnit)
    {
        if (norm is not null)
        {
            panel.Curve(Symbols.NormIncrement(norm, inUnit), Quantity.NormIncrement, Palette.Green, LineDash.Dashed)
                .Curve(Symbols.ActivationIncrement(inUnit), Quantity.ActivationIncrement,
                    Palette.Orange, LineDash.DashDotted);
        }

        return panel.Curve(Symbols.Increment(inUnit), Quantity.LayerIncrement, Palette.Blue, LineDash.Solid);
    }

    /// <summary>Adds what theory and the limit of infinite width say of them, and a line at 1.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="theory">What theory says.</param>
    /// <param name="infiniteWidth">The limit; null: none.</param>
    public static PanelBuilder Theory(
        this PanelBuilder panel, IReadOnlyList<TheoryCurve> theory, RunResults? infiniteWidth) => panel
        .Theory(theory, TheoryKind.Channels, Quantity.NormIncrement, Symbols.FromChannels)
        .Theory(theory, TheoryKind.Signs, Quantity.ActivationIncrement, Symbols.FromSigns)
        .Theory(theory, TheoryKind.NormalPreActivations, Quantity.ActivationIncrement, Symbols.OfNormals)
        .Limit(infiniteWidth, Quantity.NormIncrement)
        .Limit(infiniteWidth, Quantity.ActivationIncrement)
        .Limit(infiniteWidth, Quantity.LayerIncrement)
        .ReferenceAtOne();

    /// <summary>Adds the effective ranks, and a line at 1; the width alone makes that of the noise.</summary>
    public static PanelBuilder Ranks(this PanelBuilder panel, bool inUnit, RunResults? infiniteWidth) => panel
        .Curve(Symbols.NoiseRank(inUnit), Quantity.NoiseRank, Palette.Wine, LineDash.Dashed)
        .Curve(Symbols.SignalRank(inUnit), Quantity.SignalRank, Palette.Vermilion, LineDash.Solid)
        .ReferenceAtOne()
        .Limit(infiniteWidth, Quantity.SignalRank);

    /// <summary>Adds the moments of the signal behind the normalization.</summary>
    public static PanelBuilder NormalizedMoments(
        this PanelBuilder panel, NormFacts norm, bool inUnit, RunResults? infiniteWidth)
    {
        Quantity fourth = Quantity.At(Statistic.Mu4Signal, norm.Output),
            absolute = Quantity.At(Statistic.Nu1AbsSignal, norm.Output);
        return panel
            .Curve(Symbols.FourthMoment(inUnit), fourth, Palette.Orange, LineDash.Dashed)
            .Curve(Symbols.AbsoluteMoment(inUnit), absolute, Palette.Blue, LineDash.Solid)
            .Limit(infiniteWidth, fourth)
            .Limit(infiniteWidth, absolute);
    }
}
