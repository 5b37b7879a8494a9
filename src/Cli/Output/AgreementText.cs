using System.Globalization;
using MomentsDnns.Analysis.Comparison;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Sites;
using MomentsDnns.Results;

namespace MomentsDnns.Cli.Output;

/// <summary>Prints whether two runs follow one law.</summary>
internal static class AgreementText
{
    /// <summary>Writes to standard output.</summary>
    /// <param name="result">The comparison.</param>
    /// <param name="first">The first run's name.</param>
    /// <param name="second">The second's.</param>
    /// <param name="everyPoint">Whether to list every point, not only the worst of each curve.</param>
    /// <param name="sites">The sites that depths are, where layers differ; null elsewhere.</param>
    public static void Write(ComparisonResult result, string first, string second, bool everyPoint, SitePath? sites)
    {
        string place = sites is null ? "depth" : "site";
        Console.WriteLine($"A: {first}, {result.SimulationsA} simulations");
        Console.WriteLine($"B: {second}, {result.SimulationsB} simulations");
        if (everyPoint) WritePoints(result, place, At);
        else WriteCurves(result, place, At);
        WriteNotes(result);
        CurveComparison worst = result.Worst;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"worst: z = {worst.Worst.Z:F2}, {worst.Name}, {place} {At(worst.Worst.Depth)}, "
                + $"of {result.PointCount} points"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"p = {result.P:G3} by the largest |z|, {result.MeanSquareP:G3} by the mean of z^2; {Redrawings(result)}"));
        Console.WriteLine(result.Verdict switch
        {
            ComparisonVerdict.Agree => string.Create(CultureInfo.InvariantCulture,
                $"verdict: they agree (p > {result.Options.Level}: no difference was seen)"),
            ComparisonVerdict.Differ => Text($"verdict: they differ (p <= {result.Options.Level})"),
            _ => $"verdict: cannot tell ({result.Reason}); run more simulations",
        });

        string At(int depth) => sites?.NameAt(depth) ?? $"{depth}";
    }

    private static void WriteCurves(ComparisonResult result, string place, Func<int, string> at) => TextTable.Write(
        ["curve", "points", "worst z", "at " + place, "A", "B", .. Differences(result), "p", "verdict"],
        [.. result.Curves.Select(c => (string[])
        [
            c.Name, $"{c.Points.Count}", string.Create(CultureInfo.InvariantCulture, $"{c.Worst.Z:F2}"),
            at(c.Worst.Depth), .. Numbers(result, c.Worst), string.Create(CultureInfo.InvariantCulture, $"{c.P:G3}"),
            OptionText.Of(c.Verdict).Replace('-', ' '),
        ])]);

    private static void WritePoints(ComparisonResult result, string place, Func<int, string> at) => TextTable.Write(
        ["curve", place, "A", "B", .. Differences(result), "z"],
        [.. result.Curves.SelectMany(c => c.Points.Select(p =>
            (string[])[c.Name, at(p.Depth), .. Numbers(result, p),
            string.Create(CultureInfo.InvariantCulture, $"{p.Z:F2}")]))]);

    private static string[] Differences(ComparisonResult result) =>
        result.Pairing is null ? [] : ["A - B within pairs"];

    private static string[] Numbers(ComparisonResult result, ComparedPoint point)
    {
        string[] means = [MeasuredText.Of(point.A, point.ErrorA), MeasuredText.Of(point.B, point.ErrorB)];
        return result.Pairing is null ? means : [.. means, MeasuredText.Of(point.A - point.B, point.DifferenceError)];
    }

    private static void WriteNotes(ComparisonResult result)
    {
        if (result.SkippedCount > 0)
        {
            Console.WriteLine($"note: {result.SkippedCount} points of "
                + $"{result.Curves.Count(c => c.SkippedDepths.Count > 0)} curve(s) are left out, a run has fewer than "
                + "two finite values there, or lost a signal");
        }

        if (result.Pairing is { } pairing)
        {
            Console.WriteLine($"note: both runs have seed {pairing.Seed}: simulation i of A and of B have "
                + $"{pairing.Common}; they are compared as {pairing.Simulations.Count} pairs");
        }
    }

    private static string Redrawings(ComparisonResult result)
    {
        string what = result.Test switch
        {
            ComparisonTest.Permutation => "permutations of the simulations between the runs",
            ComparisonTest.SignFlips => "exchanges within pairs",
            _ => "normal draws with the correlations of the simulations",
        };
        return result.TakesAll ? $"all {result.Redrawings} {what}" : $"{result.Redrawings - 1} {what}";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
