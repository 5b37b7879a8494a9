using System.Globalization;
using System.Text;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results.Facts;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Results.Exchange;

/// <summary>Writes a whole run into one file.</summary>
public static class RunExport
{
    private static readonly OrderedDictionary<string, Action<RunResults, string>> Formats = new()
    {
        [".npz"] = NpzExport.Write,
        [".csv"] = WriteCsv,
        [".parquet"] = WriteParquet,
    };

    private static readonly string[] DegeneracyColumns = ["lost", "lost_depth"], SiteColumn = ["site"];

    /// <summary>The endings of files that can be written; each names its format.</summary>
    public static IReadOnlyList<string> Endings => Formats.Keys;

    /// <summary>
    /// What is wrong with a file's name, before anything is read for it; null where its ending is known.
    /// </summary>
    /// <param name="path">The file.</param>
    public static OptionFault? Validate(string path) => Formats.ContainsKey(Path.GetExtension(path))
        ? null
        : new(nameof(path), path, $"must end in {string.Join(", ", Endings)}",
        "take such a name, it decides the format")
        { OptionName = "output" };

    /// <summary>Writes in the format that the file's ending names, one of <see cref="Endings"/>.</summary>
    /// <param name="results">The run.</param>
    /// <param name="path">The file; it appears whole or not at all.</param>
    /// <exception cref="ArgumentException">The ending is another.</exception>
    public static void Write(RunResults results, string path)
    {
        if (Validate(path) is { } fault) throw new OptionException([fault]);
        Formats[Path.GetExtension(path)](results, path);
    }

    /// <summary>
    /// Writes comma-separated values: a header, then one row per simulation, depth and location that has any value or a
    /// mark; columns <c>simulation</c>, <c>depth</c>, <c>location</c> and, in nets whose layers differ, <c>site</c>,
    /// the name of the site that is the depth; then those of <see cref="Statistic.ColumnName"/>
    /// with values as kept; where a signal or a noise was lost, then <c>lost</c> and <c>lost_depth</c>. Absent values
    /// are empty, numbers are the shortest that read back equal (invariant culture; <c>-Infinity</c> is the logarithm
    /// of zero).
    /// </summary>
    /// <param name="results">The run.</param>
    /// <param name="path">The file.</param>
    public static void WriteCsv(RunResults results, string path)
    {
        ResultTable table = ResultTable.From(results);
        AtomicFile.Write(path, stream =>
        {
            using StreamWriter text = new(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
            IEnumerable<string> columns = table.Columns.Keys.Select(s => s.ColumnName);
            IReadOnlyList<SiteFacts>? along = results.Facts.Along;
            text.WriteLine(string.Join(',', ["simulation", "depth", "location", .. along is null ? [] : SiteColumn,
                .. columns, .. table.Degeneracies
                is null ? [] : DegeneracyColumns]));
            for (int row = 0; row < table.Rows; row++)
            {
                text.Write(string.Create(CultureInfo.InvariantCulture,
                    $"{table.Simulations[row]},{table.Depths[row]},{table.Locations[row].Name}"));
                if (along is not null) text.Write("," + CsvText.Quoted(along[table.Depths[row] - 1].Name));
                foreach (double[] column in table.Columns.Values)
                {
                    text.Write(',');
                    if (!double.IsNaN(column[row])) text.Write(column[row].ToString("R", CultureInfo.InvariantCulture));
                }

                if (table.Degeneracies is { } degeneracies)
                {
                    text.Write(degeneracies[row] is { } degeneracy
                        ? $",{OptionText.Of(degeneracy.Cause)},{degeneracy.Depth}" : ",,");
                }
                text.WriteLine();
            }
        });
    }

    /// <summary>
    /// Writes numbers over simulations and depths: as <c>.csv</c> a row for each, columns <c>simulation</c>,
    /// <c>depth</c>, <c>site</c> where layers differ, and the names, absent ones empty; as <c>.npz</c> float64 arrays
    /// [simulations, depths] of the names
    /// and the int64 array <c>depth</c>, and of texts <c>site</c> where layers differ.
    /// </summary>
    /// <param name="results">The run.</param>
    /// <param name="columns">Names and values by row of the simulation and column of the depth.</param>
    /// <param name="path">The file; it appears whole or not at all.</param>
    /// <exception cref="ArgumentException">The ending is another.</exception>
    public static void Write(RunResults results, IReadOnlyList<KeyValuePair<string, Func<int, int, double>>> columns,
        string path)
    {
        if (ValidateColumns(path) is { } fault) throw new ArgumentException($"{fault}", nameof(path));
        int simulations = results.Simulations.Count, depths = results.Depths.Count;
        if (Path.GetExtension(path) == ".npz")
        {
            NpzFile.Write(path,
            [
                .. columns.Select(c => KeyValuePair.Create(c.Key, NpyArray.Of(
                    [.. Enumerable.Range(0, simulations * depths).Select(i => c.Value(i / depths, i % depths))],
                    simulations, depths))),
                new(ReferenceNames.Depth, NpyArray.Of([.. results.Depths.Select(d => (long)d)], depths)),
                .. results.Facts.Along is not { } along ? [] : (KeyValuePair<string, NpyArray>[])
                    [new(ReferenceNames.Site, NpyArray.Of([.. results.Depths.Select(d => along[d - 1].Name)]))],
            ]);
            return;
        }

        IEnumerable<string> rows =
            from s in Enumerable.Range(0, simulations)
            from d in Enumerable.Range(0, depths)
            select string.Join(',', [$"{results.Simulations[s]}", $"{results.Depths[d]}", .. SiteOf(results, d),
            .. columns.Select(c => CsvText.Number(c.Value(s, d)))]);
        AtomicFile.Write(path, string.Join('\n',
            [string.Join(',', ["simulation", "depth", .. results.Facts.Along is null ? [] : SiteColumn,
            .. columns.Select(c => c.Key)]), .. rows, ""]));
    }

    private static IEnumerable<string> SiteOf(RunResults results, int column) => results.Facts.Along is { } along
        ? [CsvText.Quoted(along[results.Depths[column] - 1].Name)] : [];

    /// <summary>What is wrong with a file's name for columns; null where nothing is.</summary>
    /// <param name="path">The file.</param>
    public static OptionFault? ValidateColumns(string path) => Path.GetExtension(path) is ".csv" or ".npz"
        ? null
        : new("output", path, "must end in .csv, .npz where quantities are named",
        "take such a name, or leave --quantities out");

    /// <summary>
    /// Writes the same table as Parquet, <c>site</c> included; absent values are null. It carries a checksum, as the
    /// parts of a run do.
    /// </summary>
    /// <param name="results">The run.</param>
    /// <param name="path">The file.</param>
    public static void WriteParquet(RunResults results, string path) =>
        AtomicFile.Write(path, ParquetTable.Write(ResultTable.From(results),
            new(null, results.Simulations[0], results.Simulations[^1]), results.Facts.Along));
}
