namespace MomentsDnns.Cli.Output;

/// <summary>A table as plain text: columns of equal width, no drawing characters, so that it can be piped.</summary>
internal static class TextTable
{
    /// <summary>Writes to standard output.</summary>
    /// <param name="header">Names of the columns; empty for none.</param>
    /// <param name="rows">Cells.</param>
    public static void Write(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        List<IReadOnlyList<string>> lines = [.. rows];
        if (header.Count > 0) lines.InsertRange(0, [header, [.. header.Select(h => new string('-', h.Length))]]);
        if (lines.Count == 0) return;
        int[] widths = [.. Enumerable.Range(0, lines.Max(l => l.Count)).Select(c => lines.Max(l => c < l.Count ? l[c].Length : 0))];
        foreach (IReadOnlyList<string> line in lines)
            Console.WriteLine(string.Join("  ", line.Select((cell, c) => cell.PadRight(widths[c]))).TrimEnd());
    }
}
