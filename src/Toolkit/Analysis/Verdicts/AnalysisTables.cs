using MomentsDnns.Analysis.Inference;
using static System.FormattableString;

namespace MomentsDnns.Analysis.Verdicts;

/// <summary>What a judged run shows beside its verdicts, as tables for text and pages.</summary>
internal static class AnalysisTables
{
    /// <summary>The heads of the columns of <see cref="Theory"/>.</summary>
    public static IReadOnlyList<string> TheoryHeader { get; } =
        ["theory", "depth", "measured", "error", "predicted", "difference / error", "prediction rests on"];

    /// <summary>The heads of the columns of <see cref="Observed"/>.</summary>
    /// <param name="analysis">What was found.</param>
    public static IReadOnlyList<string> ObservedHeader(RunAnalysis analysis) =>
        ["measured", analysis.Sites is null ? "depth" : "site", "mean", "error", "how to read it"];

    /// <summary>A row an observation.</summary>
    /// <param name="analysis">What was found.</param>
    public static IEnumerable<string[]> Observed(RunAnalysis analysis) => analysis.Observations
        .Select(o => (string[])[o.Name, o.Place, .. MeasuredText.Cells(o.Value), o.Meaning]);

    /// <summary>A row for each of a few depths of each prediction.</summary>
    /// <param name="analysis">What was found.</param>
    public static IEnumerable<string[]> Theory(RunAnalysis analysis) =>
        from curve in analysis.Theory
        from point in curve.Few
        select (string[])
        [
            curve.Name, $"{point.Depth}", .. MeasuredText.Cells(point.Measured), point.PredictedText,
            curve.IsIdentity ? "identity" : Invariant($"{point.Z:F1}"), curve.Basis,
        ];
}
