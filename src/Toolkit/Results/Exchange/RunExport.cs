using System.Globalization;
using System.Text;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Results.Exchange;

/// <summary>Writes a whole run into one file.</summary>
public static class RunExport
{
    /// <summary>Writes in the format that the file's ending names: <c>.npz</c>, <c>.csv</c> or <c>.parquet</c>.</summary>
    /// <param name="results">The run.</param>
    /// <param name="path">The file; it appears whole or not at all.</param>
    /// <exception cref="ArgumentException">The ending is another.</exception>
    public static void Write(RunResults results, string path)
    {
        switch (Path.GetExtension(path))
        {
            case ".npz":
                NpzExport.Write(results, path);
                break;
            case ".csv":
                WriteCsv(results, path);
                break;
            case ".parquet":
                WriteParquet(results, path);
                break;
            default:
                throw new ArgumentException(
                    $"--output {path}: must end in .npz, .csv or .parquet; take one of them", nameof(path));
        }
    }

    /// <summary>
    /// Writes comma-separated values: a header, then one row per simulation, depth and location that has any value;
    /// columns <c>simulation</c>, <c>depth</c>, <c>location</c>, then those of
    /// <see cref="StatisticExtensions.ColumnName"/> with values as kept. Absent values are empty, numbers are the
    /// shortest that read back equal (invariant culture; <c>-Infinity</c> is the logarithm of zero).
    /// </summary>
    /// <param name="results">The run.</param>
    /// <param name="path">The file.</param>
    public static void WriteCsv(RunResults results, string path)
    {
        ResultTable table = ResultTable.From(results);
        AtomicFile.Write(path, stream =>
        {
            using StreamWriter text = new(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
            IEnumerable<string> columns = table.Columns.Keys.Select(s => s.ColumnName());
            text.WriteLine(string.Join(',', ["simulation", "depth", "location", .. columns]));
            for (int row = 0; row < table.Rows; row++)
            {
                text.Write(string.Create(CultureInfo.InvariantCulture,
                    $"{table.Simulations[row]},{table.Depths[row]},{OptionText.Of(table.Locations[row])}"));
                foreach (double[] column in table.Columns.Values)
                {
                    text.Write(',');
                    if (!double.IsNaN(column[row])) text.Write(column[row].ToString("R", CultureInfo.InvariantCulture));
                }

                text.WriteLine();
            }
        });
    }

    /// <summary>Writes the same table as Parquet; absent values are null.</summary>
    /// <param name="results">The run.</param>
    /// <param name="path">The file.</param>
    public static void WriteParquet(RunResults results, string path) =>
        AtomicFile.Write(path, ParquetTable.Write(ResultTable.From(results)));
}
