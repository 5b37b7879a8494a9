using System.Xml.Linq;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.TheoryComparison;
using MomentsDnns.Analysis.Verdicts;
using static MomentsDnns.Reporting.Html;

namespace MomentsDnns.Reporting;

/// <summary>What else was measured, and theory beside measurement.</summary>
internal static class ObservationSection
{
    /// <summary>The observations; nothing where there are none.</summary>
    public static XElement? Measured(string id, RunAnalysis analysis) =>
        analysis.Observations.Count == 0 ? null : Section(id, 3, "Observations",
        Table("Observations",
            ["measured", analysis.Sites is null ? "depth" : "site", "mean", "error", "how to read it"],
            analysis.Observations.Select(o => new object[]
        {
            o.Name, o.Place, MeasuredText.Parts(o.Value).Value, MeasuredText.Parts(o.Value).Error, o.Meaning,
        }), endsInWords: true));

    /// <summary>The comparison with theory; nothing where there is none.</summary>
    public static XElement? Theory(string id, RunAnalysis analysis) =>
        analysis.Theory.Count == 0 ? null : Section(id, 3, "Theory",
        Table("Theory beside measurement", ["theory", "depth", "measured", "error", "predicted", "difference / error",
            "prediction rests on"],
            analysis.Theory.SelectMany(curve => curve.Few.Select(point => Row(curve, point))), endsInWords: true));

    private static object[] Row(TheoryCurve curve, TheoryPoint point) =>
    [
        curve.Name, $"{point.Depth}", MeasuredText.Parts(point.Measured).Value,
        MeasuredText.Parts(point.Measured).Error,
        point.PredictedText, curve.IsIdentity ? "identity" : Number(point.Z, "F1"), curve.Basis,
    ];
}
