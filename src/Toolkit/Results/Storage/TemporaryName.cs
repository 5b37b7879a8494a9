using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace MomentsDnns.Results.Storage;

/// <summary>
/// Names of files that are being written: <c>.NAME.HOST-PROCESS-RANDOM.tmp</c>. Nobody can guess one, no two processes
/// or hosts share one, and whose it was can be told when it was left behind.
/// </summary>
internal static partial class TemporaryName
{
    // Of the 255 bytes that a name may have; host, process and random number take up to 98.
    private const int LongestName = 150;

    private static readonly string Host = HostOf(Environment.MachineName);

    /// <summary>A new name in the folder of a file.</summary>
    /// <param name="path">The file that shall stand there in the end.</param>
    public static string For(string path) => Path.Combine(Path.GetDirectoryName(path)!,
        string.Create(CultureInfo.InvariantCulture,
            $".{Shortened(Path.GetFileName(path))}.{Host}-{Environment.ProcessId}-{Guid.NewGuid():N}.tmp"));

    /// <summary>
    /// The files in a folder that a process of this host left behind when it died while it wrote one of the given
    /// names.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="isOurs">Whether a file of that final name is one of those asked for.</param>
    public static IEnumerable<string> Abandoned(string folder, Func<string, bool> isOurs)
    {
        foreach (string path in Directory.EnumerateFiles(folder, ".*.tmp"))
        {
            Match match = Form().Match(Path.GetFileName(path));
            if (match.Success && match.Groups["host"].Value == Host && isOurs(match.Groups["name"].Value)
                && int.TryParse(match.Groups["process"].Value, NumberStyles.None, CultureInfo.InvariantCulture,
                out int process) && !IsAlive(process))
            {
                yield return path;
            }
        }
    }

    /// <summary>
    /// The name that a file of a temporary name was to get, at least its beginning; null for other names.
    /// </summary>
    public static string? FinalName(string name) =>
        Form().Match(name) is { Success: true } match ? match.Groups["name"].Value : null;

    private static bool IsAlive(int process)
    {
        try
        {
            using Process found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (Exception cause) when (cause is ArgumentException or InvalidOperationException)
        {
            return false;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return true; // there, but another user's
        }
    }

    private static string HostOf(string name)
    {
        string plain = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c : '_'));
        return plain.Length == 0 ? "host" : plain[..Math.Min(plain.Length, 48)];
    }

    private static string Shortened(string name)
    {
        StringBuilder kept = new();
        int bytes = 0;
        foreach (Rune rune in name.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > LongestName) break;
            kept.Append(rune.ToString());
        }

        return kept.ToString();
    }

    [GeneratedRegex(@"^\.(?<name>.+)\.(?<host>[A-Za-z0-9_-]+)-(?<process>[0-9]{1,10})-[0-9a-f]{32}\.tmp$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
