namespace MomentsDnns.Cli.Output;

/// <summary>Ascending indices as text: <c>0-3,7</c>, as batch systems take them.</summary>
internal static class IndexRanges
{
    /// <summary>The ranges that hold exactly these indices; <c>none</c> where there are none.</summary>
    /// <param name="indices">Ascending, each once.</param>
    public static string Text(IReadOnlyList<int> indices) => indices.Count == 0 ? "none" : Ranges(indices);

    /// <summary>The same, empty where there are none.</summary>
    /// <param name="indices">Ascending, each once.</param>
    public static string Ranges(IReadOnlyList<int> indices)
    {
        List<string> ranges = [];
        for (int first = 0; first < indices.Count;)
        {
            int last = first;
            while (last + 1 < indices.Count && indices[last + 1] == indices[last] + 1) last++;
            ranges.Add(first == last ? $"{indices[first]}" : $"{indices[first]}-{indices[last]}");
            first = last + 1;
        }

        return string.Join(",", ranges);
    }
}
