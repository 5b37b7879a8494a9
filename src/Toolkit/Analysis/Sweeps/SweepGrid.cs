using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Results;

namespace MomentsDnns.Analysis.Sweeps;

/// <summary>One number of each run of a sweep, over one or two options.</summary>
/// <param name="Quantity">Of what the number is.</param>
/// <param name="IsLog10">Whether the numbers are in log10; see <see cref="EndPoint"/>.</param>
/// <param name="X">The option along the first axis.</param>
/// <param name="Y">The option along the second; null where one option varies.</param>
/// <param name="Values">[values of X, values of Y or 1]; null: not measured, or lost.</param>
/// <param name="Unmeasured">How many of the absent values were not measured; the others were lost.</param>
/// <param name="Simulations">The fewest simulations behind a number; with 1, no error is known.</param>
public sealed record SweepGrid(Quantity Quantity, bool IsLog10, SweepAxis X, SweepAxis? Y, EndPoint?[,] Values,
    int Unmeasured = 0, int Simulations = 1)
{
    /// <summary>Whether the numbers are of nets that are trained, at a step in place of a depth.</summary>
    public bool IsOfTraining { get; init; }

    /// <summary>The table: a row a point, mean and standard error.</summary>
    public string Csv()
    {
        string mean = !IsLog10 ? "" : Quantity.AveragesLogarithms ? "mean log10 " : "log10 mean ";
        List<string> lines =
            [$"{X.Option},{(Y is null ? "" : Y.Option + ",")}{(IsOfTraining ? "step" : "depth")},{mean}{Quantity.Name},"
                + "standard error"];
        for (int x = 0; x < X.Values.Count; x++)
        {
            for (int y = 0; y < (Y?.Values.Count ?? 1); y++)
            {
                EndPoint? point = Values[x, y];
                string place = Y is null ? X.Values[x] : $"{X.Values[x]},{Y.Values[y]}";
                lines.Add($"{place},{point?.Depth},{CsvText.Number(point?.Mean)},{CsvText.Number(point?.Error)}");
            }
        }

        return string.Join('\n', lines) + "\n";
    }
}
