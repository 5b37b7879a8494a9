using System.Diagnostics;

namespace MomentsDnns.Cli.Output;

/// <summary>When the system started this process, before the runtime and the command's own code were loaded.</summary>
internal static class ProcessStart
{
    /// <summary>
    /// The start as a <see cref="Stopwatch"/> timestamp, to the system's resolution (Linux: 10 ms). To be asked early:
    /// between the start and the question the system's clock must not have been set.
    /// </summary>
    public static long Timestamp()
    {
        using Process process = Process.GetCurrentProcess();
        TimeSpan age = TimeProvider.System.GetLocalNow().DateTime - process.StartTime;
        return Stopwatch.GetTimestamp() - (long)(age.TotalSeconds * Stopwatch.Frequency);
    }
}
