using System.Globalization;
using System.Text.RegularExpressions;
using MomentsDnns.Limits;

namespace MomentsDnns.Results.Storage;

/// <summary>
/// One part of a run: the file of one simulation, <c>part-000007.parquet</c>, or of a range of them,
/// <c>part-000000-000999.parquet</c>.
/// </summary>
/// <param name="Path">Where the file stands.</param>
/// <param name="First">The first simulation in it.</param>
/// <param name="Last">The last simulation in it.</param>
internal sealed partial record PartFile(string Path, int First, int Last)
{
    /// <summary>
    /// Simulations in a part at most: few enough rows to hold in memory, and no name can claim a thousand million.
    /// </summary>
    public const int MostSimulations = 1000;

    /// <summary>Simulations of a packed part, those from a multiple of this number on.</summary>
    public const int PackedSimulations = 500;

    private const int MostBytes = 1 << 30;

    /// <summary>How many simulations its name claims.</summary>
    public long Count => (long)Last - First + 1;

    /// <summary>The simulations that it holds.</summary>
    public IEnumerable<int> Simulations => Enumerable.Range(First, (int)Count);

    /// <summary>The part of one simulation.</summary>
    public static PartFile Of(string folder, int simulation) =>
        new(System.IO.Path.Combine(folder, $"part-{Index(simulation)}.parquet"), simulation, simulation);

    /// <summary>The part of a range of simulations.</summary>
    public static PartFile Of(string folder, int first, int last) =>
        new(System.IO.Path.Combine(folder, $"part-{Index(first)}-{Index(last)}.parquet"), first, last);

    /// <summary>The packed part in whose range a simulation lies.</summary>
    public static PartFile PackOf(string folder, int simulation)
    {
        int first = simulation / PackedSimulations * PackedSimulations;
        return Of(folder, first, first + PackedSimulations - 1);
    }

    /// <summary>Whether another part's range lies within the range of this wider one.</summary>
    public bool Covers(PartFile other) => First <= other.First && other.Last <= Last && other.Count < Count;

    /// <summary>What the seal of this part says.</summary>
    /// <param name="experiment">The fingerprint of its run.</param>
    public PartSeal Seal(string experiment) => new(experiment, First, Last);

    /// <summary>The file's bytes, under a bound: what has no length (a device) gives none.</summary>
    /// <exception cref="InvalidDataException">The file is larger than any part.</exception>
    public byte[] Read()
    {
        using FileStream stream = RegularFile.Open(Path);
        if (stream.Length > MostBytes)
            throw new InvalidDataException($"it has {stream.Length} bytes, a part has {MostBytes} at most");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>
    /// Every finished part in a folder, by simulation, a wider one before those that it covers, as the names say: to be
    /// checked before it is believed.
    /// </summary>
    /// <param name="folder">The run's folder.</param>
    public static IReadOnlyList<PartFile> In(string folder)
    {
        List<PartFile> parts = [];
        foreach (string path in Directory.EnumerateFiles(folder, "part-*.parquet"))
        {
            Match match = Name().Match(System.IO.Path.GetFileName(path));
            if (!match.Success || !TryIndex(match.Groups[1].Value, out int first)) continue;
            int last = first;
            if (match.Groups[2].Success && !TryIndex(match.Groups[2].Value, out last)) continue;
            if (last >= first) parts.Add(new(path, first, last));
        }

        parts.Sort((a, b) => a.First != b.First ? a.First.CompareTo(b.First) : b.Last.CompareTo(a.Last));
        return parts;
    }

    /// <summary>What processes that are dead for certain left half written in a run's folder.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="olderThan">See <see cref="TemporaryName.Abandoned"/>.</param>
    public static IEnumerable<string> Abandoned(string folder, TimeSpan? olderThan = null) =>
        TemporaryName.Abandoned(folder, IsOwn, olderThan);

    /// <summary>Whether a name is that of a run's file while it is written.</summary>
    public static bool IsHalfWritten(string name) => TemporaryName.FinalName(name) is { } final && IsOwn(final);

    private static bool IsOwn(string name) => name == ExperimentDocument.FileName || Name().IsMatch(name);

    private static string Index(int simulation) => simulation.ToString("D6", CultureInfo.InvariantCulture);

    private static bool TryIndex(string text, out int index) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out index);

    [GeneratedRegex(@"^part-(\d{6,10})(?:-(\d{6,10}))?\.parquet$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
