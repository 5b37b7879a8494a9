using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.Sites;
using MomentsDnns.Results;

namespace MomentsDnns.Analysis.Comparison;

/// <summary>A quantity that two runs hold, at their common depths; the values are what means are taken of.</summary>
/// <param name="Quantity">Which.</param>
/// <param name="Points">
/// At each depth the values of both runs' simulations, absent ones as NaN; at least one depth.
/// </param>
/// <param name="SkippedDepths">Depths where a run has fewer than two finite values, or has lost a signal.</param>
internal sealed record SharedCurve(Quantity Quantity, IReadOnlyList<TestedPoint> Points,
    IReadOnlyList<int> SkippedDepths)
{
    /// <summary>The same points, of standard deviations.</summary>
    public SharedCurve OfSpread() => this with { Points = [.. Points.Select(p => p with { IsSpread = true })] };

    /// <summary>All that two runs can be compared by.</summary>
    /// <param name="a">The first run.</param>
    /// <param name="b">The second run.</param>
    /// <param name="rowsA">Which of the first run's simulations, by row.</param>
    /// <param name="rowsB">Which of the second's.</param>
    /// <param name="isPaired">Whether equal rows are pairs, of which one half alone is nothing.</param>
    /// <param name="options">What is compared.</param>
    public static IReadOnlyList<SharedCurve> Of(RunResults a, RunResults b, int[] rowsA, int[] rowsB, bool isPaired,
        ComparisonOptions options)
    {
        (int Depth, int A, int B)[] depths = SharedDepths(a, b);
        if (depths.Length == 0)
        {
            throw new InvalidDataException(
                $"the runs share no recorded depth: the first has {Range(a)}, the second {Range(b)}; "
                + "run one with depths that the other records");
        }

        List<SharedCurve> curves = [];
        foreach (Quantity quantity in options.Quantities ?? SharedQuantities(a, b))
        {
            if (quantity.Find(a) is not { } curveA || quantity.Find(b) is not { } curveB) continue;
            List<TestedPoint> points = [];
            List<int> skipped = [];
            foreach ((int depth, int columnA, int columnB) in depths)
            {
                TestedPoint point = TestedPoint.Of(depth, Values(curveA, a, rowsA, columnA),
                    Values(curveB, b, rowsB, columnB), isPaired,
                    quantity.AveragesLogarithms, options.Resolution);
                if (point.A.Count(double.IsFinite) < 2 || point.B.Count(double.IsFinite) < 2) skipped.Add(depth);
                else points.Add(point);
            }

            if (points.Count > 0) curves.Add(new(quantity, points, skipped));
        }

        return curves.Count > 0 ? curves : throw new InvalidDataException(
            "the runs share no statistic at a depth and location that both recorded in two simulations or more; "
            + "run one with the statistics and places of the other");
    }

    // Of nets whose layers differ sites by their names: another net may have others between them.
    private static (int Depth, int A, int B)[] SharedDepths(RunResults a, RunResults b)
    {
        if (a.Facts.Along is null != b.Facts.Along is null || a.Facts.IsOfTraining != b.Facts.IsOfTraining) return [];
        Dictionary<string, int> columnOfB = Names(b).Index().ToDictionary(n => n.Item, n => n.Index);
        return [.. Names(a).Index().Where(n => columnOfB.ContainsKey(n.Item))
            .Select(n => (a.Depths[n.Index], n.Index, columnOfB[n.Item]))];

        static IEnumerable<string> Names(RunResults run) =>
            SitePath.Of(run)?.Sites.Select(s => s.Name) ?? run.Depths.Select(depth => $"{depth}");
    }

    // Every statistic that both have at a place, and the increments: the same name may mean other places in another
    // kind of net.
    private static IEnumerable<Quantity> SharedQuantities(RunResults a, RunResults b) =>
    [
        .. a.Curves.Select(curve => Quantity.At(curve.Statistic, curve.Location)),
        .. a.Facts.Increments.Intersect(b.Facts.Increments).Select(span => Quantity.IncrementOver(span.Part)),
    ];

    // Where some simulations have lost their signal the survivors are of another law: such a point is left out.
    private static double[] Values(QuantityCurve curve, RunResults run, int[] rows, int column)
    {
        double[] values =
            Array.ConvertAll(rows, row => curve.Averaged(row, column) is var v && double.IsFinite(v) ? v : double.NaN);
        return values.Any(double.IsNaN) && run.HasLostBy(run.Depths[column]) ? [] : values;
    }

    private static string Range(RunResults run) => $"{run.Depths.Count} from {run.Depths[0]} to {run.Depths[^1]}";
}
