using MomentsDnns.Analysis.Inference;

namespace MomentsDnns.Analysis.Comparison;

/// <summary>
/// The distribution of the largest and of the mean z^2 over redrawings of the simulations. Points are taken in blocks,
/// so that a block's table stays in the cache while all redrawings pass over it.
/// </summary>
internal static class PermutationTest
{
    private const int BlockSize = 256;

    /// <summary>Of two independent groups: their simulations are pooled and shared out anew.</summary>
    /// <param name="points">The points; each run's values the same number of simulations everywhere.</param>
    /// <param name="options">How many permutations.</param>
    public static NullDistribution OfGroups(IReadOnlyList<TestedPoint> points, ComparisonOptions options)
    {
        // Sums are taken over the first group, the smaller one.
        if (points[0].A.Length > points[0].B.Length) points = [.. points.Select(p => p with { A = p.B, B = p.A })];
        int first = points[0].A.Length, second = points[0].B.Length;
        (IReadOnlyList<int[]> rows, bool takesAll) =
            Redrawing.Splits(first, second, options.Permutations, options.Seed);
        (double[] Values, double Tolerance)[] columns = [.. points.Select(point =>
        {
            // Around 0 in units of the pooled spread, so that sums of powers lose nothing; a constant has no unit.
            double[] values = [.. point.A, .. point.B];
            SampleMoments pooled = SampleMoments.Of(values);
            double unit = pooled.Deviation > 0 ? pooled.Deviation : 1;
            return (Array.ConvertAll(values, v => (v - pooled.Mean) / unit), point.Tolerance / unit);
        })];
        return Run(columns, points.Any(p => p.IsSpread) ? 4 : 2, rows, takesAll, (some, all, point) =>
            GroupMoments.SquaredZ(some, some.OthersOf(all), points[point].IsSpread, columns[point].Tolerance));
    }

    /// <summary>Of pairs: the signs of the differences within pairs are chosen anew.</summary>
    /// <param name="points">The points; see <see cref="TestedPoint.Differences"/>.</param>
    /// <param name="options">How many choices.</param>
    public static NullDistribution OfPairs(IReadOnlyList<TestedPoint> points, ComparisonOptions options)
    {
        (IReadOnlyList<int[]> rows, bool takesAll) =
            Redrawing.Signs(points[0].A.Length, options.Permutations, options.Seed);
        (double[] Values, double Tolerance)[] columns = [.. points.Select(point =>
        {
            double[] differences = point.Differences(), present = [.. differences.Where(double.IsFinite)];
            double unit = present.Length == 0 ? 0 : Math.Sqrt(present.Average(d => d * d));
            if (unit == 0) unit = 1;
            return (Array.ConvertAll(differences, d => d / unit), point.DifferenceTolerance / unit);
        })];
        return Run(columns, 2, rows, takesAll, (some, all, point) =>
        {
            // Flipped signs change the sum of the differences and not that of their squares.
            if (all.Count < 2) return double.NaN;
            double mean = ((2 * some.Sum) - all.Sum) / all.Count;
            return GroupMoments.SquaredZ(mean, Math.Max(0, (all.Squares / all.Count) - (mean * mean)) / (all.Count - 1),
                columns[point].Tolerance);
        });
    }

    // z^2 by the moments of a redrawing's rows, those of all rows, and the point.
    private static NullDistribution Run((double[] Values, double Tolerance)[] columns, int powers,
        IReadOnlyList<int[]> rows, bool takesAll, Func<GroupMoments, GroupMoments, int, double> squaredZ)
    {
        double[] largest = new double[rows.Count], total = new double[rows.Count],
            observed = new double[columns.Length];
        int[] counted = new int[rows.Count];
        for (int start = 0; start < columns.Length; start += BlockSize)
        {
            int first = start;
            ColumnBlock block = new([.. columns.Skip(first).Take(BlockSize).Select(c => c.Values)], powers);
            Parallel.For(0, rows.Count, () => new double[block.Width], (i, _, sum) =>
            {
                block.Sum(rows[i], sum);
                for (int c = 0; c < block.Columns; c++)
                {
                    double square = squaredZ(block.Moments(sum, c), block.Moments(block.Totals, c), first + c);
                    if (i == 0) observed[first + c] = square;
                    if (double.IsNaN(square)) continue;
                    largest[i] = Math.Max(largest[i], square);
                    total[i] += square;
                    counted[i]++;
                }

                return sum;
            }, _ => { });
        }

        return new(largest, [.. total.Zip(counted, (sum, count) => count == 0 ? 0 : sum / count)], observed, takesAll);
    }
}
