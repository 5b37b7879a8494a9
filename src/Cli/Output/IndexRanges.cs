namespace MomentsDnns.Cli.Output;

/// <summary>Ascending indices as text: <c>0-3, 7</c>.</summary>
internal static class IndexRanges
{
    /// <summary>The ranges that hold exactly these indices; <c>none</c> where there are none.</summary>
    /// <param name="indices">Ascending, each once.</param>
    public static string Text(IReadOnlyList<int> indices)
    {
        List<string> ranges = [];
        for (int first = 0; first < indices.Count;)
        {
            int last = first;
            while (last + 1 < indices.Count && indices[last + 1] == indices[last] + 1) last++;
            ranges.Add(first == last ? $"{indices[first]}" : $"{indices[first]}-{indices[last]}");
            first = last + 1;
        }

        return ranges.Count == 0 ? "none" : string.Join(", ", ranges);
    }
}
