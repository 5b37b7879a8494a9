using MomentsDnns.Results;

namespace MomentsDnns.Benchmarks.Comparison.Harness;

/// <summary>A Markdown table on standard output.</summary>
internal sealed class Table(params IReadOnlyList<string> columns)
{
    private readonly List<object[]> _rows = [];

    public void Add(params object[] cells) => _rows.Add(cells);

    /// <summary>Prints the table, and below it where it was measured.</summary>
    public void Print(Arguments arguments)
    {
        Console.WriteLine();
        Console.Write(MarkdownTable.Of(columns, _rows.Select(row => (IReadOnlyList<string>)[.. row.Select(cell => $"{cell}")])));
        Console.WriteLine();
        Console.WriteLine(Machine.Describe(arguments.Text("date")));
    }
}
