using System.Text.Json.Nodes;
using System.Xml.Linq;
using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Plotting;
using static MomentsDnns.Reporting.Html;

namespace MomentsDnns.Reporting;

/// <summary>All about one run.</summary>
internal static class RunSection
{
    private static readonly FigureOptions WithTheory = new() { Theory = true };

    /// <summary>The section.</summary>
    /// <param name="run">The run.</param>
    /// <param name="label">In what it differs from the others; empty of one run.</param>
    /// <param name="analysis">What was found.</param>
    /// <param name="id">Unique on the page.</param>
    /// <param name="data">Receives what the page's program reads.</param>
    public static XElement Of(ReportedRun run, string label, RunAnalysis analysis, string id, JsonArray data) =>
        Section(id, 2, run.Name,
        E("p", "lead", label.Length == 0 ? null : LabelHtml.Of(label + ": "), $"{analysis.Simulations} simulations, "
            + $"{AnalysisText.Length(analysis)}."),
        analysis.Training is null ? VerdictSection.Of(id + "-verdicts", analysis)
            : TrainingSection.Of(id + "-training", analysis),
        GrowthSection.Of(id + "-growth", analysis),
        SitesSection.Of(id + "-stages", analysis),
        Section(id + "-figures", 3, "Figures", FigureCatalog.For(run.Run).Select(figure => FigureSection.Of(
            FigureCatalog.Describe(figure, run.Run, WithTheory), $"{id}-{figure.Name}", $"{run.Name}: {figure.Title}",
            data))),
        ObservationSection.Measured(id + "-observations", analysis),
        ObservationSection.Theory(id + "-theory", analysis),
        RepeatSection.Configuration(id + "-configuration", run),
        RepeatSection.Of(id + "-repeat", run));
}
