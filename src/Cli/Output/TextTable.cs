namespace MomentsDnns.Cli.Output;

/// <summary>Prints tables.</summary>
internal static class TextTable
{
    /// <summary>Writes to standard output.</summary>
    /// <param name="header">Names of the columns; empty for none.</param>
    /// <param name="rows">Cells.</param>
    public static void Write(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        foreach (string line in Results.PlainTable.Lines(header, rows)) Console.WriteLine(line);
    }
}
