using MomentsDnns.Architectures.Text;

namespace MomentsDnns.Results;

/// <summary>
/// A table as plain text: columns of equal width, no drawing characters, so that it can be piped; a row a line,
/// whatever its cells hold.
/// </summary>
public static class PlainTable
{
    /// <summary>The lines.</summary>
    /// <param name="header">Names of the columns; empty for none.</param>
    /// <param name="rows">Cells.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        List<IReadOnlyList<string>> lines = [.. rows.Select(row => row.Select(ShownText.Of).ToArray())];
        if (header.Count > 0) lines.InsertRange(0, [header, [.. header.Select(h => new string('-', h.Length))]]);
        if (lines.Count == 0) return [];
        int[] widths = [.. Enumerable.Range(0, lines.Max(l => l.Count))
            .Select(c => lines.Max(l => c < l.Count ? l[c].Length : 0))];
        return lines.Select(line => string.Join("  ", line.Select((cell, c) => cell.PadRight(widths[c]))).TrimEnd());
    }
}
