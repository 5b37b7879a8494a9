using System.Xml.Linq;
using MomentsDnns.Analysis.Growth;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Verdicts;
using static MomentsDnns.Reporting.Html;

namespace MomentsDnns.Reporting;

/// <summary>By which law the sensitivity grows.</summary>
internal static class GrowthSection
{
    /// <summary>The fits; nothing where too little holds chi.</summary>
    public static XElement? Of(string id, RunAnalysis analysis) =>
        analysis.Growth is not { } growth ? null : Section(id, 3, "Growth law of chi",
        E("p", null, $"Depths {growth.FirstDepth} to {growth.LastDepth} ({growth.Points} points); log chi grows by "
            + $"{MeasuredText.Of(growth.LogGrowth)}. ", growth.Preferred is { } law
            ? E("strong", null, $"Law: {law.Name()}.") : $"No law: {growth.Reason}."),
        Table("Laws fitted to chi", GrowthTable.Header, GrowthTable.Rows(growth)
            .Select(row => row.Select((cell, i) => i == 1 ? LabelHtml.Of(cell) : (object)cell))),
        analysis.PowerLawText is { } powerLaw ? E("p", null, char.ToUpperInvariant(powerLaw[0]) + powerLaw[1..] + ".")
            : null);
}
