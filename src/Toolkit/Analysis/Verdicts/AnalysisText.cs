using System.Globalization;
using System.Text;
using MomentsDnns.Analysis.Growth;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Sites;
using MomentsDnns.Analysis.TheoryComparison;
using MomentsDnns.Architectures.Text;
using MomentsDnns.Results;

namespace MomentsDnns.Analysis.Verdicts;

/// <summary>A judged run as text for people.</summary>
public static class AnalysisText
{
    /// <summary>The text: verdicts, the law of growth, what else was measured, theory beside it.</summary>
    /// <param name="name">The run's name.</param>
    /// <param name="analysis">What was found.</param>
    public static string Of(string name, RunAnalysis analysis)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{ShownText.Of(name)}: {analysis.Simulations} simulations, "
            + $"{Length(analysis)}\n");
        foreach (string degeneracy in analysis.Degeneracies)
            text.Append(CultureInfo.InvariantCulture, $"note: {degeneracy}\n");
        text.Append('\n');
        text.WriteTable(["pathology", "verdict", "confidence", analysis.Sites is null ? "from depth" : "from site",
            "evidence"],
            [.. analysis.Verdicts.Select(Row)]);
        text.Append('\n');
        if (analysis.Growth is { } growth) WriteGrowth(text, growth, analysis);
        if (analysis.Sites is { } sites) WriteSites(text, sites);
        text.WriteTable(["measured", analysis.Sites is null ? "depth" : "site", "mean", "error", "how to read it"],
            [.. analysis.Observations.Select(o => new[]
        {
            o.Name, o.Place, MeasuredText.Parts(o.Value).Value, MeasuredText.Parts(o.Value).Error, o.Meaning,
        })]);
        if (analysis.Theory.Count > 0)
        {
            text.Append('\n');
            text.WriteTable(["theory", "depth", "measured", "error", "predicted", "difference / error",
                "prediction rests on"],
                [.. analysis.Theory.SelectMany(curve => curve.Few.Select(point => Row(curve, point)))]);
        }

        return text.Append('\n').ToString();
    }

    private static void WriteTable(this StringBuilder text, IReadOnlyList<string> header,
        IReadOnlyList<IReadOnlyList<string>> rows)
    {
        foreach (string line in PlainTable.Lines(header, rows)) text.Append(line).Append('\n');
    }

    private static string[] Row(PathologyVerdict verdict) =>
    [
        verdict.Pathology.Text, OptionText.Of(verdict.Presence),
        verdict.ConfidenceText,
        verdict.OnsetSite ?? (verdict.Onset is not { } onset ? ""
            : $"{onset}" + (verdict.OnsetRange is var (lower, upper) ? $" ({lower} to {upper})" : "")),
        verdict.Sentence,
    ];

    private static string[] Row(TheoryCurve curve, TheoryPoint point) =>
    [
        curve.Name, $"{point.Depth}", MeasuredText.Parts(point.Measured).Value,
        MeasuredText.Parts(point.Measured).Error,
        point.PredictedText,
        curve.IsIdentity ? "identity" : Number(point.Z, "F1"), curve.Basis,
    ];

    /// <summary>How deep a net is, such as <c>depth 200</c> or <c>68 sites</c>.</summary>
    /// <param name="analysis">Of it.</param>
    public static string Length(RunAnalysis analysis) =>
        analysis.Sites is { } sites ? $"{sites.All.Count} sites" : $"depth {analysis.Depth}";

    private static void WriteSites(StringBuilder text, SiteAnalysis sites)
    {
        text.WriteTable(SiteTable.StageHeader, SiteTable.StageRows(sites));
        text.Append('\n');
        text.WriteTable(SiteTable.Header, SiteTable.Rows(sites));
        text.Append('\n');
        foreach (UnitGrowth units in sites.Units)
        {
            text.Append(SiteTable.Sentence(units)).Append('\n');
            if (units.Growth is { } growth) text.WriteTable(GrowthTable.Header, GrowthTable.Rows(growth));
            text.Append('\n');
        }
    }

    private static void WriteGrowth(StringBuilder text, GrowthFit growth, RunAnalysis analysis)
    {
        text.Append(CultureInfo.InvariantCulture, $"growth of chi, depths {growth.FirstDepth} to {growth.LastDepth} "
            + $"({growth.Points} points), log chi grows by {MeasuredText.Of(growth.LogGrowth)}: ")
            .Append(growth.Preferred is { } law ? law.Name() : growth.Reason).Append('\n');
        text.WriteTable(GrowthTable.Header, GrowthTable.Rows(growth));
        if (analysis.PowerLawText is { } powerLaw) text.Append(powerLaw).Append('\n');

        text.Append('\n');
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
