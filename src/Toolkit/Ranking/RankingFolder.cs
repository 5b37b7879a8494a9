using System.Globalization;
using System.Text;
using MomentsDnns.Analysis.Ranking;
using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Limits;
using MomentsDnns.Results;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Ranking;

/// <summary>
/// The folder of a ranking: what is measured (<c>ranking-plan.json</c>), and a row for each finished measurement
/// (<c>measurements.csv</c>), flushed as soon as it is finished. A row that a killed process left half written is
/// dropped.
/// </summary>
internal sealed class RankingFolder : IDisposable
{
    /// <summary>The table's file name.</summary>
    public const string TableName = "measurements.csv";

    private const string PlanName = "ranking-plan.json";
    private const long MostBytes = 1L << 30;

    private static readonly Pathology[] Judged =
        [.. JudgeCatalog.All.SelectMany(judge => judge.Pathologies)];

    private static readonly string Header = string.Join(',', ["network", "accuracy", "repeat",
        .. RankingPlan.Measures.Select(m => m.Name), .. Judged.Select(p => p.Name), "seconds"]);

    private readonly WriterLock _lock;
    private readonly FileStream _table;
    private readonly Lock _writing = new();

    private RankingFolder(WriterLock held, FileStream table, List<MeasuredNetwork> rows) =>
        (_lock, _table, Rows) = (held, table, rows);

    /// <summary>What is finished.</summary>
    public List<MeasuredNetwork> Rows { get; }

    /// <summary>Opens a folder for writing; one that is not there is made.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="plan">What is to be measured.</param>
    /// <exception cref="InvalidDataException">It holds another ranking, or a damaged table; one line.</exception>
    /// <exception cref="IOException">It cannot be written, or another process writes it; one line.</exception>
    public static RankingFolder Open(string path, RankingPlan plan)
    {
        if (OutputTarget.OfFolder(path) is { } fault) throw new OutputException(path, fault);
        AtomicFile.CreateFolder(Path.GetFullPath(path));
        WriterLock held = WriterLock.Take(path);
        try
        {
            RequirePlan(path, plan);
            string table = Path.Combine(path, TableName);
            byte[] bytes = File.Exists(table) ? RegularFile.Read(table, MostBytes) : [];
            int whole = Array.LastIndexOf(bytes, (byte)'\n') + 1;
            List<MeasuredNetwork> rows = whole == 0 ? [] : Read(table, Encoding.UTF8.GetString(bytes, 0, whole));
            FileStream stream = new(table, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
            stream.SetLength(whole);
            stream.Position = whole;
            RankingFolder folder = new(held, stream, rows);
            if (whole == 0) folder.Append(Header);
            return folder;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Keeps a finished measurement; from any thread.</summary>
    /// <param name="row">The measurement.</param>
    public void Write(MeasuredNetwork row)
    {
        lock (_writing)
        {
            Append(string.Join(',',
            [
                CsvText.Quoted(row.Name), CsvText.Number(row.Accuracy), $"{row.Repeat}",
                .. RankingPlan.Measures.Select(m => CsvText.Number(row.Values.TryGetValue(m, out double v) ? v : null)),
                .. Judged.Select(p => row.Verdicts.TryGetValue(p, out Presence said) ? OptionText.Of(said) : ""),
                row.Seconds.ToString("F2", CultureInfo.InvariantCulture),
            ]));
            Rows.Add(row);
        }
    }

    /// <summary>Closes the table and lets others write.</summary>
    public void Dispose()
    {
        _table.Dispose();
        _lock.Dispose();
    }

    private void Append(string line)
    {
        _table.Write(Encoding.UTF8.GetBytes(line + "\n"));
        _table.Flush(flushToDisk: true);
    }

    private static void RequirePlan(string path, RankingPlan plan)
    {
        string file = Path.Combine(path, PlanName);
        if (!File.Exists(file))
        {
            if (File.Exists(Path.Combine(path, TableName)))
            {
                throw new InvalidDataException($"{path}: holds {TableName} without {PlanName}, which tells what was "
                    + "measured; take another --output");
            }

            AtomicFile.Write(file, plan.Text);
            return;
        }

        string[] there = RegularFile.ReadText(file, MostBytes).Split('\n'), here = plan.Text.Split('\n');
        if (there.SequenceEqual(here)) return;
        (string before, string now) = there.Zip(here).FirstOrDefault(lines => lines.First != lines.Second);
        throw new InvalidDataException($"{path}: holds another ranking ({ShortText.Of(Trim(before))} there, "
            + $"{ShortText.Of(Trim(now))} asked for); take another --output, or the options of that one");

        static string Trim(string? line) => (line ?? "").Trim().TrimEnd(',');
    }

    private static List<MeasuredNetwork> Read(string path, string text)
    {
        string[] lines = text.TrimEnd('\n').Split('\n');
        if (lines[0] != Header)
        {
            throw new InvalidDataException($"{path}: its columns are not those of this program; take another --output");
        }

        List<MeasuredNetwork> rows = [];
        int columns = Header.Count(c => c == ',') + 1, measures = RankingPlan.Measures.Count;
        for (int i = 1; i < lines.Length; i++)
        {
            IReadOnlyList<string> cells = CsvText.Cells(lines[i]);
            Dictionary<RankingMeasure, double> values = [];
            Dictionary<Pathology, Presence> verdicts = [];
            bool isSound = cells.Count == columns;
            double accuracy = 0, seconds = 0;
            int repeat = 0;
            isSound = isSound && Number(cells[1], out accuracy) && Number(cells[^1], out seconds)
                && int.TryParse(cells[2], NumberStyles.None, CultureInfo.InvariantCulture, out repeat);
            for (int m = 0; isSound && m < measures; m++)
            {
                if (cells[3 + m].Length == 0) continue;
                isSound = Number(cells[3 + m], out double value);
                values[RankingPlan.Measures[m]] = value;
            }

            for (int p = 0; isSound && p < Judged.Length; p++)
            {
                if (cells[3 + measures + p].Length == 0) continue;
                isSound = OptionText.TryParse(cells[3 + measures + p], out Presence said);
                verdicts[Judged[p]] = said;
            }

            if (!isSound)
            {
                throw new InvalidDataException($"{path}: line {i + 1} is damaged; remove it, and it is measured again");
            }

            rows.Add(new(cells[0], accuracy, repeat, values) { Verdicts = verdicts, Seconds = seconds });
        }

        return rows;
    }

    private static bool Number(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
