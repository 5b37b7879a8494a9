using MomentsDnns.Analysis;
using MomentsDnns.Analysis.Comparison;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Analysis.Sites;
using MomentsDnns.Results;

namespace MomentsDnns.Plotting.Recipes;

/// <summary>
/// Several runs over the same sites in one figure: a panel a quantity down the main path, a line a run; of pairs, chi
/// over that of the first run too.
/// </summary>
internal static class SitesSideBySide
{
    // Of the same sites the most that r_eff can be is the same.
    private static readonly Quantity[] Default =
    [
        Quantity.Chi, SiteQuantities.PathIncrement, Quantity.SignalRank, Quantity.NoiseRank, Quantity.VarianceShare,
        SiteQuantities.Kurtosis,
    ];

    /// <summary>The rows of sites that all runs have in common; null where sites differ, or are none.</summary>
    /// <param name="runs">The runs.</param>
    public static SiteRows? Rows(IReadOnlyList<LabelledRun> runs) => SitePath.Of(runs[0].Run) is { } path
        && runs.All(r => SitePath.Of(r.Run) is { } other
            && other.Sites.Select(s => s.Name).SequenceEqual(path.Sites.Select(s => s.Name))
            && other.Main.SequenceEqual(path.Main)) ? new(path) : null;

    /// <summary>Describes the figure.</summary>
    /// <param name="runs">The runs with their names in the legend.</param>
    /// <param name="rows">Their sites.</param>
    /// <param name="quantities">The panels, in order; null: those of the figure of one run.</param>
    public static FigureDescription Describe(IReadOnlyList<LabelledRun> runs, SiteRows rows,
        IReadOnlyList<Quantity>? quantities)
    {
        List<PanelDescription> panels = [];
        foreach (Quantity quantity in quantities ?? Default)
        {
            SeriesDescription[] series = [.. runs.Select((run, i) => Line(run, i,
                AxisScales.Summary(run.Run, quantity))).OfType<SeriesDescription>()];
            if (series.Length > 0)
            {
                panels.Add(Panel(quantity.Name, SiteRows.Symbol(quantity), AxisScales.Of(quantity), series,
                    AxisScales.Reference(quantity)));
            }

            if (quantity == Quantity.Chi && Differences() is { Length: > 0 } differences)
            {
                panels.Add(Panel("difference", FigureLabel.Parse("chi / chi_1"), AxisScale.Log10, differences, [0]) with
                {
                    Remarks = ["chi_1: of the first run, in the same simulation."],
                });
            }
        }

        return new FigureDescription
        {
            Panels = panels,
            Legend = SideBySideFigure.Legend(panels),
            Caption = Caption(runs, rows),
        };

        PanelDescription Panel(string name, FigureLabel label, AxisScale scale, SeriesDescription[] series,
            IReadOnlyList<double> reference) =>
            new()
            {
                Letter = (char)('a' + panels.Count),
                Name = name,
                XLabel = FigureLabel.Parse("site"),
                YLabel = label,
                YScale = scale,
                XRange = rows.Range,
                Profile = rows.Axis(0),
                Series = series,
                HasLegend = false,
                ReferenceLines = reference,
            };

        SeriesDescription? Line(LabelledRun run, int index, CurveSummary? summary) => summary is null ? null
            : rows.Main(summary, FigureLabel.Parse(run.Markup), LineStyles.Color(index),
                LineStyles.Dash(index), LineStyles.Marker(index)) is not { } line ? null
            : runs.Count <= SideBySideFigure.MostBands ? line : line with { Lower = null, Upper = null };

        SeriesDescription[] Differences() => [.. runs.Index().Skip(1)
            .Select(r => Line(r.Item, r.Index, Difference(runs[0].Run, r.Item.Run))).OfType<SeriesDescription>()];
    }

    // log10 of the ratio within pairs.
    private static CurveSummary? Difference(RunResults first, RunResults second)
    {
        if (RunPairing.Of(first, second) is not { } pairing || Quantity.Chi.Find(first) is not { } a
            || Quantity.Chi.Find(second) is not { } b)
        {
            return null;
        }
        int[] rowsOfFirst = pairing.RowsOf(first), rowsOfSecond = pairing.RowsOf(second);
        double[,] logs = CurveTables.Table(pairing.Simulations.Count, a.Depths,
            (s, d) => b[rowsOfSecond[s], d] - a[rowsOfFirst[s], d]);
        return CurveSummary.OfLog10(new(Quantity.Chi, logs));
    }

    private static string Caption(IReadOnlyList<LabelledRun> runs, SiteRows rows)
    {
        string thinned = rows.IsThinned ? ", those on branches closer and without name" : "";
        return $"Rows: sites in the order of computation{thinned}. Lines: means over "
            + $"{SideBySideFigure.Simulations(runs)} simulations on the main path (of χ and δχ: over their logarithms)."
            + SideBySideFigure.Bands(runs)
            + (rows.Path.Stages.Count > 1 ? " Grey rules part stages, named at the right." : "")
            + SideBySideFigure.Ends(runs);
    }
}
