using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.RegularExpressions;

namespace MomentsDnns.Results.Sharing;

/// <summary>
/// One process among those of all machines that share a folder, as a token that a file name can hold:
/// <c>HOST-SYSTEM-PROCESS-START</c>. SYSTEM stands for one start of one machine (and one container on it): process
/// numbers compare only where it is equal. START tells a process from an earlier one of the same number.
/// </summary>
/// <param name="Host">The machine's name, letters, digits, <c>-</c> and <c>_</c>, 40 at most.</param>
/// <param name="System">8 hexadecimal digits; all zeros where the system tells nothing.</param>
/// <param name="Process">The process's number.</param>
/// <param name="Start">When it started, in ticks of the system; 0 where not known.</param>
internal sealed partial record ProcessIdentity(string Host, string System, int Process, long Start)
{
    /// <summary>The form of a token, for expressions that hold one.</summary>
    public const string Form = "[A-Za-z0-9_-]{1,40}-[0-9a-f]{8}-[0-9]{1,10}-[0-9]{1,19}";

    private const string NoSystem = "00000000";
    private const int LongestHost = 40;

    /// <summary>This process.</summary>
    public static ProcessIdentity Current { get; } = new(HostOf(Environment.MachineName), SystemOf(),
        Environment.ProcessId, StartOf(Environment.ProcessId)?.Start ?? 0);

    /// <summary>The token.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Host}-{System}-{Process}-{Start}");

    /// <summary>Reads a token; null where the text is none.</summary>
    public static ProcessIdentity? Parse(string text)
    {
        Match match = Token().Match(text);
        return match.Success
            && int.TryParse(match.Groups["process"].Value, NumberStyles.None, CultureInfo.InvariantCulture,
            out int process)
            && long.TryParse(match.Groups["start"].Value, NumberStyles.None, CultureInfo.InvariantCulture,
            out long start)
                ? new(match.Groups["host"].Value, match.Groups["system"].Value, process, start) : null;
    }

    /// <summary>
    /// Whether the process has ended for certain: it was one of this machine, since this start of it, and is not there
    /// any more. Of processes of other machines nothing is certain.
    /// </summary>
    public bool IsDead()
    {
        if (Host != Current.Host || System != Current.System || System == NoSystem) return false;
        if (Process == Current.Process) return Start != Current.Start;
        return !IsThere(Process) || StartOf(Process) is { } now && (now.HasEnded || Start != 0 && now.Start != Start);
    }

    private static bool IsThere(int process)
    {
        try
        {
            using Process found = global::System.Diagnostics.Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (Exception cause) when (cause is ArgumentException or InvalidOperationException)
        {
            return false;
        }
        catch (global::System.ComponentModel.Win32Exception)
        {
            return true; // there, but another user's
        }
    }

    // Linux: state and start of a process, fields 3 and 22 of its line, counted behind the name, which may hold blanks.
    private static (long Start, bool HasEnded)? StartOf(int process)
    {
        try
        {
            if (!OperatingSystem.IsLinux())
            {
                using Process found = global::System.Diagnostics.Process.GetProcessById(process);
                return (found.StartTime.Ticks, false);
            }

            string line = File.ReadAllText($"/proc/{process}/stat");
            string[] fields = line[(line.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            // A process that was ended and that its parent has not taken note of is a zombie.
            return (long.Parse(fields[19], CultureInfo.InvariantCulture), fields[0] is "Z" or "X");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException
            or InvalidOperationException or FormatException or IndexOutOfRangeException
            or global::System.ComponentModel.Win32Exception or NotSupportedException)
        {
            return null;
        }
    }

    private static string SystemOf()
    {
        try
        {
            // Elsewhere process numbers are of the machine, whose name has to do.
            string told = !OperatingSystem.IsLinux() ? Environment.MachineName
                : File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim()
                    + new FileInfo("/proc/self/ns/pid").LinkTarget;
            byte[] hash = XxHash64.Hash(Encoding.UTF8.GetBytes(told));
            return BinaryPrimitives.ReadUInt32LittleEndian(hash).ToString("x8", CultureInfo.InvariantCulture);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return NoSystem;
        }
    }

    private static string HostOf(string name)
    {
        string plain = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c : '_'));
        return plain.Length == 0 ? "host" : plain[..Math.Min(plain.Length, LongestHost)];
    }

    [GeneratedRegex("^(?<host>[A-Za-z0-9_-]{1,40})-(?<system>[0-9a-f]{8})-(?<process>[0-9]{1,10})"
        + "-(?<start>[0-9]{1,19})$", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
