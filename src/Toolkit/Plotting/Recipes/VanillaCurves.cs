using MomentsDnns.Analysis.TheoryComparison;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Plotting.Recipes;

/// <summary>Figure 3: (a) delta chi^l over the layer, (b) r_eff(x^l) after the activation, with lines at 1.</summary>
internal static class VanillaCurves
{
    /// <summary>Describes the figure.</summary>
    public static FigureDescription Describe(RunResults results, FigureOptions options) => Describe(results, options, TheoryPanels.Of(results, options));

    private static FigureDescription Describe(RunResults results, FigureOptions options, IReadOnlyList<TheoryCurve> theory) => new FigureDescription
    {
        Name = "",
        Panels =
        [
            new PanelBuilder(results, AxisScale.Linear)
                .Increment(Symbols.Increment(false), Location.Activation, Location.Input, Palette.Blue, LineDash.Solid)
                .Theory(theory, TheoryQuantity.ActivationIncrement, Symbols.FromSigns)
                .ReferenceAtOne()
                .Build('a', "increments", options.PaperRanges ? new AxisRange(0.96, 1.26) : null),
            new PanelBuilder(results, AxisScale.Linear)
                .Curve(Symbols.SignalRank(false), Statistic.EffectiveRankSignal, Location.Activation, Palette.Vermilion,
                    LineDash.Solid)
                .ReferenceAtOne()
                .Build('b', "ranks", options.PaperRanges ? new AxisRange(0.6, 5.5) : null),
        ],
        Caption = Captions.Curves(results),
    }.WithTheory(results, theory);
}
