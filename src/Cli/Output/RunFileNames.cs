namespace MomentsDnns.Cli.Output;

/// <summary>
/// Names for files made from several runs: each run's folder, with the folders above it where runs share a name.
/// </summary>
internal static class RunFileNames
{
    /// <summary>
    /// One name for each folder, in order: <c>run</c>; of <c>a/run</c> and <c>b/run</c> <c>a-run</c> and <c>b-run</c>.
    /// </summary>
    /// <param name="folders">The folders, none twice.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> folders)
    {
        string[][] parts = [.. folders.Select(f => Path.TrimEndingDirectorySeparator(Path.GetFullPath(f))
            .Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))];
        string[] names = [.. parts.Select(p => Last(p, 1))];
        // Longer where shared, until none is or nothing is left to tell them apart.
        for (int length = 2; length <= parts.Max(p => p.Length); length++)
        {
            HashSet<string> shared = [.. names.GroupBy(n => n).Where(g => g.Count() > 1).Select(g => g.Key)];
            if (shared.Count == 0) break;
            names = [.. names.Select((name, i) => shared.Contains(name) ? Last(parts[i], length) : name)];
        }

        return [.. names.Select((name, i) => names.Take(i).Count(n => n == name) is > 0 and var earlier
            ? $"{name}-{earlier + 1}" : name)];
    }

    private static string Last(string[] parts, int count) =>
        parts.Length == 0 ? "run" : string.Join('-', parts.TakeLast(count));
}
