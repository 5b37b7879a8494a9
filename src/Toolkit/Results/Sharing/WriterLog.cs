using System.Text.Json;
using System.Text.RegularExpressions;

namespace MomentsDnns.Results.Sharing;

/// <summary>What a writer's file tells.</summary>
public sealed partial record WriterLog
{
    /// <summary>
    /// A writer that has told nothing for so long counts as ended. It tells every 20 seconds; network file systems show
    /// that up to a minute later.
    /// </summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(5);

    private const long MostBytes = 1L << 28;

    /// <summary>The writer's name.</summary>
    public required string Name { get; init; }

    /// <summary>Who it was.</summary>
    public required WriterHeader Header { get; init; }

    /// <summary>The simulations that it finished, and how many seconds each took, in order of time.</summary>
    public required IReadOnlyList<(int Simulation, double Seconds)> Finished { get; init; }

    /// <summary>When it ended of itself; null where it did not, or not yet.</summary>
    public DateTime? Ended { get; init; }

    /// <summary>When it last told something, in universal time.</summary>
    public DateTime LastHeard { get; init; }

    /// <summary>
    /// Whether it still works, as far as can be told: it has not said that it ended, its process is not known to be
    /// dead, and it told something within <see cref="LongestSilence"/>.
    /// </summary>
    public bool IsRunning => Ended is null && WallClock.Now - LastHeard < LongestSilence
        && IdentityOf(Name)?.IsDead() != true;

    /// <summary>Every writer of a run, in the order in which they began.</summary>
    /// <param name="run">The run's folder.</param>
    public static IReadOnlyList<WriterLog> Of(string run)
    {
        string folder = Path.Combine(run, RunWriter.Folder);
        if (!Directory.Exists(folder)) return [];
        return [.. Directory.EnumerateFiles(folder, "*" + RunWriter.Ending).Select(Read).OfType<WriterLog>()
            .OrderBy(log => log.Header.Began).ThenBy(log => log.Name, StringComparer.Ordinal)];
    }

    /// <summary>The process of a writer's name; null where the name is none.</summary>
    internal static ProcessIdentity? IdentityOf(string name) =>
        Named().Match(name) is { Success: true } match ? ProcessIdentity.Parse(match.Groups[1].Value) : null;

    /// <summary>Reads a writer's file; null where it is none. A line that was cut off is passed over.</summary>
    internal static WriterLog? Read(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        if (IdentityOf(name) is null) return null;
        List<(int, double)> finished = [];
        WriterHeader? header = null;
        DateTime? ended = null;
        try
        {
            FileInfo file = new(path);
            if (file.Length > MostBytes) return null;
            using StreamReader reader = new(new FileStream(path, FileMode.Open, FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete));
            for (string? line = reader.ReadLine(); line is not null; line = reader.ReadLine())
            {
                if (header is null)
                {
                    header = Parse<WriterHeader>(line);
                    if (header is null) return null;
                    continue;
                }

                WriterLine? told = Parse<WriterLine>(line);
                if (told?.Simulation is { } simulation) finished.Add((simulation, told.Seconds ?? 0));
                ended = told?.Ended ?? ended;
            }

            return header is null ? null : new()
            {
                Name = name,
                Header = header,
                Finished = finished,
                Ended = ended,
                LastHeard = file.LastWriteTimeUtc,
            };
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static T? Parse<T>(string line)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, WriterLine.Style);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex("^(" + ProcessIdentity.Form + ")-[0-9a-f]{8}$", RegexOptions.CultureInvariant)]
    private static partial Regex Named();
}
