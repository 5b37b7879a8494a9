using System.Globalization;
using System.Text;

namespace MomentsDnns.Results;

/// <summary>Cells of comma-separated values.</summary>
internal static class CsvText
{
    /// <summary>A text in quotes.</summary>
    /// <param name="text">The text.</param>
    public static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>The cells of a line; quotes hold commas, and are doubled where they stand for themselves.</summary>
    /// <param name="line">The line.</param>
    public static IReadOnlyList<string> Cells(string line)
    {
        List<string> cells = [];
        StringBuilder cell = new();
        bool isQuoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (c == '"' && isQuoted && i + 1 < line.Length && line[i + 1] == '"') cell.Append(line[++i]);
            else if (c == '"') isQuoted = !isQuoted;
            else if (c == ',' && !isQuoted) Take();
            else cell.Append(c);
        }

        Take();
        return cells;

        void Take()
        {
            cells.Add(cell.ToString());
            cell.Clear();
        }
    }

    /// <summary>The shortest number that reads back equal; empty where there is none.</summary>
    /// <param name="value">The number.</param>
    public static string Number(double? value) =>
        value is { } number && !double.IsNaN(number) ? number.ToString("R", CultureInfo.InvariantCulture) : "";
}
