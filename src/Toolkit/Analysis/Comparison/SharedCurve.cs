using MomentsDnns.Results;
using MomentsDnns.Results.Facts;

namespace MomentsDnns.Analysis.Comparison;

/// <summary>A quantity that two runs hold, at their common depths.</summary>
/// <param name="Quantity">Which; of means.</param>
/// <param name="Points">At each depth the values of both runs' simulations, absent ones as NaN; at least one depth.</param>
/// <param name="SkippedDepths">Depths where a run has fewer than two finite values, or has lost a signal.</param>
internal sealed record SharedCurve(ComparedQuantity Quantity, IReadOnlyList<SharedPoint> Points, IReadOnlyList<int> SkippedDepths)
{
    private delegate double Sample(int simulation, int depth);

    /// <summary>All that two runs can be compared by.</summary>
    /// <param name="a">The first run.</param>
    /// <param name="b">The second run.</param>
    /// <param name="rowsA">Which of the first run's simulations, by row.</param>
    /// <param name="rowsB">Which of the second's.</param>
    /// <param name="isPaired">Whether equal rows are pairs, of which one half alone is nothing.</param>
    /// <param name="options">What is compared.</param>
    public static IReadOnlyList<SharedCurve> Of(RunResults a, RunResults b, int[] rowsA, int[] rowsB, bool isPaired, ComparisonOptions options)
    {
        (int Depth, int A, int B)[] depths = SharedDepths(a, b);
        if (depths.Length == 0)
        {
            throw new InvalidDataException(
                $"the runs share no recorded depth: the first has {Range(a)}, the second {Range(b)}; "
                + "run one with depths that the other records");
        }

        List<SharedCurve> curves = [];
        foreach ((ComparedQuantity quantity, Sample sampleA, Sample sampleB) in SharedQuantities(a, b, options))
        {
            List<SharedPoint> points = [];
            List<int> skipped = [];
            foreach ((int depth, int columnA, int columnB) in depths)
            {
                SharedPoint point = new(depth, Values(sampleA, a, rowsA, columnA), Values(sampleB, b, rowsB, columnB));
                if (isPaired) point.KeepPairs();
                if (point.A.Count(double.IsFinite) < 2 || point.B.Count(double.IsFinite) < 2) skipped.Add(depth);
                else points.Add(point);
            }

            if (points.Count > 0) curves.Add(new(quantity, points, skipped));
        }

        return curves.Count > 0 ? curves : throw new InvalidDataException(
            "the runs share no statistic at a depth and location that both recorded in two simulations or more; "
            + "run one with the statistics and places of the other");
    }

    private static (int Depth, int A, int B)[] SharedDepths(RunResults a, RunResults b)
    {
        Dictionary<int, int> columnOfB = b.Depths.Select((depth, i) => (depth, i)).ToDictionary(p => p.depth, p => p.i);
        return
        [
            .. a.Depths.Select((depth, i) => (depth, i)).Where(p => columnOfB.ContainsKey(p.depth))
                .Select(p => (p.depth, p.i, columnOfB[p.depth])),
        ];
    }

    private static IEnumerable<(ComparedQuantity, Sample, Sample)> SharedQuantities(RunResults a, RunResults b, ComparisonOptions options)
    {
        foreach (Curve curve in a.Curves)
        {
            if (b.Find(curve.Statistic, curve.Location) is not { } other) continue;
            bool inLogarithms = curve.Statistic.AveragesLogarithms;
            ComparedQuantity quantity = new()
            {
                Statistic = curve.Statistic,
                Location = curve.Location,
                IsLogarithmic = inLogarithms,
            };
            yield return inLogarithms
                ? (quantity, (s, d) => curve[s, d], (s, d) => other[s, d])
                : (quantity, curve.Linear, other.Linear);
        }

        if (!options.IncludeIncrements) yield break;
        foreach (IncrementCurve increment in Increments.Of(a))
        {
            // The same name may mean other places in another kind of net.
            IncrementKind kind = increment.Kind;
            if (a.Facts.Find(kind) != b.Facts.Find(kind)) continue;
            if (Increments.Find(b, kind) is not { } other) continue;
            yield return (new() { Increment = kind }, (s, d) => increment.Values[s, d], (s, d) => other.Values[s, d]);
        }
    }

    // Where some simulations have lost their signal the survivors are of another law: such a point is left out.
    private static double[] Values(Sample sample, RunResults run, int[] rows, int column)
    {
        double[] values = Array.ConvertAll(rows, row => sample(row, column) is var v && double.IsFinite(v) ? v : double.NaN);
        bool isOfSurvivors = values.Any(double.IsNaN) && run.Degeneracies.Values.Concat(run.NoiseDegeneracies.Values).Any(l => l.Depth <= run.Depths[column]);
        return isOfSurvivors ? [] : values;
    }

    private static string Range(RunResults run) => $"{run.Depths.Count} from {run.Depths[0]} to {run.Depths[^1]}";
}
