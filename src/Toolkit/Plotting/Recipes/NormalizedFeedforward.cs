using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.TheoryComparison;
using MomentsDnns.Results;
using MomentsDnns.Results.Facts;

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
        NormFacts? norm = results.Facts.Norm;
        IReadOnlyList<TheoryCurve> theory = TheoryPanels.Of(results, options);
        List<PanelDescription> panels =
        [
            new PanelBuilder(results, AxisScale.Linear).Increments(norm, false).Theory(theory, options.InfiniteWidth)
                .Build('a', "increments", paper ? new AxisRange(0.99, 1.4) : null),
            new PanelBuilder(results, AxisScale.Log10)
                .Curve(Symbols.Chi, Quantity.Chi, Palette.Blue, LineDash.Solid)
                .Limit(options.InfiniteWidth, Quantity.Chi)
                .Build('b', "sensitivity", paper ? new AxisRange(0, 17) : null, LegendAnchor.TopLeft),
            new PanelBuilder(results, AxisScale.Log10).Ranks(false, options.InfiniteWidth)
                .Build('c', "ranks", paper ? new AxisRange(Math.Log10(0.8), 4) : null),
        ];
        if (norm is not null)
        {
            panels.Add(new PanelBuilder(results, AxisScale.Log10).NormalizedMoments(norm, false, options.InfiniteWidth)
                .Build('d', "moments", paper ? new AxisRange(-1, Math.Log10(30_000)) : null));
        }

        return new FigureDescription
        {
            Panels = panels,
            Caption = Captions.Curves(results)
        }.WithTheory(results, theory);
    }
}
