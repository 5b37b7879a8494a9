using System.Globalization;
using System.Text;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Limits;
using MomentsDnns.Results.Facts;

namespace MomentsDnns.Results.Exchange;

/// <summary>
/// Reads a table of published means: comma-separated values, a line a statistic, location and depth. The head names the
/// columns, in any order: <c>statistic</c> (as <c>chi_loc3</c>, see <see cref="ReferenceNames"/>), <c>depth</c>,
/// <c>simulations</c>, then <c>mean</c> and <c>sd</c>, or <c>mean_log</c> and <c>sd_log</c> (of natural logarithms), or
/// all four, empty where there is none; <c>experiment</c>, where the table holds several.
/// </summary>
public static class MeansTable
{
    // Published tables have some thousand lines: what is larger is something else.
    private const int LargestFile = 1 << 24;

    private static readonly string[] Needed = ["statistic", "depth", "simulations"];
    private static readonly string[] Known = [.. Needed, "experiment", "mean", "sd", "mean_log", "sd_log"];

    /// <summary>Reads one experiment.</summary>
    /// <param name="path">The file.</param>
    /// <param name="experiment">Which; may be null where the table holds one alone.</param>
    /// <param name="facts">The network whose places the numbered locations mean: the table does not tell.</param>
    /// <exception cref="InvalidDataException">
    /// The file is no such table, holds no such experiment, or several and none was named.
    /// </exception>
    public static PublishedMeans Read(string path, string? experiment, NetworkFacts facts)
    {
        string[] lines = Text(path).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        Dictionary<string, int> columns = Columns(path, lines[0]);
        List<(int Line, string[] Cells)> rows =
            [.. lines.Skip(1).Select((line, i) => (i + 2, line.Split(',', StringSplitOptions.TrimEntries)))];
        foreach ((int line, string[] cells) in rows)
        {
            if (cells.Length != columns.Count)
            {
                throw new InvalidDataException($"{path}, line {line}: holds {cells.Length} values, the head names "
                    + $"{columns.Count}; get the file anew");
            }
        }

        string[] names =
            columns.TryGetValue("experiment", out int name) ? [.. rows.Select(r => r.Cells[name]).Distinct()] : [""];
        string chosen = Chosen(path, names, experiment);
        IReadOnlyList<Location> locations = ReferenceNames.Locations(ReferenceNames.LayoutOf(facts));
        List<PublishedMean> points = [];
        HashSet<(Statistic, Location, int)> seen = [];
        foreach ((int line, string[] cells) in rows)
        {
            if (columns.ContainsKey("experiment") && cells[name] != chosen) continue;
            try
            {
                PublishedMean point = Point(cells, columns, locations);
                if (!seen.Add((point.Statistic, point.Location, point.Depth)))
                    throw new InvalidDataException("stands there twice; take one out");
                points.Add(point);
            }
            catch (InvalidDataException cause)
            {
                throw new InvalidDataException($"{path}, line {line}: {cause.Message}", cause);
            }
        }

        return points.Count > 0 ? new(chosen, points) : throw new InvalidDataException($"{path}: holds a head and no "
            + "line; get the file anew");
    }

    /// <summary>
    /// Whether a file is taken for a table of means: anything but a zip archive, which every .npz is.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool IsTable(string path)
    {
        if (path.EndsWith(".npz", StringComparison.OrdinalIgnoreCase)) return false;
        using FileStream stream = RegularFile.Open(path);
        return !(stream.ReadByte() == 'P' && stream.ReadByte() == 'K');
    }

    private static string Text(string path)
    {
        using FileStream stream = RegularFile.Open(path);
        byte[] bytes = new byte[LargestFile + 1];
        int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read > LargestFile)
        {
            throw new InvalidDataException($"{path}: is larger than {LargestFile >> 20} MB, no table of means is; "
                + "name one");
        }
        return Encoding.UTF8.GetString(bytes, 0, read).TrimStart('\uFEFF');
    }

    private static Dictionary<string, int> Columns(string path, string head)
    {
        string[] names = head.Split(',', StringSplitOptions.TrimEntries);
        bool hasNumbers = (names.Contains("mean") && names.Contains("sd"))
            || (names.Contains("mean_log") && names.Contains("sd_log"));
        if (!hasNumbers || Needed.Except(names).Any() || names.Except(Known).Any()
            || names.Distinct().Count() != names.Length)
        {
            throw new InvalidDataException($"{path}: is no table of means: its first line must name the columns "
                + $"{string.Join(", ", Needed)}, then mean and sd, or mean_log and sd_log, or all four, and "
                + "experiment where it holds several; see docs/method.md");
        }

        return names.Select((n, i) => (n, i)).ToDictionary(p => p.n, p => p.i);
    }

    private static string Chosen(string path, string[] names, string? experiment)
    {
        string list = string.Join(", ", names.Take(20)) + (names.Length > 20 ? ", .." : "");
        if (experiment is null && names.Length == 1) return names[0];
        if (experiment is null)
        {
            throw new InvalidDataException($"{path}: holds {names.Length} experiments; name one with --experiment: "
                + $"{list}");
        }
        return names.Contains(experiment) ? experiment
            : throw new InvalidDataException($"{path}: holds no experiment {experiment}; it holds "
            + $"{(list.Length > 0 ? list : "one without a name: leave --experiment out")}");
    }

    private static PublishedMean Point(string[] cells, Dictionary<string, int> columns,
        IReadOnlyList<Location> locations)
    {
        string name = cells[columns["statistic"]];
        if (!ReferenceNames.TryParse(name, out Statistic statistic, out bool isLog, out int number) || isLog)
            throw new InvalidDataException($"{name} names no statistic and location; write it like chi_loc3");
        if (number > locations.Count)
        {
            throw new InvalidDataException($"{name}: the places of this architecture end at loc{locations.Count}; "
                + "compare with the experiment of the run's architecture");
        }
        (double mean, double deviation) = (Number("mean"), Number("sd"));
        (double logMean, double logDeviation) = (Number("mean_log"), Number("sd_log"));
        if (double.IsNaN(mean) != double.IsNaN(deviation) || double.IsNaN(logMean) != double.IsNaN(logDeviation)
            || (double.IsNaN(mean) && double.IsNaN(logMean)))
            throw new InvalidDataException("lacks a mean or its standard deviation; give both or neither");
        if (deviation < 0 || logDeviation < 0)
            throw new InvalidDataException("has a negative standard deviation; get the file anew");
        return new(statistic, locations[number - 1], Whole("depth", 1), Whole("simulations", 2), mean, deviation,
            logMean, logDeviation);

        double Number(string column)
        {
            if (!columns.TryGetValue(column, out int i) || cells[i].Length == 0) return double.NaN;
            return double.TryParse(cells[i], NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                && double.IsFinite(value) ? value
                : throw new InvalidDataException($"{column} {cells[i]}: must be a finite number; leave it empty where "
                + "there is none");
        }

        int Whole(string column, int least) =>
            int.TryParse(cells[columns[column]], NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            && value >= least ? value
                : throw new InvalidDataException($"{column} {cells[columns[column]]}: must be a whole number of at "
                + $"least {least}; get the file anew");
    }
}
