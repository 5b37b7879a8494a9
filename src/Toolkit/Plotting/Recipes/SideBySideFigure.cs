using MomentsDnns.Analysis;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.SideBySide;

namespace MomentsDnns.Plotting.Recipes;

/// <summary>
/// Several runs in one figure: a panel a quantity, a line a run, in one colour and dash throughout, named in one legend
/// above them. A quantity that no run holds has no panel.
/// </summary>
internal static class SideBySideFigure
{
    private const int MostBands = 4; // more of them hide each other

    private static readonly LineDash[] Dashes = [LineDash.Solid, LineDash.Dashed, LineDash.DashDotted, LineDash.Dotted];

    /// <summary>Describes the figure.</summary>
    /// <param name="runs">The runs with their names in the legend.</param>
    /// <param name="quantities">
    /// The panels, in order; null: those that runs of any architectures share, of nets whose layers differ theirs.
    /// </param>
    public static FigureDescription Describe(IReadOnlyList<LabelledRun> runs, IReadOnlyList<Quantity>? quantities)
    {
        if (SitesSideBySide.Rows(runs) is { } rows) return SitesSideBySide.Describe(runs, rows, quantities);
        List<PanelDescription> panels = [];
        foreach (Quantity quantity in quantities ?? QuantityCatalog.Shared)
        {
            SeriesDescription[] series = [.. runs.Select((run, i) => Line(run, i, quantity, runs.Count <= MostBands))
                .OfType<SeriesDescription>()];
            if (series.Length > 0) panels.Add(Panel(quantity, series, (char)('a' + panels.Count), runs));
        }

        // The fullest panel has a sample of each line.
        IReadOnlyList<SeriesDescription> legend = panels.Count == 0 ? [] : panels.MaxBy(p => p.Series.Count)!.Series;
        return new FigureDescription { Name = "", Panels = panels, Legend = legend, Caption = Caption(runs) };
    }

    private static PanelDescription Panel(Quantity quantity, SeriesDescription[] series, char letter,
        IReadOnlyList<LabelledRun> runs) => new()
        {
            Letter = letter,
            Name = quantity.Name,
            XLabel = runs.All(r => r.Run.Facts.Along is not null) ? FigureLabel.Parse("site") : Symbols.Depth,
            XCounts = true,
            YLabel = Symbols.Of(quantity),
            YScale = quantity.SpansDecades ? AxisScale.Log10 : AxisScale.Linear,
            XRange = new AxisRange(0, runs.Max(r => r.Run.Depths[^1])),
            Series = series,
            HasLegend = false,
            ReferenceLines = quantity.Reference is { } value ? [quantity.SpansDecades ? Math.Log10(value) : value] : [],
            Remarks = quantity.IsIncrement ? [Captions.Increments]
            : (quantity == Quantity.SignalRank || quantity == Quantity.NoiseRank) && runs.Any(IsResidual)
                ? ["Effective ranks: behind a unit’s first activation."]
                : [],
        };

    private static bool IsResidual(LabelledRun run) => run.Run.Facts.Branch is not null;

    private static SeriesDescription? Line(LabelledRun run, int index, Quantity quantity, bool hasBand)
    {
        if (quantity.Find(run.Run) is not { } curve) return null;
        CurveSummary summary = quantity.SpansDecades ? CurveSummary.OfLog10(curve) : CurveSummary.OfLinear(curve);
        if (!summary.Mean.Any(double.IsFinite)) return null;
        return new()
        {
            Label = FigureLabel.Parse(run.Markup),
            X = [.. run.Run.Depths.Select(d => (double)d)],
            Y = summary.Mean,
            Lower = hasBand ? summary.Lower : null,
            Upper = hasBand ? summary.Upper : null,
            Color = Palette.Lines[index % Palette.Lines.Count],
            Dash = Dashes[index % Dashes.Length],
        };
    }

    private static string Caption(IReadOnlyList<LabelledRun> runs)
    {
        int fewest = runs.Min(r => r.Run.Simulations.Count), most = runs.Max(r => r.Run.Simulations.Count);
        int residual = runs.Count(IsResidual);
        string places =
            residual == 0 ? "layers" : residual == runs.Count ? "residual units" : "layers, or residual units";
        int probed = runs.Count(r => r.Run.Facts.Along is not null);
        string what = probed == runs.Count ? "Sites: by their number."
            : probed > 0 ? $"l: {places}, or sites by their number." : $"l: {places}.";
        string caption = $"{what} Lines: means over {(fewest == most ? $"{most}" : $"{fewest} to {most}")} "
            + "simulations (of χ and nu_2: over their logarithms)."
            + (runs.Count <= MostBands ? " Bands: 16th to 84th percentile." : "");
        foreach (LabelledRun run in runs)
        {
            foreach (string degeneracy in DegeneracyText.Of(run.Run))
                caption += $" {FigureLabel.Within(run.Markup)}: {degeneracy}; its lines end there.";
        }

        return caption;
    }
}
