using System.Globalization;
using MomentsDnns.Analysis;
using MomentsDnns.Analysis.Growth;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Reproduction.Published;
using MomentsDnns.Results;

namespace MomentsDnns.Benchmarks.Residuals;

/// <summary>Predicted and fitted exponents on log(l + a + tau + 1/2), and what the paper's form and log l give.</summary>
internal static class ExponentTable
{
    public static string Of(IEnumerable<(string Name, RunResults Run)> runs) => MarkdownTable.Of(
        ["run", "units", "predicted", "fitted", "difference", "in errors", "(Delta^2 - 1)/2, from unit 10", "a + tau + 1/2", "bend t, misfit", "paper's form", "fitted on log l", "bend t, misfit on log l"],
        runs.Select(r => Row(r.Name, r.Run)));

    private static string[] Row(string name, RunResults run)
    {
        GrowthFit fit = GrowthFit.OfSensitivity(run)!, plain = GrowthFit.Of(run.Depths, Quantity.Chi.Get(run).ToArray())!;
        PowerLawPrediction? law = PowerLawPrediction.For(run);
        return
        [
            name, $"{fit.FirstDepth} to {fit.LastDepth}", law is null ? "" : MeasuredText.Of(law.Exponent), MeasuredText.Of(fit[GrowthLaw.PowerLaw].Exponent),
            law is null ? "" : MeasuredText.Of(law.Difference), law is null ? "" : Number(law.Difference.T, "F1"), law is null ? "" : MeasuredText.Of(law.BranchExponent),
            Number(fit.PowerLawOffset, "F2"), Bend(fit), PublishedPrediction.Of(run) is { } paper ? Number(paper, "F3") : "",
            MeasuredText.Of(plain[GrowthLaw.PowerLaw].Exponent), Bend(plain),
        ];
    }

    private static string Bend(GrowthFit fit) => fit[GrowthLaw.PowerLaw] is var law ? $"{Number(law.LargestT, "F1")}, {Number(100 * law.MisfitShare, "F2")}%" : "";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
