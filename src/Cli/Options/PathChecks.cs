using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Cli.Options;

/// <summary>
/// Checks paths of the command line before any work; each gives its path back, or ends with one line.
/// </summary>
internal static class PathChecks
{
    /// <summary>A file to be written.</summary>
    /// <param name="option">The option without dashes.</param>
    /// <param name="path">Its value.</param>
    /// <param name="endings">The endings that it may have, in any case of letters; none: any.</param>
    /// <exception cref="UsageException">It cannot be written there.</exception>
    public static string OutputFile(string option, string path, params string[] endings)
    {
        Refuse(option, path, OutputTarget.OfFile(path));
        if (endings.Length > 0 && !endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
        {
            throw new UsageException([new OptionFault(option, path, $"must end in {string.Join(" or ", endings)}",
                $"write it like {FaultText.Literal(Path.GetFileNameWithoutExtension(path))}{endings[0]}")]);
        }
        return path;
    }

    /// <summary>A folder that files are written into.</summary>
    /// <param name="option">The option without dashes.</param>
    /// <param name="path">Its value.</param>
    /// <exception cref="UsageException">They cannot be written there.</exception>
    public static string OutputFolder(string option, string path)
    {
        Refuse(option, path, OutputTarget.OfFolder(path));
        return path;
    }

    /// <summary>The folder of a run to be begun or to go on.</summary>
    /// <param name="option">The option without dashes.</param>
    /// <param name="path">Its value.</param>
    /// <exception cref="UsageException">It cannot be written there.</exception>
    public static string OutputRun(string option, string path)
    {
        Refuse(option, path, OutputTarget.OfRun(path));
        return path;
    }

    /// <summary>A file to be read.</summary>
    /// <param name="name">The argument, such as <c>FILE</c>, or the option with its dashes.</param>
    /// <param name="path">Its value.</param>
    /// <param name="remedy">What to name instead.</param>
    /// <exception cref="UsageException">There is none.</exception>
    public static string InputFile(string name, string path, string remedy)
    {
        if (File.Exists(path)) return path;
        string rule = path.Length == 0 ? "must not be empty" : Directory.Exists(path) ? "is a folder, a file is needed"
            : "there is no such file";
        throw new UsageException($"{name} {(path.Length == 0 ? "\"\"" : path)}: {rule}; {remedy}");
    }

    private static void Refuse(string option, string path, OutputFault? fault)
    {
        if (fault is not null) throw new UsageException([fault.Of(option, path)]);
    }
}
