using System.Xml.Linq;
using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Results;
using static MomentsDnns.Reporting.Html;

namespace MomentsDnns.Reporting;

/// <summary>Verdicts with their evidence, a card each: sentences would make a table too wide for phones.</summary>
internal static class VerdictSection
{
    /// <summary>The cards.</summary>
    public static XElement Of(string id, RunAnalysis analysis) => Section(id, 3, "Verdicts",
        analysis.Degeneracies.Select(degeneracy => E("p", "note", $"Note: {degeneracy}.")),
        E("ul", "verdicts", analysis.Verdicts.Select(v => E("li", null,
            E("h4", null, v.Pathology.Text),
            E("p", null, Badge(v.Presence), Details(v)),
            E("p", "small", v.Sentence)))));

    /// <summary>A verdict as a word on its colour.</summary>
    public static XElement Badge(Presence presence) =>
        E("span", "badge " + OptionText.Of(presence), OptionText.Of(presence));

    private static string Details(PathologyVerdict verdict) =>
        (verdict.ConfidenceText is { Length: > 0 } confidence ? $" confidence {confidence}" : "")
        + (verdict.OnsetSite is { } site ? $", from {site}" : verdict.Onset is { } onset ? $", from depth {onset}" : "")
        + (verdict.OnsetSite is null && verdict.OnsetRange is var (lower, upper) ? $" ({lower} to {upper})" : "");
}
