using System.Xml.Linq;
using MomentsDnns.Analysis.Growth;
using MomentsDnns.Analysis.Sites;
using MomentsDnns.Analysis.Verdicts;
using static MomentsDnns.Reporting.Html;

namespace MomentsDnns.Reporting;

/// <summary>What happens where in a net whose layers differ: by stage, by site, over the units that repeat.</summary>
internal static class SitesSection
{
    /// <summary>The section; nothing of a net that repeats one unit.</summary>
    public static XElement? Of(string id, RunAnalysis analysis) => analysis.Sites is not { } sites ? null
        : Section(id, 3, "Stages and sites",
            Table("Stages", SiteTable.StageHeader, SiteTable.StageRows(sites)),
            Table("Sites that stand out", SiteTable.Header, SiteTable.Rows(sites)),
            sites.Units.Count == 0 ? E("p", null, "No unit repeats often enough on the main path for a law of growth.")
                : null,
            sites.Units.Select(units => new object?[]
            {
                E("p", null, $"Growth of {SiteTable.Sentence(units)}."),
                units.Growth is not { } growth ? null
                    : Table("Laws fitted to chi over units", GrowthTable.Header, GrowthTable.Rows(growth)
                        .Select(row => row.Select((cell, i) => i == 1 ? LabelHtml.Of(cell) : (object)cell))),
            }));
}
