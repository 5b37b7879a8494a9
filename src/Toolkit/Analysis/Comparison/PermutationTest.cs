using MomentsDnns.Analysis.Inference;

namespace MomentsDnns.Analysis.Comparison;

/// <summary>
/// The distribution of the largest and of the mean z^2 over redrawings of the simulations. Points are taken in blocks,
/// so that a block's table stays in the cache while all redrawings pass over it.
/// </summary>
internal static class PermutationTest
{
    private const int BlockSize = 256;

    private delegate double BlockZ(ColumnBlock block, ReadOnlySpan<double> sum, int column, int point);

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
        double[][] columns = new double[points.Count][];
        double[] tolerances = new double[points.Count];
        for (int i = 0; i < columns.Length; i++)
        {
            // Around 0 in units of the pooled spread, so that sums of powers lose nothing; a constant has no unit.
            double[] values = [.. points[i].A, .. points[i].B];
            SampleMoments pooled = SampleMoments.Of(values);
            double unit = pooled.Deviation > 0 ? pooled.Deviation : 1;
            columns[i] = Array.ConvertAll(values, v => (v - pooled.Mean) / unit);
            tolerances[i] = points[i].Tolerance / unit;
        }

        return Run(columns, points.Any(p => p.IsSpread) ? 4
            : 2, rows, takesAll, (block, sum, column, point) => points[point].IsSpread
            ? GroupMoments.SquaredZOfDeviations(block.Moments(sum, column), block.OtherMoments(sum, column),
            tolerances[point])
            : GroupMoments.SquaredZOfMeans(block.Moments(sum, column), block.OtherMoments(sum, column),
            tolerances[point]));
    }

    /// <summary>Of pairs: the signs of the differences within pairs are chosen anew.</summary>
    /// <param name="points">The points; see <see cref="TestedPoint.Differences"/>.</param>
    /// <param name="options">How many choices.</param>
    public static NullDistribution OfPairs(IReadOnlyList<TestedPoint> points, ComparisonOptions options)
    {
        (IReadOnlyList<int[]> rows, bool takesAll) =
            Redrawing.Signs(points[0].A.Length, options.Permutations, options.Seed);
        double[][] columns = new double[points.Count][];
        double[] tolerances = new double[points.Count];
        for (int i = 0; i < columns.Length; i++)
        {
            double[] differences = points[i].Differences();
            double[] present = [.. differences.Where(double.IsFinite)];
            double unit = present.Length == 0 ? 0 : Math.Sqrt(present.Average(d => d * d));
            if (unit == 0) unit = 1;
            columns[i] = Array.ConvertAll(differences, d => d / unit);
            tolerances[i] = points[i].DifferenceTolerance / unit;
        }

        return Run(columns, 2, rows, takesAll, (block, sum, column, point) =>
        {
            // Flipped signs change the sum of the differences and not that of their squares.
            GroupMoments all = block.Moments(block.Totals, column);
            if (all.Count < 2) return double.NaN;
            double mean = ((2 * block.Moments(sum, column).Sum) - all.Sum) / all.Count;
            return GroupMoments.SquaredZ(mean, Math.Max(0, (all.Squares / all.Count) - (mean * mean)) / (all.Count - 1),
                tolerances[point]);
        });
    }

    private static NullDistribution Run(double[][] columns, int powers, IReadOnlyList<int[]> rows, bool takesAll,
        BlockZ squaredZ)
    {
        double[] largest = new double[rows.Count], total = new double[rows.Count],
            observed = new double[columns.Length];
        int[] counted = new int[rows.Count];
        for (int start = 0; start < columns.Length; start += BlockSize)
        {
            int first = start;
            ColumnBlock block = new(columns[first..Math.Min(columns.Length, first + BlockSize)], powers);
            Parallel.For(0, rows.Count, () => new double[block.Width], (i, _, sum) =>
            {
                block.Sum(rows[i], sum);
                for (int c = 0; c < block.Columns; c++)
                {
                    double square = squaredZ(block, sum, c, first + c);
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
