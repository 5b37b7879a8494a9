using System.Globalization;

namespace MomentsDnns.Results;

/// <summary>Cells of comma-separated values.</summary>
internal static class CsvText
{
    /// <summary>A text in quotes.</summary>
    /// <param name="text">The text.</param>
    public static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>The shortest number that reads back equal; empty where there is none.</summary>
    /// <param name="value">The number.</param>
    public static string Number(double? value) =>
        value is { } number && !double.IsNaN(number) ? number.ToString("R", CultureInfo.InvariantCulture) : "";
}
