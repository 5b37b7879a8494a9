using System.Text;

namespace MomentsDnns.Results;

/// <summary>A table as Markdown (GitHub's dialect): what stands in a cell cannot end it.</summary>
public static class MarkdownTable
{
    /// <summary>The lines, each with its line feed.</summary>
    /// <param name="header">Names of the columns.</param>
    /// <param name="rows">Cells.</param>
    public static string Of(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        StringBuilder text = new();
        Append(header.Select(Escape));
        Append(header.Select(_ => "---"));
        foreach (IReadOnlyList<string> row in rows) Append(row.Select(Escape));
        return text.ToString();

        void Append(IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
    }

    /// <summary>A text as it must stand in a cell: |x| would end it, a line break the row.</summary>
    /// <param name="text">The text.</param>
    public static string Escape(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
