namespace MomentsDnns.Limits;

/// <summary>How much more memory this process can get, and what sets that bound.</summary>
/// <param name="Bytes">Bytes, 0 or more.</param>
/// <param name="Holder">What sets the bound, as words of a sentence: "this machine has ... left".</param>
public sealed record MemoryLimit(long Bytes, string Holder)
{
    private const string Machine = "this machine", Group = "this process's control group",
        Process = "this process's address space (ulimit -v)";

    /// <summary>The tightest of the bounds that hold now.</summary>
    public static MemoryLimit Now() => OperatingSystem.IsLinux()
        ? Of("/proc", "/sys/fs/cgroup")
        : new(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, Machine);

    /// <summary>
    /// The tightest bound that files of Linux tell: memory that is available, what the control groups (version 2 or 1)
    /// leave, each of the process's group and of those above it, and what the limit of the address space leaves.
    /// </summary>
    /// <param name="proc">
    /// Where <c>meminfo</c>, <c>self/cgroup</c>, <c>self/limits</c> and <c>self/status</c> stand.
    /// </param>
    /// <param name="groups">Where the control groups are mounted.</param>
    internal static MemoryLimit Of(string proc, string groups)
    {
        List<MemoryLimit> limits = [new(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, Machine)];
        if (Field($"{proc}/meminfo", "MemAvailable:") is { } available) limits.Add(new(1024 * available, Machine));
        foreach (string line in Lines($"{proc}/self/cgroup"))
        {
            string[] parts = line.Split(':', 3);
            if (parts.Length < 3) continue;
            if (parts[1].Length == 0)
                AddGroups(limits, groups, parts[2], "memory.max", "memory.current", "inactive_file");
            if (parts[1].Split(',').Contains("memory"))
            {
                AddGroups(limits, $"{groups}/memory", parts[2], "memory.limit_in_bytes", "memory.usage_in_bytes",
                    "total_inactive_file");
            }
        }

        if (Field($"{proc}/self/limits", "Max address space") is { } space)
            limits.Add(new(Math.Max(0, space - 1024 * (Field($"{proc}/self/status", "VmSize:") ?? 0)), Process));
        return limits.MinBy(limit => limit.Bytes)!;
    }

    /// <summary>Bytes as people read them: "3.2 GB", "120 MB"; a GB is 10^9 bytes.</summary>
    /// <param name="bytes">How many.</param>
    public static string Text(double bytes) => bytes >= 1e9
        ? FormattableString.Invariant($"{bytes / 1e9:0.0} GB")
        : FormattableString.Invariant($"{bytes / 1e6:0} MB");

    // Inside a container the group's path may not be there below the mount: the mount's own files are.
    private static void AddGroups(List<MemoryLimit> limits, string mount, string path, string most, string used,
        string reclaimable)
    {
        for (string group = path.Trim('/'); ; group = group.Contains('/') ? group[..group.LastIndexOf('/')] : "")
        {
            string folder = group.Length == 0 ? mount : $"{mount}/{group}";
            if (Field($"{folder}/{most}", "") is { } limit)
            {
                long taken =
                    (Field($"{folder}/{used}", "") ?? 0) - (Field($"{folder}/memory.stat", reclaimable + " ") ?? 0);
                limits.Add(new(Math.Max(0, limit - Math.Max(0, taken)), Group));
            }

            if (group.Length == 0) return;
        }
    }

    // The first whole number behind a line's beginning; null where there is none, as for "max" and "unlimited".
    private static long? Field(string path, string beginning)
    {
        string? line = Lines(path).FirstOrDefault(l => l.StartsWith(beginning, StringComparison.Ordinal));
        string? word = line?[beginning.Length..].Split(' ',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault();
        return long.TryParse(word, out long value) ? value : null;
    }

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
