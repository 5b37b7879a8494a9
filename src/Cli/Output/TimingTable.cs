using System.Diagnostics;
using System.Globalization;
using MomentsDnns.Propagation;

namespace MomentsDnns.Cli.Output;

/// <summary>Prints where a run's time went.</summary>
internal static class TimingTable
{
    /// <summary>
    /// Writes to standard output: a row a phase, the share inside layers, and when the first layer began.
    /// </summary>
    /// <param name="timings">What was measured.</param>
    /// <param name="start">The process's start, as a <see cref="Stopwatch"/> timestamp.</param>
    public static void Write(RunTimings timings, long start)
    {
        TextTable.Write(["phase", " seconds", " share"], [.. RunTimings.Phases.Select(phase => (string[])
        [
            Name(phase), Text($"{timings.Spent(phase).TotalSeconds,8:F3}"), Text($"{100 * timings.Share(phase),5:F1}%"),
        ])]);
        if (timings.Workers > 1)
        {
            Console.WriteLine($"shares of the summed time of {timings.Workers} workers, each on one thread with "
                + "simulations of its own");
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{100 * timings.LayerShare:F1}% of the time inside layer kernels (all but input, writing and rest)"));
        if (timings.FirstLayer is { } first)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"first layer after {Stopwatch.GetElapsedTime(start, first).TotalSeconds:F2} s from the start of the "
                + $"process"));
        }
    }

    private static string Name(TimedPhase phase) =>
        phase == TimedPhase.OtherParts ? "other parts" : phase.ToString().ToLowerInvariant();

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
