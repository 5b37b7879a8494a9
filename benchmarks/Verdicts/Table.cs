using System.Globalization;

namespace MomentsDnns.Benchmarks.Verdicts;

/// <summary>A Markdown table whose last columns are numbers of simulations, and the draws behind each of its cells.</summary>
/// <param name="draws">Draws a cell.</param>
internal sealed class Table(int draws)
{
    public static IReadOnlyList<int> Sizes { get; } = [8, 16, 64];

    public static void Header(params ReadOnlySpan<string> columns)
    {
        Console.WriteLine($"| {string.Join(" | ", columns!)} | {string.Join(" | ", Sizes.Select(n => $"{n} simulations"))} |");
        Console.WriteLine(string.Concat(Enumerable.Repeat("|---", columns.Length + Sizes.Count)) + "|");
    }

    /// <summary>Draws for every size and writes what each size's draws come to.</summary>
    /// <param name="labels">The first cells.</param>
    /// <param name="measure">One draw: its number, and the simulations.</param>
    /// <param name="cell">What the draws of one size come to.</param>
    public void Row<T>(string[] labels, Func<int, int, T> measure, Func<IReadOnlyList<T>, string> cell) => Console.WriteLine(
        $"| {string.Join(" | ", labels)} | {string.Join(" | ", Sizes.Select(n => cell(Draw(i => measure(i, n)))))} |");

    public static string Percent(int count, int of) => of == 0 ? "-" : (100.0 * count / of).ToString("0.#", CultureInfo.InvariantCulture);

    private List<T> Draw<T>(Func<int, T> measure) => [.. Enumerable.Range(0, draws).AsParallel().AsOrdered().Select(measure)];
}
