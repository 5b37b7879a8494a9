using System.Xml.Linq;
using MomentsDnns.Analysis.Growth;
using MomentsDnns.Analysis.Verdicts;
using static MomentsDnns.Reporting.Html;

namespace MomentsDnns.Reporting;

/// <summary>By which law the sensitivity grows.</summary>
internal static class GrowthSection
{
    private static readonly string[] Header = ["law", "exponent", "value", "error", "95% interval", "misfit", "of growth", "bend t", "weight"];

    /// <summary>The fits; nothing where too little holds chi.</summary>
    public static XElement? Of(string id, RunAnalysis analysis) => analysis.Growth is not { } growth ? null : Section(id, 3, "Growth law of chi",
        E("p", null, $"Depths {growth.FirstDepth} to {growth.LastDepth} ({growth.Points} points); log chi grows by {Number(growth.LogGrowth.Value, "G3")} ± "
            + $"{Number(growth.LogGrowth.StandardError, "G2")}. ", growth.Preferred is { } law ? E("strong", null, $"Law: {law.Name()}.") : $"No law: {growth.Reason}."),
        Table("Laws fitted to chi", Header, growth.Fits.Select(Row)),
        analysis.PredictedPowerLaw is { } predicted
            ? E("p", null, $"Predicted by the paper from the increments: tau = {Number(predicted.Exponent, "F3")}; fitted: tau = "
                + $"{Number(growth[GrowthLaw.PowerLaw].Exponent.Value, "F3")} ± {Number(growth[GrowthLaw.PowerLaw].Exponent.StandardError, "G2")}.")
            : null);

    private static object[] Row(LawFit fit)
    {
        (double lower, double upper) = fit.Exponent.Interval(0.95);
        return
        [
            fit.Law.Name(), LabelHtml.Of(fit.Law.ExponentName()), Number(fit.Exponent.Value), Number(fit.Exponent.StandardError, "G2"),
            $"{Number(lower)} to {Number(upper)}", Number(fit.Misfit, "G2"), Number(100 * fit.MisfitShare, "F2") + "%", Number(fit.LargestT, "F1"), Number(fit.Weight, "F3"),
        ];
    }
}
