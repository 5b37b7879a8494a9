namespace MomentsDnns.Datasets;

/// <summary>Divides a count among classes in proportion to their sizes.</summary>
internal static class ClassShares
{
    /// <summary>
    /// Largest remainders: class c of n_c images gets the whole part of count n_c / N, and those of the largest
    /// remainders one more until the sum is the count; of equal remainders the lower classes first.
    /// </summary>
    /// <param name="count">From 0 to N, the images of all classes.</param>
    /// <param name="classes">The images of each class.</param>
    public static int[] Of(int count, IReadOnlyList<List<int>> classes)
    {
        long all = classes.Sum(c => (long)c.Count);
        int[] shares = [.. classes.Select(c => (int)((long)count * c.Count / all))];
        int missing = count - shares.Sum();
        foreach (int c in Enumerable.Range(0, shares.Length)
            .OrderByDescending(c => (long)count * classes[c].Count % all).Take(missing))
            shares[c]++;
        return shares;
    }
}
