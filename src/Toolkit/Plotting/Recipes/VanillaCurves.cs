using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.TheoryComparison;
using MomentsDnns.Results;

namespace MomentsDnns.Plotting.Recipes;

/// <summary>Figure 3: (a) delta chi^l over the layer, (b) r_eff(x^l) after the activation, with lines at 1.</summary>
internal static class VanillaCurves
{
    /// <summary>Describes the figure.</summary>
    public static FigureDescription Describe(RunResults results, FigureOptions options)
    {
        IReadOnlyList<TheoryCurve> theory = TheoryPanels.Of(results, options);
        return new FigureDescription
        {
            Panels =
            [
                new PanelBuilder(results, AxisScale.Linear)
                    .Curve(Symbols.Increment(false), Quantity.LayerIncrement, Palette.Blue, LineDash.Solid)
                    .Theory(theory, TheoryKind.Signs, Quantity.ActivationIncrement, Symbols.FromSigns)
                    .ReferenceAtOne()
                    .Build('a', "increments", options.PaperRanges ? new AxisRange(0.96, 1.26) : null),
                new PanelBuilder(results, AxisScale.Linear)
                    .Curve(Symbols.SignalRank(false), Quantity.SignalRank, Palette.Vermilion, LineDash.Solid)
                    .ReferenceAtOne()
                    .Build('b', "ranks", options.PaperRanges ? new AxisRange(0.6, 5.5) : null),
            ],
            Caption = Captions.Curves(results),
        }.WithTheory(results, theory);
    }
}
