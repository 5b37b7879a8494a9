using MomentsDnns.Analysis.Growth;
using MomentsDnns.Analysis.Inference;
using static System.FormattableString;

namespace MomentsDnns.Analysis.Sites;

/// <summary>What happens where in a net whose layers differ, as tables for text and pages.</summary>
public static class SiteTable
{
    /// <summary>The heads of the columns of <see cref="Rows"/>.</summary>
    public static IReadOnlyList<string> Header { get; } =
        ["where", "site", "kind", "stage", "from", "number", "mean", "error", "most of r_eff"];

    /// <summary>
    /// A row for each site at which chi grows most, the signal loses most directions, or comes nearest to a point or a
    /// line.
    /// </summary>
    /// <param name="analysis">What was found.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Rows(SiteAnalysis analysis) =>
    [
        .. Group("chi grows most", analysis.ChiGrowsMost, "log10 chi gained", v => v, hasBefore: true),
        .. Group("most directions are lost", analysis.RankFallsMost, "r_eff(x), of that before", Factor,
            hasBefore: true, hasMost: true),
        .. Group("nearest to a point", analysis.NearestPoint, "mu_2/nu_2", v => v, hasBefore: false),
        .. Group("nearest to a line", analysis.NearestLine, "r_eff(x)", v => v, hasBefore: false,
            hasMost: true),
    ];

    /// <summary>The heads of the columns of <see cref="StageRows"/>.</summary>
    public static IReadOnlyList<string> StageHeader { get; } =
        ["stage", "to site", "sites", "on main path", "channels", "log10 chi gained", "error", "share", "r_eff(x) in",
            "r_eff(x) out", "of most"];

    /// <summary>A row a stage.</summary>
    /// <param name="analysis">What was found.</param>
    public static IReadOnlyList<IReadOnlyList<string>> StageRows(SiteAnalysis analysis) =>
    [
        .. analysis.Stages.Select(stage => (IReadOnlyList<string>)
        [
            stage.Name, stage.LastSite, $"{stage.Sites}", $"{stage.OnMainPath}", $"{stage.Channels}",
            .. MeasuredText.Cells(stage.LogGrowth),
            stage.Share is { } share ? MeasuredText.Percent(share.Value) : "",
            Text(stage.RankBefore), Text(stage.RankBehind),
            stage.RankBehind is { } rank ? MeasuredText.Percent(rank.Value / stage.LargestRank) : "",
        ]),
    ];

    /// <summary>Over which outputs the growth of a unit was fitted, as a sentence without a stop.</summary>
    /// <param name="units">The units.</param>
    public static string Sentence(UnitGrowth units)
    {
        string which = $"{units.Sites.Count} outputs of {units.Pattern} ({units.Kind})"
            + (units.Stage is { } stage ? $", all of {stage}" : "");
        return units.Growth is not { } growth ? $"chi over {which}: too little holds it to fit a law"
            : $"chi over {which}, {units.Sites[0]} to {units.Sites[^1]}: log chi grows by "
                + $"{MeasuredText.Of(growth.LogGrowth)}; "
                + (growth.Preferred is { } law
                    ? $"law: {law.Name()}, {law.ExponentName()} = {MeasuredText.Of(growth[law].Exponent)}"
                    : growth.Reason);
    }

    private static IEnumerable<IReadOnlyList<string>> Group(string where, IReadOnlyList<SiteValue> values,
        string number, Func<Estimate, Estimate> shown, bool hasBefore, bool hasMost = false) =>
        values.Select(v => (IReadOnlyList<string>)
        [
            where, v.Site, v.Kind, v.Stage, hasBefore ? v.Before ?? "input" : "", number,
            .. MeasuredText.Cells(shown(v.Value)), hasMost ? Invariant($"{v.LargestRank:F0}") : "",
        ]);

    // Of the mean of log10 of a ratio: the factor of the typical net.
    private static Estimate Factor(Estimate log)
    {
        double factor = Math.Pow(10, log.Value);
        return log with { Value = factor, StandardError = factor * Math.Log(10) * log.StandardError };
    }

    private static string Text(Estimate? estimate) => estimate is null ? "" : MeasuredText.Of(estimate);
}
