using System.Globalization;

namespace MomentsDnns.Cli.Options;

/// <summary>How many threads this process should have.</summary>
internal static class ProcessorShare
{
    // What a task was given, and what its job was given on this node: not every cluster binds a process to that.
    private static readonly string[] Grants = ["SLURM_CPUS_PER_TASK", "SLURM_CPUS_ON_NODE"];

    /// <summary>
    /// As many as the processors that the process may use (.NET counts what affinity and a control group's quota
    /// leave), or fewer where Slurm grants fewer.
    /// </summary>
    public static int Threads => ThreadsOf(Environment.ProcessorCount, Environment.GetEnvironmentVariable);

    /// <summary>The same of a count and an environment.</summary>
    /// <param name="processors">What the process may use.</param>
    /// <param name="environment">The value of a variable; null or empty where it is not set.</param>
    public static int ThreadsOf(int processors, Func<string, string?> environment) => Grants
        .Select(grant => int.TryParse(environment(grant), NumberStyles.None, CultureInfo.InvariantCulture,
            out int granted) && granted > 0 ? granted : processors)
        .Append(processors).Min();
}
