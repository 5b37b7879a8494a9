using System.Xml.Linq;
using MomentsDnns.Analysis.Growth;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Verdicts;
using static MomentsDnns.Reporting.Html;

namespace MomentsDnns.Reporting;

/// <summary>By which law the sensitivity grows.</summary>
internal static class GrowthSection
{
    private static readonly string[] Header = ["law", "exponent", "value", "error", "95% interval", "misfit", "of growth", "bend t", "weight"];

    /// <summary>The fits; nothing where too little holds chi.</summary>
    public static XElement? Of(string id, RunAnalysis analysis) => analysis.Growth is not { } growth ? null : Section(id, 3, "Growth law of chi",
        E("p", null, $"Depths {growth.FirstDepth} to {growth.LastDepth} ({growth.Points} points); log chi grows by {MeasuredText.Of(growth.LogGrowth)}. ", growth.Preferred is { } law ? E("strong", null, $"Law: {law.Name()}.") : $"No law: {growth.Reason}."),
        Table("Laws fitted to chi", Header, growth.Fits.Select(Row)),
        (analysis.PredictedPowerLaw?.Text(growth) ?? growth.AbscissaText()) is { } powerLaw ? E("p", null, char.ToUpperInvariant(powerLaw[0]) + powerLaw[1..] + ".") : null);

    private static object[] Row(LawFit fit)
    {
        (double lower, double upper) = fit.Exponent.Interval(0.95);
        return
        [
            fit.Law.Name(), LabelHtml.Of(fit.Law.ExponentName()), MeasuredText.Parts(fit.Exponent).Value, MeasuredText.Parts(fit.Exponent).Error,
            $"{Number(lower)} to {Number(upper)}", Number(fit.Misfit, "G2"), Number(100 * fit.MisfitShare, "F2") + "%", Number(fit.LargestT, "F1"), Number(fit.Weight, "F3"),
        ];
    }
}
