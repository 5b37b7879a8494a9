using System.Text.Json.Nodes;
using System.Xml.Linq;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Plotting;
using static MomentsDnns.Reporting.Html;

namespace MomentsDnns.Reporting;

/// <summary>Several runs side by side: their verdicts, one figure, one table.</summary>
internal static class ComparisonSection
{
    /// <summary>The section.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="labels">In what each differs.</param>
    /// <param name="analyses">What was found in each.</param>
    /// <param name="data">Receives what the page's program reads.</param>
    public static XElement Of(IReadOnlyList<ReportedRun> runs, IReadOnlyList<string> labels,
        IReadOnlyList<RunAnalysis> analyses, JsonArray data)
    {
        LabelledRun[] labelled = [.. runs.Zip(labels, (run, label) => new LabelledRun(label, run.Run))];
        IReadOnlyList<IReadOnlyList<string>> paired = PairedTable.Rows(labelled);
        bool isDrawn = runs.Count <= FigureCatalog.MostRuns
            && runs.Any(r => QuantityCatalog.Shared.Concat(TrainingQuantities.Shared)
                .Any(q => q.Find(r.Run) is not null));
        // Of nets that were trained nothing is judged.
        Pathology[] pathologies = [.. analyses.SelectMany(a => a.Verdicts.Select(v => v.Pathology)).Distinct()];
        return Section("comparison", 2, "Side by side",
            Table("Verdicts of all runs", ["run", "in what it differs",
                .. pathologies.Select(p => p.Text)],
                runs.Select((run, i) => new object[] { run.Name,
                    LabelHtml.Of(labels[i]) }.Concat(pathologies.Select(p => analyses[i].Verdicts
                    .FirstOrDefault(v => v.Pathology == p) is { } v ? (object)VerdictSection.Badge(v.Presence) : "")))),
            Section("comparison-curves", 3, "Curves", isDrawn
                ? FigureSection.Of(FigureCatalog.SideBySide(labelled), "comparison-figure", "All runs", data)
                : E("p", null, $"No figure: one holds up to {FigureCatalog.MostRuns} runs with a curve.")),
            Section("comparison-numbers", 3, "Numbers",
                Table("Numbers of all runs", SideBySideTable.Header(labelled),
                    SideBySideTable.Rows(labelled).Select(Cells)),
                paired.Count == 0 ? null : E("p", null, PairedTable.Sentence(labelled)),
                paired.Count == 0 ? null : Table("Differences within pairs", PairedTable.Header(labelled),
                    paired.Select(Cells))));

        static IEnumerable<object> Cells(IReadOnlyList<string> row) =>
            row.Select((cell, i) => i == 0 ? LabelHtml.Of(cell) : (object)cell);
    }
}
