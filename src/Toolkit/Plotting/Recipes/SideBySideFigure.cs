using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.SideBySide;

namespace MomentsDnns.Plotting.Recipes;

/// <summary>
/// Several runs in one figure: a panel a quantity, a line a run, in one colour and dash throughout, named in one legend
/// above them. A quantity that no run holds has no panel.
/// </summary>
internal static class SideBySideFigure
{
    /// <summary>More bands hide each other.</summary>
    public const int MostBands = 4;

    /// <summary>Describes the figure.</summary>
    /// <param name="runs">The runs with their names in the legend.</param>
    /// <param name="quantities">
    /// The panels, in order; null: those that runs of any architectures share, of nets whose layers differ theirs.
    /// </param>
    public static FigureDescription Describe(IReadOnlyList<LabelledRun> runs, IReadOnlyList<Quantity>? quantities)
    {
        if (SitesSideBySide.Rows(runs) is { } rows) return SitesSideBySide.Describe(runs, rows, quantities);
        List<PanelDescription> panels = [];
        foreach (Quantity quantity in quantities ?? (runs.All(r => r.Run.Facts.IsOfTraining) ? TrainingQuantities.Shared
            : QuantityCatalog.Shared))
        {
            SeriesDescription[] series = [.. runs.Select((run, i) => Line(run, i, quantity, runs.Count <= MostBands))
                .OfType<SeriesDescription>()];
            if (series.Length > 0) panels.Add(Panel(quantity, series, (char)('a' + panels.Count), runs));
        }

        return new FigureDescription { Panels = panels, Legend = Legend(panels), Caption = Caption(runs) };
    }

    /// <summary>The lines of the fullest panel, which has a sample of each.</summary>
    public static IReadOnlyList<SeriesDescription> Legend(IReadOnlyList<PanelDescription> panels) =>
        panels.MaxBy(p => p.Series.Count)?.Series ?? [];

    /// <summary>Over how many simulations lines are means, such as <c>8 to 16</c>.</summary>
    public static string Simulations(IReadOnlyList<LabelledRun> runs)
    {
        int fewest = runs.Min(r => r.Run.Simulations.Count), most = runs.Max(r => r.Run.Simulations.Count);
        return fewest == most ? $"{most}" : $"{fewest} to {most}";
    }

    /// <summary>What bands are, where there are some.</summary>
    public static string Bands(IReadOnlyList<LabelledRun> runs) =>
        runs.Count <= MostBands ? " Bands: 16th to 84th percentile." : "";

    /// <summary>Where lines end before others.</summary>
    public static string Ends(IReadOnlyList<LabelledRun> runs) => string.Concat(
        from run in runs
        from degeneracy in DegeneracyText.Of(run.Run)
        select $" {FigureLabel.Within(run.Markup)}: {degeneracy}; its lines end there.");

    private static PanelDescription Panel(Quantity quantity, SeriesDescription[] series, char letter,
        IReadOnlyList<LabelledRun> runs) => new()
        {
            Letter = letter,
            Name = quantity.Name,
            XLabel = DepthAxis.Label((runs.FirstOrDefault(r => r.Run.Facts.Along is null) ?? runs[0]).Run),
            XCounts = runs.Any(r => !r.Run.Facts.IsOfTraining),
            XScale = AxisScales.Of(runs.All(r => r.Run.Facts.IsOfTraining)),
            YLabel = Symbols.Of(quantity),
            YScale = AxisScales.Of(quantity),
            XRange = new AxisRange(0, runs.Max(r => DepthAxis.Range(r.Run).Maximum)),
            Series = series,
            HasLegend = false,
            ReferenceLines = AxisScales.Reference(quantity),
            Remarks = quantity.IsIncrement ? [Captions.Increments]
            : (quantity == Quantity.SignalRank || quantity == Quantity.NoiseRank) && runs.Any(IsResidual)
                ? ["Effective ranks: behind a unit’s first activation."]
                : [],
        };

    private static bool IsResidual(LabelledRun run) => run.Run.Facts.Branch is not null;

    private static SeriesDescription? Line(LabelledRun run, int index, Quantity quantity, bool hasBand)
    {
        if (AxisScales.Summary(run.Run, quantity) is not { } summary || !summary.Mean.Any(double.IsFinite)) return null;
        double[] places = DepthAxis.Places(run.Run);
        int[] kept = [.. Enumerable.Range(0, places.Length)
            .Where(d => !run.Run.Facts.IsOfTraining || summary.Count[d] > 0)];
        return new()
        {
            Label = FigureLabel.Parse(run.Markup),
            X = [.. kept.Select(d => places[d])],
            Y = [.. kept.Select(d => summary.Mean[d])],
            Lower = hasBand ? [.. kept.Select(d => summary.Lower[d])] : null,
            Upper = hasBand ? [.. kept.Select(d => summary.Upper[d])] : null,
            Color = LineStyles.Color(index),
            Dash = LineStyles.Dash(index),
        };
    }

    private static string Caption(IReadOnlyList<LabelledRun> runs)
    {
        int residual = runs.Count(IsResidual), probed = runs.Count(r => r.Run.Facts.Along is not null);
        string places =
            residual == 0 ? "layers" : residual == runs.Count ? "residual units" : "layers, or residual units";
        string what = runs.All(r => r.Run.Facts.IsOfTraining) ? "By step; χ and effective ranks: behind the last unit."
            : probed == runs.Count ? "Sites: by their number."
            : probed > 0 ? $"l: {places}, or sites by their number." : $"l: {places}.";
        return $"{what} Lines: means over {Simulations(runs)} simulations (of χ and nu_2: over their logarithms)."
            + Bands(runs) + Ends(runs);
    }
}
