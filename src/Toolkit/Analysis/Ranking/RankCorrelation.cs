namespace MomentsDnns.Analysis.Ranking;

/// <summary>How far two lists of numbers are in the same order.</summary>
public static class RankCorrelation
{
    /// <summary>Ranks from 1; equal numbers share the mean of theirs.</summary>
    /// <param name="values">The numbers, all finite.</param>
    public static double[] Ranks(IReadOnlyList<double> values)
    {
        int[] order = [.. Enumerable.Range(0, values.Count).OrderBy(i => values[i])];
        double[] ranks = new double[values.Count];
        for (int first = 0, next; first < order.Length; first = next)
        {
            for (next = first + 1; next < order.Length && values[order[next]] == values[order[first]];) next++;
            for (int i = first; i < next; i++) ranks[order[i]] = (first + 1 + next) / 2.0;
        }

        return ranks;
    }

    /// <summary>Spearman's rho: the correlation of the ranks; NaN where a list is constant.</summary>
    /// <param name="x">One list.</param>
    /// <param name="y">The other, as long.</param>
    public static double Spearman(IReadOnlyList<double> x, IReadOnlyList<double> y) => Pearson(Ranks(x), Ranks(y));

    /// <summary>
    /// Spearman's rho of x and y given z: (r_xy - r_xz r_yz) / sqrt((1 - r_xz^2)(1 - r_yz^2)); NaN where z decides one.
    /// </summary>
    /// <param name="x">One list.</param>
    /// <param name="y">The other.</param>
    /// <param name="given">What is held fixed.</param>
    public static double Partial(IReadOnlyList<double> x, IReadOnlyList<double> y, IReadOnlyList<double> given)
    {
        double[] ranksOfX = Ranks(x), ranksOfY = Ranks(y), ranksOfGiven = Ranks(given);
        double xz = Pearson(ranksOfX, ranksOfGiven), yz = Pearson(ranksOfY, ranksOfGiven);
        double left = (1 - (xz * xz)) * (1 - (yz * yz));
        // What is left of a list that z decides is rounding.
        return left > 1e-12 ? (Pearson(ranksOfX, ranksOfY) - (xz * yz)) / Math.Sqrt(left) : double.NaN;
    }

    /// <summary>
    /// Kendall's tau-b: (pairs in the same order less pairs in the other) / sqrt(pairs that x tells apart times pairs
    /// that y tells apart); NaN where a list is constant. By sorting (Knight 1966), n log n.
    /// </summary>
    /// <param name="x">One list.</param>
    /// <param name="y">The other, as long.</param>
    public static double KendallTauB(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        int n = x.Count;
        int[] order = [.. Enumerable.Range(0, n).OrderBy(i => x[i]).ThenBy(i => y[i])];
        double[] sorted = [.. order.Select(i => y[i])];
        long pairs = Pairs(n), equalX = 0, equalBoth = 0;
        for (int first = 0, next; first < n; first = next)
        {
            for (next = first + 1; next < n && x[order[next]] == x[order[first]];) next++;
            equalX += Pairs(next - first);
            equalBoth += EqualPairs(sorted.AsSpan(first, next - first));
        }

        long swaps = SortCounting(sorted, new double[n], 0, n), equalY = EqualPairs(sorted);
        double product = (double)(pairs - equalX) * (pairs - equalY);
        return product > 0 ? (pairs - equalX - equalY + equalBoth - (2 * swaps)) / Math.Sqrt(product) : double.NaN;
    }

    private static double Pearson(double[] x, double[] y)
    {
        double meanX = x.Average(), meanY = y.Average(), xx = 0, yy = 0, xy = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double dx = x[i] - meanX, dy = y[i] - meanY;
            (xx, yy, xy) = (xx + (dx * dx), yy + (dy * dy), xy + (dx * dy));
        }

        return xx > 0 && yy > 0 ? xy / Math.Sqrt(xx * yy) : double.NaN;
    }

    private static long Pairs(long count) => count * (count - 1) / 2;

    private static long EqualPairs(ReadOnlySpan<double> ascending)
    {
        long equal = 0;
        for (int first = 0, next; first < ascending.Length; first = next)
        {
            for (next = first + 1; next < ascending.Length && ascending[next] == ascending[first];) next++;
            equal += Pairs(next - first);
        }

        return equal;
    }

    // Sorts by merging; gives the number of pairs that stood in the other order.
    private static long SortCounting(double[] values, double[] buffer, int from, int to)
    {
        if (to - from < 2) return 0;
        int middle = (from + to) / 2, left = from, right = middle;
        long swaps = SortCounting(values, buffer, from, middle) + SortCounting(values, buffer, middle, to);
        for (int i = from; i < to; i++)
        {
            if (left < middle && (right == to || values[left] <= values[right])) buffer[i] = values[left++];
            else
            {
                buffer[i] = values[right++];
                swaps += middle - left;
            }
        }

        Array.Copy(buffer, from, values, from, to - from);
        return swaps;
    }
}
