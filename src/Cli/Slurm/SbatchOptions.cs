using System.Globalization;
using MomentsDnns.Cli.Options;

namespace MomentsDnns.Cli.Slurm;

/// <summary>Options that a user meant for sbatch, passed on as they are.</summary>
internal sealed class SbatchOptions
{
    // What the scripts set themselves, and what to do instead.
    private static readonly Dictionary<string, string> Ours = new(StringComparer.Ordinal)
    {
        ["-a"] = "the shards are the array; take --shards and --throttle",
        ["--array"] = "the shards are the array; take --shards and --throttle",
        ["-o"] = "logs go to the folder logs in --output; leave it out",
        ["-e"] = "logs go to the folder logs in --output; leave it out",
        ["--error"] = "logs go to the folder logs in --output; leave it out",
        ["--wrap"] = "the script is written here; leave it out",
        ["-n"] = "a share is one task; take --shards for more of them, -c for more cores of each",
        ["--ntasks"] = "a share is one task; take --shards for more of them, -c for more cores of each",
    };

    // Where a job runs and for whom, and what memory: of the job that analyses too.
    private static readonly HashSet<string> OfEveryJob = new(StringComparer.Ordinal)
    {
        "-p", "--partition", "-A", "--account", "-q", "--qos", "--reservation", "-M", "--clusters", "-C",
        "--constraint", "--export", "--mail-type", "--mail-user", "--mem", "--mem-per-cpu", "--nice", "--comment",
        "--wckey",
    };

    private readonly List<string[]> _options = [];

    /// <summary>Reads the words; those that begin with a dash begin an option.</summary>
    /// <exception cref="UsageException">One is set by the scripts, or is no option: one line.</exception>
    public SbatchOptions(IEnumerable<string> words)
    {
        foreach (string word in words)
        {
            if (word.Any(char.IsControl))
                throw new UsageException($"{word}: holds a control character; leave it out");
            if (word is ['-', _, ..]) _options.Add([word]);
            else if (_options.Count > 0) _options[^1] = [.. _options[^1], word];
            else throw new UsageException($"{word}: is no option of sbatch; write moments slurm [OPTIONS] -- run ..");
        }

        foreach (string[] option in _options)
        {
            if (Ours.TryGetValue(NameOf(option), out string? instead))
                throw new UsageException($"{option[0]}: {instead}");
        }
    }

    /// <summary>Cores of a task; 1 where nothing is said of them.</summary>
    /// <exception cref="UsageException">It is no number.</exception>
    public int CoresOfTask
    {
        get
        {
            string? given = ValueOf("-c", "--cpus-per-task");
            if (given is null) return 1;
            return int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out int cores) && cores > 0
                ? cores
                : throw new UsageException(
                    $"--cpus-per-task {given}: must be a whole number, 1 or more; write it like 4");
        }
    }

    /// <summary>Whether an option is among them.</summary>
    public bool Has(params ReadOnlySpan<string> names)
    {
        foreach (string[] option in _options)
            if (names.Contains(NameOf(option))) return true;
        return false;
    }

    /// <summary>All of them as lines of a script.</summary>
    public IEnumerable<string> Lines => _options.Select(Line);

    /// <summary>Those that hold for the job that analyses as well.</summary>
    public IEnumerable<string> LinesOfEveryJob => _options.Where(o => OfEveryJob.Contains(NameOf(o))).Select(Line);

    /// <summary>One option as a line of a script.</summary>
    public static string Line(params string[] words) =>
        "#SBATCH " + string.Join(' ', words.Select(ShellText.SbatchWord));

    private string? ValueOf(string brief, string name)
    {
        string[]? option = _options.LastOrDefault(o => NameOf(o) is var given && (given == brief || given == name));
        if (option is null) return null;
        if (option.Length > 1) return option[1];
        return option[0].StartsWith(name + "=", StringComparison.Ordinal) ? option[0][(name.Length + 1)..]
            : option[0].StartsWith(brief, StringComparison.Ordinal) ? option[0][brief.Length..] : "";
    }

    // --mem=4G is --mem, -c4 is -c.
    private static string NameOf(string[] option) =>
        option[0].StartsWith("--", StringComparison.Ordinal) ? option[0].Split('=')[0] : option[0][..2];
}
