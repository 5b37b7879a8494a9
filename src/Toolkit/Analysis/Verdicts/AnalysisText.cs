using System.Text;
using MomentsDnns.Analysis.Growth;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Sites;
using MomentsDnns.Analysis.Training;
using MomentsDnns.Architectures.Text;
using MomentsDnns.Results;
using static System.FormattableString;

namespace MomentsDnns.Analysis.Verdicts;

/// <summary>A judged run as text for people.</summary>
public static class AnalysisText
{
    /// <summary>The text: verdicts, the law of growth, what else was measured, theory beside it.</summary>
    /// <param name="name">The run's name.</param>
    /// <param name="analysis">What was found.</param>
    public static string Of(string name, RunAnalysis analysis)
    {
        StringBuilder text = new($"{ShownText.Of(name)}: {analysis.Simulations} simulations, {Length(analysis)}\n");
        foreach (string degeneracy in analysis.Degeneracies) text.Append("note: ").Append(degeneracy).Append('\n');
        if (analysis.Training is { } training)
        {
            text.Append(TrainingTables.Sentence(training)).Append("\n\n")
                .Table(TrainingTables.StepHeader, TrainingTables.Steps(training));
            if (training.Noise.Count > 0) text.Table(TrainingTables.NoiseHeader, TrainingTables.Noise(training));
            return text.ToString();
        }

        text.Append('\n').Table(["pathology", "verdict", "confidence",
            analysis.Sites is null ? "from depth" : "from site", "evidence"], analysis.Verdicts.Select(Row));
        if (analysis.Growth is { } growth)
        {
            text.Append(Invariant($"growth of chi, depths {growth.FirstDepth} to {growth.LastDepth} "))
                .Append(Invariant($"({growth.Points} points), log chi grows by {MeasuredText.Of(growth.LogGrowth)}: "))
                .Append(growth.Preferred?.Name() ?? growth.Reason).Append('\n')
                .Table(GrowthTable.Header, GrowthTable.Rows(growth), analysis.PowerLawText);
        }

        if (analysis.Sites is { } sites) WriteSites(text, sites);
        text.Table(AnalysisTables.ObservedHeader(analysis), AnalysisTables.Observed(analysis));
        if (analysis.Theory.Count > 0) text.Table(AnalysisTables.TheoryHeader, AnalysisTables.Theory(analysis));
        return text.ToString();
    }

    // The lines of a table, one under it, and an empty one.
    private static StringBuilder Table(this StringBuilder text, IReadOnlyList<string> header,
        IEnumerable<IReadOnlyList<string>> rows, string? under = null)
    {
        foreach (string line in PlainTable.Lines(header, [.. rows])) text.Append(line).Append('\n');
        return text.Append(under).Append(under is null ? "\n" : "\n\n");
    }

    private static string[] Row(PathologyVerdict verdict) =>
    [
        verdict.Pathology.Text, OptionText.Of(verdict.Presence),
        verdict.ConfidenceText,
        verdict.OnsetSite ?? (verdict.Onset is not { } onset ? ""
            : $"{onset}" + (verdict.OnsetRange is var (lower, upper) ? $" ({lower} to {upper})" : "")),
        verdict.Sentence,
    ];

    /// <summary>How deep a net is, such as <c>depth 200</c> or <c>68 sites</c>.</summary>
    /// <param name="analysis">Of it.</param>
    public static string Length(RunAnalysis analysis) =>
        analysis.Training is { } training ? $"{training.Steps} steps"
        : analysis.Sites is { } sites ? $"{sites.All.Count} sites" : $"depth {analysis.Depth}";

    private static void WriteSites(StringBuilder text, SiteAnalysis sites)
    {
        text.Table(SiteTable.StageHeader, SiteTable.StageRows(sites)).Table(SiteTable.Header, SiteTable.Rows(sites));
        foreach (UnitGrowth units in sites.Units)
        {
            text.Append(SiteTable.Sentence(units)).Append('\n');
            if (units.Growth is { } growth) text.Table(GrowthTable.Header, GrowthTable.Rows(growth));
            else text.Append('\n');
        }
    }
}
