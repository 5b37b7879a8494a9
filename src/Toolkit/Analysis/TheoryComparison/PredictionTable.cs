using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Results;
using static System.FormattableString;

namespace MomentsDnns.Analysis.TheoryComparison;

/// <summary>Curves of infinite width as tables: alone, or beside a run.</summary>
public static class PredictionTable
{
    private const int FewDepths = 10;

    /// <summary>The columns of a prediction alone; its rows are <see cref="Rows(RunResults, bool)"/>.</summary>
    /// <param name="predicted">The curves of infinite width.</param>
    public static IReadOnlyList<string> Header(RunResults predicted) =>
        ["depth", .. Held(predicted).Select(q => q.Name)];

    /// <summary>A row a depth: means over batches of images with their standard errors.</summary>
    /// <param name="predicted">The curves of infinite width.</param>
    /// <param name="everyDepth">Whether to list every depth, not only ten.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Rows(RunResults predicted, bool everyDepth)
    {
        (string Name, QuantityCurve Values)[] held = [.. Held(predicted)];
        int[] depths = [.. Enumerable.Range(0, predicted.Depths.Count)];
        if (!everyDepth && depths.Length > FewDepths)
        {
            double last = predicted.Depths[^1], first = predicted.Depths[0];
            depths =
                [.. Enumerable.Range(0, FewDepths).Select(i => first * Math.Pow(last / first, i / (FewDepths - 1.0)))
                .Select(depth => depths.MinBy(d => Math.Abs(predicted.Depths[d] - depth))).Distinct()];
        }

        return [.. depths.Select(d => (string[])
        [
            $"{predicted.Depths[d]}",
            .. held.Select(q => MeasuredText.Of(Estimate.Of(q.Values.Column(d)))),
        ])];
    }

    /// <summary>The columns of <see cref="Rows(IReadOnlyList{TheoryCurve}, bool)"/>.</summary>
    public static IReadOnlyList<string> ComparedHeader { get; } =
        ["quantity", "depth", "measured", "error", "infinite width", "difference", "its error", "z"];

    /// <summary>A row a depth of each quantity, and its largest |z| where few depths are listed.</summary>
    /// <param name="curves">Of <see cref="InfiniteWidthCurves"/>.</param>
    /// <param name="everyDepth">Whether to list every depth, not only four.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Rows(IReadOnlyList<TheoryCurve> curves, bool everyDepth) =>
        [.. curves.SelectMany(curve => (everyDepth ? curve.Points
        : [.. curve.Few.Append(Worst(curve)).Distinct().OrderBy(p => p.Depth)]).Select(point => Row(curve, point)))];

    /// <summary>The largest |z| of each quantity and the mean of z^2 over its depths, in words.</summary>
    /// <param name="curves">Of <see cref="InfiniteWidthCurves"/>.</param>
    public static IEnumerable<string> Summary(IReadOnlyList<TheoryCurve> curves) => curves.Select(curve =>
    {
        TheoryPoint worst = Worst(curve);
        return $"{curve.Name}: largest |z| "
            + Invariant($"{Math.Abs(worst.Z):F2} of {curve.Points.Count} depths, at {worst.Depth}; root mean square ")
            + Invariant($"{Math.Sqrt(curve.Points.Average(p => p.Z * p.Z)):F2}");
    });

    private static TheoryPoint Worst(TheoryCurve curve) => curve.Points.MaxBy(p => Math.Abs(p.Z))!;

    private static string[] Row(TheoryCurve curve, TheoryPoint point)
    {
        (string difference, string its) = MeasuredText.Parts(point.Difference, point.DifferenceError);
        return
        [
            curve.Name, $"{point.Depth}", .. MeasuredText.Cells(point.Measured), Invariant($"{point.Lower:G6}"),
            difference, its, Invariant($"{point.Z:F2}"),
        ];
    }

    private static IEnumerable<(string Name, QuantityCurve Values)> Held(RunResults predicted) =>
        from quantity in InfiniteWidthQuantities.All
        let values = quantity.Quantity.Find(predicted)
        where values is not null
        select (quantity.Name, values);
}
