using System.Globalization;
using MomentsDnns.Limits;
using MomentsDnns.Propagation.Tracing;
using MomentsDnns.Ranking;
using MomentsDnns.Results;

namespace MomentsDnns.Models.NasBench;

/// <summary>
/// A table of networks of NAS-Bench-201 with the accuracy that they reached: comma-separated values, a header, a column
/// <c>arch</c> of cells and columns of accuracies in percent.
/// </summary>
public static class NasBenchList
{
    private const string CellColumn = "arch";
    private const long MostBytes = 1L << 28;
    private const double MostPercent = 100;

    /// <summary>Reads a table.</summary>
    /// <param name="path">The file.</param>
    /// <param name="column">The column of the accuracy; null: the first behind the cells.</param>
    /// <param name="classes">Classes of the networks' output.</param>
    /// <returns>The networks in the order of the file.</returns>
    /// <exception cref="InvalidDataException">It is no such table; one line that says where.</exception>
    /// <exception cref="IOException">It cannot be read; one line.</exception>
    public static IReadOnlyList<RankedNetwork> Read(string path, string? column, int classes)
    {
        string[] lines = RegularFile.ReadText(path, MostBytes).Split('\n', StringSplitOptions.TrimEntries);
        IReadOnlyList<string> header = CsvText.Cells(lines[0]);
        int cell = IndexOf(header, CellColumn);
        if (cell < 0)
        {
            throw new InvalidDataException($"{path}: its first line names no column {CellColumn}; name a table of "
                + "networks of NAS-Bench-201");
        }

        int accuracy = column is null ? cell + 1 : IndexOf(header, column);
        if (accuracy < 0 || accuracy >= header.Count || accuracy == cell)
        {
            throw new InvalidDataException($"{path}: has no column {column ?? "of accuracy"}; take one of "
                + ShortText.Of(string.Join(", ", header.Where(name => name != CellColumn))));
        }

        List<RankedNetwork> networks = [];
        HashSet<NasCell> seen = [];
        for (int i = 1; i < lines.Length; i++)
        {
            if (lines[i].Length == 0) continue;
            IReadOnlyList<string> cells = CsvText.Cells(lines[i]);
            if (cells.Count != header.Count) throw Fault(i, $"has {cells.Count} cells, the header {header.Count}");
            NasCell found = NasCell.Parse(cells[cell])
                ?? throw Fault(i, $"{ShortText.Of(cells[cell])} is no cell; write six operations from 0 to 4");
            if (!double.TryParse(cells[accuracy], NumberStyles.Float, CultureInfo.InvariantCulture, out double reached)
                || !(reached is >= 0 and <= MostPercent))
            {
                throw Fault(i, $"{ShortText.Of(cells[accuracy])} is no accuracy; write percent, from 0 to 100");
            }

            if (!seen.Add(found)) throw Fault(i, $"{found} stands there twice; remove one");
            networks.Add(new(found.Encoding, reached, ModelOf(found, classes)));
        }

        return networks.Count > 0 ? networks
            : throw new InvalidDataException($"{path}: holds no network; name a table of some");

        InvalidDataException Fault(int line, string what) => new($"{path}: line {line + 1}: {what}");
    }

    /// <summary>A network as a ranking measures it.</summary>
    /// <param name="cell">Its cell.</param>
    /// <param name="classes">Classes of its output.</param>
    public static ModuleModel ModelOf(NasCell cell, int classes) =>
        new(NasBenchModel.Prefix + cell.Encoding, () => new NasBenchNetwork(cell, classes), NasBenchModel.Shape)
        {
            HasStoredWeights = false,
            Watched = NasBenchNetwork.IsOnPath,
            WatchedIsPath = true,
        };

    private static int IndexOf(IReadOnlyList<string> header, string name) =>
        header.ToList().FindIndex(cell => cell == name);
}
