using System.Text.Json;

namespace MomentsDnns.Results.Sharing;

/// <summary>Who finished simulations of a run: the first line of a file of <c>writers</c>.</summary>
public sealed record WriterHeader
{
    /// <summary>The machine's name.</summary>
    public string Host { get; init; } = "";

    /// <summary>The process's number on it.</summary>
    public int Process { get; init; }

    /// <summary>The task of a batch system; null where it was none.</summary>
    public JobIdentity? Job { get; init; }

    /// <summary>The share of simulations that it was to do, such as <c>3/8</c>; <c>1/1</c> for all.</summary>
    public string Shard { get; init; } = "1/1";

    /// <summary>The processor, as the system names it; empty where it tells nothing.</summary>
    public string Processor { get; init; } = "";

    /// <summary>With which software.</summary>
    public RunVersions Versions { get; init; } = new();

    /// <summary>When it began, in universal time.</summary>
    public DateTime Began { get; init; }

    /// <summary>This process, from now on.</summary>
    /// <param name="shard">The share that it is to do.</param>
    /// <param name="versions">With which software the run was begun; the runtime is this process's own.</param>
    internal static WriterHeader OfThisProcess(Shard shard, RunVersions versions) => new()
    {
        Host = Environment.MachineName,
        Process = Environment.ProcessId,
        Job = JobIdentity.Current,
        Shard = shard.ToString(),
        Processor = ProcessorHere(),
        Versions = versions with { DotNet = Environment.Version.ToString() },
        Began = WallClock.Now,
    };

    /// <summary>As a line.</summary>
    internal string Line() => JsonSerializer.Serialize(this, WriterLine.Style);

    /// <summary>The processor of this machine; empty where the system tells nothing.</summary>
    private static string ProcessorHere()
    {
        try
        {
            return File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name",
                StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "";
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
