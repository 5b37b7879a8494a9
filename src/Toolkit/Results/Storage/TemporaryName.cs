using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MomentsDnns.Results.Sharing;

namespace MomentsDnns.Results.Storage;

/// <summary>
/// Names of files that are being written: <c>.NAME.PROCESS-RANDOM.tmp</c>, with the token of a
/// <see cref="ProcessIdentity"/>. Nobody can guess one, no two processes or hosts share one, and whose it was can be
/// told when it was left behind.
/// </summary>
internal static partial class TemporaryName
{
    // Of the 255 bytes that a name may have; process and random number take up to 120.
    private const int LongestName = 130;

    /// <summary>A new name in the folder of a file.</summary>
    /// <param name="path">The file that shall stand there in the end.</param>
    public static string For(string path) => Path.Combine(Path.GetDirectoryName(path)!,
        string.Create(CultureInfo.InvariantCulture,
            $".{Shortened(Path.GetFileName(path))}.{ProcessIdentity.Current}-{Guid.NewGuid():N}.tmp"));

    /// <summary>
    /// The files in a folder that a process left behind which is dead for certain: it wrote one of the given names.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="isOurs">Whether a file of that final name is one of those asked for.</param>
    /// <param name="olderThan">
    /// Files of other machines too that are older than this; null, the default: none, since nothing is certain of them.
    /// </param>
    public static IEnumerable<string> Abandoned(string folder, Func<string, bool> isOurs, TimeSpan? olderThan = null)
    {
        foreach (string path in Directory.EnumerateFiles(folder, ".*.tmp"))
        {
            Match match = Form().Match(Path.GetFileName(path));
            if (match.Success && isOurs(match.Groups["name"].Value)
                && (ProcessIdentity.Parse(match.Groups["process"].Value)?.IsDead() == true
                || olderThan is { } age && WallClock.Now - File.GetLastWriteTimeUtc(path) > age))
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

    [GeneratedRegex(@"^\.(?<name>.+)\.(?<process>" + ProcessIdentity.Form + @")-[0-9a-f]{32}\.tmp$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
