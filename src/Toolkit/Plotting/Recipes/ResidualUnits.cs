using System.Globalization;
using MomentsDnns.Analysis;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.TheoryComparison;
using MomentsDnns.Results;
using MomentsDnns.Results.Facts;

namespace MomentsDnns.Plotting.Recipes;

/// <summary>
/// Figure 5, first layer of each unit: (a) the increments delta_BN chi^(l,1), delta_phi chi^(l,1) and
/// delta chi^(l,1); (b) chi^l after the sum, with the predicted power law; (c) r_eff(dx^(l,1)) and r_eff(x^(l,1)) after
/// the activation; (d) mu_4(z^(l,1)) and nu_1(|z^(l,1)|) after the normalization.
/// </summary>
internal static class ResidualUnits
{
    // A linear axis shows growth by power laws; beyond this factor (10^3) it would flatten everything but the end.
    private const double LargestLog10OnLinearAxis = 3;

    private const string PowerLaw = "Power law: C (l + s)^tau with s = a + tau + 1/2; tau, a: of whole branches, "
        + "whose share of the variance is 1/(l + a);"
        + " C fitted by least squares.";

    /// <summary>
    /// Describes the figure. Without normalization, what it alone has is left out: two increments, and the last panel.
    /// </summary>
    public static FigureDescription Describe(RunResults results, FigureOptions options)
    {
        bool paper = options.PaperRanges;
        NormFacts? norm = results.Facts.Norm;
        IReadOnlyList<TheoryCurve> theory = TheoryPanels.Of(results, options);
        List<PanelDescription> panels =
        [
            new PanelBuilder(results, AxisScale.Linear).Increments(norm, true).Theory(theory, options.InfiniteWidth)
                .Build('a', "increments", paper ? new AxisRange(0.99, 1.4) : null),
            Sensitivity(results, options, theory),
            new PanelBuilder(results, AxisScale.Log10).Ranks(true, options.InfiniteWidth)
                .Build('c', "ranks", paper ? new AxisRange(Math.Log10(0.8), Math.Log10(20_000)) : null),
        ];
        if (norm is not null)
        {
            panels.Add(new PanelBuilder(results, AxisScale.Linear).NormalizedMoments(norm, true, options.InfiniteWidth)
                .Build('d', "moments", paper ? new AxisRange(0, 7.2) : null));
        }

        return new FigureDescription
        {
            Panels = panels,
            Caption = Captions.Curves(results)
        }.WithTheory(results, theory);
    }

    private static PanelDescription Sensitivity(RunResults results, FigureOptions options,
        IReadOnlyList<TheoryCurve> theory)
    {
        bool paper = options.PaperRanges;
        AxisScale scale = !paper && ExceedsLinearAxis(results) ? AxisScale.Log10 : AxisScale.Linear;
        PanelBuilder panel = new PanelBuilder(results, scale)
            .Curve(Symbols.Chi, Quantity.Chi, Palette.Blue, LineDash.Solid);
        // Where no power law is predicted, none is drawn.
        if (PowerLawPrediction.For(results) is { } prediction)
        {
            FigureLabel label = FigureLabel.Parse("C (l + s)^tau").Upright(", ").Italic("τ").Upright(
                " = " + prediction.Exponent.Value.ToString("0.000", CultureInfo.InvariantCulture).Replace('-', '−'));
            panel.Line(label, scale == AxisScale.Log10 ? prediction.Log10At : prediction.At, Palette.Orange,
                LineDash.Dashed).Remark(PowerLaw);
        }

        panel.Theory(theory, TheoryKind.Units, Quantity.Chi, Symbols.Chi.Upright(", theory"))
            .Limit(options.InfiniteWidth, Quantity.Chi);
        return panel.Build('b', "sensitivity", paper ? new AxisRange(1, 50) : null, LegendAnchor.TopLeft);
    }

    private static bool ExceedsLinearAxis(RunResults results) =>
        Quantity.Chi.Find(results) is { } chi
        && CurveSummary.OfLog10(chi, averagesLogarithms: false) is var summary
        && summary.Mean.Concat(summary.Upper).Any(v => v > LargestLog10OnLinearAxis);
}
