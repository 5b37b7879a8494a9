using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.TheoryComparison;
using MomentsDnns.Results;

namespace MomentsDnns.Plotting.Recipes;

/// <summary>
/// Theory on figures: broken black lines on the panels that show what is predicted, panels of their own for the rest.
/// Kinds of theory that can stand in one panel have a dash each, none of them one of the measurements.
/// </summary>
internal static class TheoryPanels
{
    /// <summary>Of a panel with a prediction.</summary>
    public const string Remark = "Black: theory.";

    /// <summary>Of a panel with the limit that normal pre-activations would have.</summary>
    public const string NormalRemark = "Grey: theory of normal pre-activations.";

    /// <summary>Of a panel with curves of infinite width.</summary>
    public const string LimitRemark = "Black: infinite width, from the images alone.";

    /// <summary>The first of them in a panel.</summary>
    public static FigureLabel LimitLabel { get; } = FigureLabel.Parse("infinite width");

    private const string OwnPanelRemark = "Bands of panels that show theory alone: two standard errors of the mean.";

    /// <summary>What theory says of a run, where it was asked for.</summary>
    public static IReadOnlyList<TheoryCurve> Of(RunResults results, FigureOptions options) =>
        options.Theory ? TheoryCurves.Of(results) : [];

    /// <summary>The figure with a panel for each prediction that has none yet.</summary>
    public static FigureDescription WithTheory(this FigureDescription figure, RunResults results,
        IReadOnlyList<TheoryCurve> theory)
    {
        if (theory.Count == 0) return figure;
        List<PanelDescription> panels = [.. figure.Panels];
        // The paper's bounds stand in the panel of what they bound, where it has a prediction.
        TheoryCurve? unit = theory.FirstOrDefault(c => c.Theory == TheoryKind.Units && HasOwnPanel(c));
        TheoryCurve? bounds = unit is null ? null : theory.FirstOrDefault(c => c.Theory == TheoryKind.PublishedBounds);
        foreach (TheoryCurve curve in theory.Where(c => HasOwnPanel(c) && c != bounds))
            panels.Add(Panel(curve, curve == unit ? bounds : null, results, (char)('a' + panels.Count)));
        return figure with { Panels = panels };
    }

    // What no panel of the paper's figures shows.
    private static bool HasOwnPanel(TheoryCurve curve) => curve.Quantity != Quantity.Chi
        && curve.Theory is not (TheoryKind.Signs or TheoryKind.NormalPreActivations or TheoryKind.Channels);

    /// <summary>The prediction as a line, or two where it is a pair of bounds.</summary>
    public static IEnumerable<SeriesDescription> Lines(TheoryCurve curve, AxisScale scale, FigureLabel label)
    {
        bool isBound = curve.Points.Any(p => p.Lower != p.Upper);
        yield return Line(isBound ? label.Upright(", bounds") : label, p => p.Lower);
        if (isBound) yield return Line(FigureLabel.Empty, p => p.Upper);

        SeriesDescription Line(FigureLabel name, Func<TheoryPoint, double> y) => new()
        {
            Label = name,
            X = [.. curve.Points.Select(p => (double)p.Depth)],
            Y = [.. curve.Points.Select(p => scale.InUnits(y(p)))],
            Color = IsToCompareWith(curve) ? Palette.Grey : Palette.Black,
            Dash = IsToCompareWith(curve) ? LineDash.LongDashed : curve.Theory == TheoryKind.Signs
                ? LineDash.DashDotDotted : LineDash.Dotted,
        };
    }

    // Normal pre-activations and the paper's bounds are to compare with; the rest follows the measured moments.
    private static bool IsToCompareWith(TheoryCurve curve) =>
        curve.Theory is TheoryKind.NormalPreActivations or TheoryKind.PublishedBounds;

    private static PanelDescription Panel(TheoryCurve curve, TheoryCurve? bounds, RunResults results, char letter)
    {
        // Shares and spreads fall over decades.
        AxisScale scale = AxisScales.Of(curve.Theory is TheoryKind.BranchPower or TheoryKind.CorrelationMap);
        return new()
        {
            Letter = letter,
            Name = curve.Key,
            XLabel = Symbols.Depth,
            XCounts = true,
            YScale = scale,
            XRange = new AxisRange(0, results.Depths[^1]),
            Remarks = [Remark, OwnPanelRemark],
            Series =
            [
                new()
                {
                    Label = Symbols.Of(curve),
                    X = [.. curve.Points.Select(p => (double)p.Depth)],
                    Y = [.. curve.Points.Select(p => scale.InUnits(p.Measured.Value))],
                    Lower = [.. curve.Points.Select(p =>
                        scale.InUnits(p.Measured.Value - (2 * p.Measured.StandardError)))],
                    Upper = [.. curve.Points.Select(p =>
                        scale.InUnits(p.Measured.Value + (2 * p.Measured.StandardError)))],
                    Color = Palette.Blue,
                },
                .. Lines(curve, scale, Basis(curve)),
                .. bounds is null ? [] : Lines(bounds, scale, FigureLabel.Parse("paper")),
            ],
        };
    }

    private static FigureLabel Basis(TheoryCurve curve) => FigureLabel.Parse(curve.Theory switch
    {
        TheoryKind.BranchPower => "1/(l + a)",
        TheoryKind.CorrelationMap => "correlation map",
        TheoryKind.FixedPoint => curve.Quantity == Quantity.NoiseGrowth ? "log chi_1, mean field" : "q\\*, mean field",
        TheoryKind.Diffusion => "one input, this width",
        _ => "theory",
    });
}
