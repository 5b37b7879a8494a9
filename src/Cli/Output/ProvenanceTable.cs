using System.Globalization;
using MomentsDnns.Results.Sharing;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Cli.Output;

/// <summary>Who made the simulations of a run: machines, tasks, software, time.</summary>
internal static class ProvenanceTable
{
    /// <summary>Prints it.</summary>
    /// <param name="run">The run.</param>
    public static void Write(RunDirectory run)
    {
        IReadOnlyList<WriterLog> writers = WriterLog.Of(run.Path);
        (int Simulation, double Seconds)[] told = [.. writers.SelectMany(log => log.Finished)];
        HashSet<int> finished = [.. run.CompletedSimulations];
        int known = told.Select(t => t.Simulation).Distinct().Count(finished.Contains);
        List<string[]> rows =
        [
            ["simulations", $"{finished.Count}"],
            ["begun with", $"moments {run.Versions.Toolkit}, TorchSharp {run.Versions.TorchSharp}, "
                + $".NET {run.Versions.DotNet}"],
            ["processes", $"{writers.Count}, {writers.Count(log => log.IsRunning)} of them at work"],
        ];
        if (known < finished.Count) rows.Add(["of unknown origin", $"{finished.Count - known}"]);
        int twice = told.Length - told.Select(t => t.Simulation).Distinct().Count();
        if (twice > 0) rows.Add(["done again", $"{twice}"]);
        if (told.Length > 0)
        {
            double[] seconds = [.. told.Select(t => t.Seconds).Order()];
            rows.Add(["seconds a simulation", string.Create(CultureInfo.InvariantCulture,
                $"{seconds[seconds.Length / 2]:G3} (median), {seconds[0]:G3} to {seconds[^1]:G3}, "
                    + $"{seconds.Sum():G4} in all")]);
        }

        TextTable.Write([], rows);
        if (writers.Count == 0) return;
        Console.WriteLine();
        TextTable.Write(["host", "job", "restarts", "shard", "processor", ".NET", "simulations", "seconds"],
            [.. writers.GroupBy(Key).Select(group => new[]
            {
                group.Key.Host, group.Key.Job, group.Key.Restarts, group.Key.Shard, group.Key.Processor,
                group.Key.DotNet,
                $"{group.Sum(log => log.Finished.Count)}",
                string.Create(CultureInfo.InvariantCulture, $"{group.Sum(log => log.Finished.Sum(f => f.Seconds)):F0}"),
            })]);
    }

    private static (string Host, string Job, string Restarts, string Shard, string Processor, string DotNet) Key(
        WriterLog log)
    {
        JobIdentity? job = log.Header.Job;
        return (log.Header.Host, job?.ToString() ?? "-", job is null ? "-" : $"{job.Restart}",
            log.Header.Shard, log.Header.Processor, log.Header.Versions.DotNet);
    }
}
