using MomentsDnns.Architectures.Random;

namespace MomentsDnns.Analysis.Comparison;

/// <summary>
/// Ways to share out simulations anew: each the rows of the first group; the data as they are come first.
/// </summary>
internal static class Redrawing
{
    /// <summary>All splits of simulations into two groups, or as many by chance as asked.</summary>
    /// <param name="first">Simulations in the first group, whose rows come first.</param>
    /// <param name="second">Simulations in the second.</param>
    /// <param name="wanted">How many beside the data as they are.</param>
    /// <param name="seed">The seed of those by chance.</param>
    public static (IReadOnlyList<int[]> Rows, bool TakesAll) Splits(int first, int second, int wanted, ulong seed)
    {
        int rows = first + second;
        if (DistinctSplits(first, second) <= wanted + 1)
        {
            // Groups of one size may change names: the first row stays in the first group.
            return ([.. Combinations(rows, first).TakeWhile(c => first != second || c[0] == 0)], true);
        }

        return ([[.. Enumerable.Range(0, first)], .. Enumerable.Range(1, wanted).Select(Drawn)], false);

        int[] Drawn(int index)
        {
            RandomStream random = new(seed, index, 0, RandomPurpose.Resampling);
            int[] all = [.. Enumerable.Range(0, rows)];
            for (int i = 0; i < first; i++)
            {
                int other = i + random.NextInt32(rows - i);
                (all[i], all[other]) = (all[other], all[i]);
            }

            return all[..first];
        }
    }

    /// <summary>All choices of signs, or as many by chance as asked: each the rows of positive sign.</summary>
    /// <param name="rows">Pairs.</param>
    /// <param name="wanted">How many beside the data as they are.</param>
    /// <param name="seed">The seed of those by chance.</param>
    public static (IReadOnlyList<int[]> Rows, bool TakesAll) Signs(int rows, int wanted, ulong seed)
    {
        if (DistinctSigns(rows) <= wanted + 1)
        {
            // All signs at once change nothing: the first one stays positive.
            return ([.. Enumerable.Range(0, 1 << (rows - 1))
                .Select(bits => Enumerable.Range(0, rows).Where(r => r == 0 || (bits >> (r - 1) & 1) == 0).ToArray())],
                true);
        }

        return ([[.. Enumerable.Range(0, rows)], .. Enumerable.Range(1, wanted).Select(Drawn)], false);

        int[] Drawn(int index)
        {
            RandomStream random = new(seed, index, 1, RandomPurpose.Resampling);
            return [.. Enumerable.Range(0, rows).Where(_ => random.NextInt32(2) == 0)];
        }
    }

    /// <summary>
    /// How many splits differ: the binomial coefficient, half of it for groups of one size; infinite where no double
    /// holds it.
    /// </summary>
    public static double DistinctSplits(int first, int second)
    {
        double count = 1;
        for (int i = 1; i <= first && double.IsFinite(count); i++) count *= (second + i) / (double)i;
        return double.IsFinite(count) ? Math.Round(first == second ? count / 2 : count) : count;
    }

    /// <summary>How many choices of signs differ.</summary>
    public static double DistinctSigns(int rows) => Math.Pow(2, rows - 1);

    // In lexicographic order, so that 0, 1, 2, .. comes first.
    private static IEnumerable<int[]> Combinations(int rows, int chosen)
    {
        int[] current = [.. Enumerable.Range(0, chosen)];
        while (true)
        {
            yield return (int[])current.Clone();
            int i = chosen - 1;
            while (i >= 0 && current[i] == rows - chosen + i) i--;
            if (i < 0) yield break;
            current[i]++;
            for (int j = i + 1; j < chosen; j++) current[j] = current[j - 1] + 1;
        }
    }
}
