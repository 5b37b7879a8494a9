using System.Xml.Linq;
using MomentsDnns.Analysis.Verdicts;
using static MomentsDnns.Reporting.Html;

namespace MomentsDnns.Reporting;

/// <summary>What else was measured, and theory beside measurement.</summary>
internal static class ObservationSection
{
    /// <summary>The observations; nothing where there are none.</summary>
    public static XElement? Measured(string id, RunAnalysis analysis) =>
        analysis.Observations.Count == 0 ? null : Section(id, 3, "Observations", Table("Observations",
            AnalysisTables.ObservedHeader(analysis), AnalysisTables.Observed(analysis), endsInWords: true));

    /// <summary>The comparison with theory; nothing where there is none.</summary>
    public static XElement? Theory(string id, RunAnalysis analysis) =>
        analysis.Theory.Count == 0 ? null : Section(id, 3, "Theory", Table("Theory beside measurement",
            AnalysisTables.TheoryHeader, AnalysisTables.Theory(analysis), endsInWords: true));
}
