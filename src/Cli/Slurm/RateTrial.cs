using System.Globalization;
using MomentsDnns.Cli.Options;
using MomentsDnns.Results.Sharing;

namespace MomentsDnns.Cli.Slurm;

/// <summary>How long a simulation of a command line takes.</summary>
internal static class RateTrial
{
    private const int Few = 3;

    // Where one takes so long, the first is not much slower than others, and the user has waited enough.
    private const double LongSeconds = 20;

    // Writers tell milliseconds.
    private const double FinestSeconds = 0.001;

    /// <summary>Seconds that a simulation of a run took, as those who made them tell: their mean.</summary>
    /// <param name="run">The run's folder.</param>
    /// <returns>The seconds, and of how many simulations; null where fewer than three are told of.</returns>
    public static (double Seconds, int Simulations)? Of(string run)
    {
        double[] seconds = [.. Told(run)];
        return seconds.Length >= Few ? (Math.Max(seconds.Average(), FinestSeconds), seconds.Length) : null;
    }

    /// <summary>
    /// Seconds that a simulation takes here on one core: up to three are made in a folder that goes. Of three the
    /// slowest does not count: it is one of those that wait for code to be compiled.
    /// </summary>
    /// <param name="words">A command line of one run, from the command's name on.</param>
    /// <exception cref="UsageException">The command refuses: its own lines.</exception>
    /// <exception cref="IOException">It failed.</exception>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public static double Measure(IReadOnlyList<string> words)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("moments-rate-");
        try
        {
            string run = Path.Combine(folder.FullName, "run");
            Make(words, run, 1);
            double[] seconds = [.. Told(run)];
            if (seconds.Sum() <= LongSeconds)
            {
                Make(words, run, Few);
                seconds = [.. Told(run).Order().Take(Few - 1)];
            }

            return seconds.Length > 0 ? Math.Max(seconds.Average(), FinestSeconds)
                : throw new IOException("simulations that were run to measure how long they take told no time");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<double> Told(string run) =>
        WriterLog.Of(run).SelectMany(log => log.Finished).Select(finished => finished.Seconds);

    private static void Make(IReadOnlyList<string> words, string run, int simulations)
    {
        string[] few =
        [
            .. RunningProgram.Words.Skip(1), .. Without(words, "--simulations", "--threads", "--output"),
            "--simulations", simulations.ToString(CultureInfo.InvariantCulture), "--threads", "1", "--output", run,
        ];
        (int code, _, string error) = RunningProgram.Run(RunningProgram.Words[0], few)
            ?? throw new IOException($"{RunningProgram.Words[0]} cannot be started");
        string[] lines = error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        switch (code)
        {
            case ExitCode.Success:
                return;
            case ExitCode.Interrupted or ExitCode.Terminated or ExitCode.GoesOn:
                throw new OperationCanceledException();
            case ExitCode.Usage:
                throw UsageException.OfLines(lines);
            default:
                throw new IOException("a simulation that was run to measure how long it takes failed: "
                    + (lines.LastOrDefault() ?? $"exit code {code}"));
        }
    }

    // Options with one value each, which may also stand behind an equals sign or a colon.
    private static IEnumerable<string> Without(IReadOnlyList<string> words, params string[] options)
    {
        for (int i = 0; i < words.Count; i++)
        {
            if (options.Contains(words[i])) i++;
            else if (!options.Any(o => words[i].StartsWith(o + "=", StringComparison.Ordinal)
                || words[i].StartsWith(o + ":", StringComparison.Ordinal))) yield return words[i];
        }
    }
}
