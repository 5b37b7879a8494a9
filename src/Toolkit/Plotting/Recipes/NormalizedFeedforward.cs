using MomentsDnns.Analysis.TheoryComparison;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Plotting.Recipes;

/// <summary>
/// Figure 4: (a) the increments delta_BN chi^l, delta_phi chi^l and delta chi^l; (b) chi^l after the activation;
/// (c) r_eff(dx^l) and r_eff(x^l) after the activation; (d) mu_4(z^l) and nu_1(|z^l|) after the normalization.
/// </summary>
internal static class NormalizedFeedforward
{
    /// <summary>Describes the figure.</summary>
    public static FigureDescription Describe(RunResults results, FigureOptions options)
    {
        bool paper = options.PaperRanges;
        IReadOnlyList<TheoryCurve> theory = TheoryPanels.Of(results, options);
        return new FigureDescription
        {
            Name = "",
            Panels =
            [
                new PanelBuilder(results, AxisScale.Linear)
                    .Increment(Symbols.NormIncrement(results.Facts.Norm, false), Location.Norm,
                        Location.Input, Palette.Green, LineDash.Dashed)
                    .Increment(Symbols.ActivationIncrement(false), Location.Activation, Location.Norm, Palette.Orange,
                        LineDash.DashDotted)
                    .Increment(Symbols.Increment(false), Location.Activation, Location.Input, Palette.Blue, LineDash.Solid)
                    .Increments(theory)
                    .LimitIncrements(options.InfiniteWidth, Location.Activation)
                    .ReferenceAtOne()
                    .Build('a', "increments", paper ? new AxisRange(0.99, 1.4) : null),
                new PanelBuilder(results, AxisScale.Log10)
                    .Curve(Symbols.Chi, Statistic.Chi, Location.Activation, Palette.Blue, LineDash.Solid)
                    .Limit(options.InfiniteWidth, Statistic.Chi, Location.Activation)
                    .Build('b', "sensitivity", paper ? new AxisRange(0, 17) : null, LegendAnchor.TopLeft),
                new PanelBuilder(results, AxisScale.Log10).Ranks(false).LimitRank(options.InfiniteWidth)
                    .Build('c', "ranks", paper ? new AxisRange(Math.Log10(0.8), 4) : null),
                new PanelBuilder(results, AxisScale.Log10).NormalizedMoments(false).LimitMoments(options.InfiniteWidth)
                    .Build('d', "moments", paper ? new AxisRange(-1, Math.Log10(30_000)) : null),
            ],
            Caption = Captions.Curves(results),
        }.WithTheory(results, theory);
    }

    /// <summary>Adds what theory says of the increments within a normalized layer.</summary>
    public static PanelBuilder Increments(this PanelBuilder panel, IReadOnlyList<TheoryCurve> theory) => panel
        .Theory(theory, TheoryQuantity.NormIncrement, Symbols.FromChannels)
        .Theory(theory, TheoryQuantity.ActivationIncrement, Symbols.FromSigns)
        .Theory(theory, TheoryQuantity.GaussianActivationIncrement, Symbols.OfNormals);

    /// <summary>Adds the effective ranks of noise and signal after the activation, and a line at 1.</summary>
    public static PanelBuilder Ranks(this PanelBuilder panel, bool inUnit) => panel
        .Curve(Symbols.NoiseRank(inUnit), Statistic.EffectiveRankNoise, Location.Activation, Palette.Wine, LineDash.Dashed)
        .Curve(Symbols.SignalRank(inUnit), Statistic.EffectiveRankSignal, Location.Activation, Palette.Vermilion, LineDash.Solid)
        .ReferenceAtOne();

    /// <summary>Adds the moments of the signal after the normalization.</summary>
    public static PanelBuilder NormalizedMoments(this PanelBuilder panel, bool inUnit) => panel
        .Curve(Symbols.FourthMoment(inUnit), Statistic.Mu4Signal, Location.Norm, Palette.Orange, LineDash.Dashed)
        .Curve(Symbols.AbsoluteMoment(inUnit), Statistic.Nu1AbsSignal, Location.Norm, Palette.Blue, LineDash.Solid);

    /// <summary>Adds the increments of a layer at infinite width.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="infiniteWidth">The curves, or null.</param>
    /// <param name="end">Where the layer ends.</param>
    public static PanelBuilder LimitIncrements(this PanelBuilder panel, RunResults? infiniteWidth, Location end) => panel
        .LimitIncrement(infiniteWidth, Location.Norm, Location.Input)
        .LimitIncrement(infiniteWidth, end, Location.Norm)
        .LimitIncrement(infiniteWidth, end, Location.Input);

    /// <summary>Adds the effective rank of the signal at infinite width; that of the noise is made by the width alone.</summary>
    public static PanelBuilder LimitRank(this PanelBuilder panel, RunResults? infiniteWidth) =>
        panel.Limit(infiniteWidth, Statistic.EffectiveRankSignal, Location.Activation);

    /// <summary>Adds the moments after the normalization at infinite width.</summary>
    public static PanelBuilder LimitMoments(this PanelBuilder panel, RunResults? infiniteWidth) => panel
        .Limit(infiniteWidth, Statistic.Mu4Signal, Location.Norm)
        .Limit(infiniteWidth, Statistic.Nu1AbsSignal, Location.Norm);
}
