using MomentsDnns.Cli.Options;
using MomentsDnns.Results;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Cli.Output;

/// <summary>Says on standard error what a user must know of a run's files.</summary>
internal static class RunFiles
{
    /// <summary>Opens a run that a command line names, for reading.</summary>
    /// <param name="path">Its folder.</param>
    /// <exception cref="UsageException">There is no run.</exception>
    /// <exception cref="InvalidDataException">Its <c>experiment.json</c> is broken.</exception>
    public static RunDirectory Open(string path)
    {
        try
        {
            return RunDirectory.Open(path);
        }
        catch (InvalidDataException none) when (!RunDirectory.IsAt(path))
        {
            throw new UsageException(none.Message);
        }
    }

    /// <summary>Reads a run; says so where its files carry no checksums.</summary>
    /// <param name="run">The run.</param>
    public static RunResults Load(RunDirectory run)
    {
        WriteMissingChecksums(run);
        return run.Load();
    }

    /// <summary>Says what the repair at a run's opening found, and whether its files carry no checksums.</summary>
    /// <param name="run">The run, opened for writing.</param>
    public static void WriteFindings(RunDirectory run)
    {
        foreach (RepairedFile file in run.Repaired)
        {
            string what = file.SetAsideAs is { } name ? $"is set aside as {name} ({file.Reason})"
                : "was missing and is written anew";
            Console.Error.WriteLine($"repair: {Path.Combine(run.Path, file.File)} {what}");
        }

        WriteMissingChecksums(run);
    }

    private static void WriteMissingChecksums(RunDirectory run)
    {
        if (!run.HasChecksums)
        {
            Console.Error.WriteLine($"note: {run.Path} was begun by a version that wrote no checksums: damage to its "
                + "files can go unseen");
        }
    }
}
