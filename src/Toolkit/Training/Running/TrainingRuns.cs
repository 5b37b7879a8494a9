using MomentsDnns.Architectures.Networks;
using MomentsDnns.Propagation;
using MomentsDnns.Results;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Training.Running;

/// <summary>
/// Several training runs, side by side: each on one thread, so that many runs of few nets use every core.
/// </summary>
public static class TrainingRuns
{
    /// <summary>Trains what is lacking of each, and gives the nets that are asked for.</summary>
    /// <param name="runs">The runs, each with a folder of its own, or none; sound.</param>
    /// <param name="threads">Runs at a time.</param>
    /// <param name="progress">
    /// Told after each step of any, from any thread, one call at a time; null for nobody.
    /// </param>
    /// <param name="cancellation">Ends the work early; what is finished stays.</param>
    /// <exception cref="InvalidDataException">A file of a run is damaged, or a folder holds something else.</exception>
    /// <exception cref="IOException">A folder cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static RunResults[] Run(IReadOnlyList<TrainingRun> runs, int threads, Action<RunProgress>? progress,
        CancellationToken cancellation = default)
    {
        Lock telling = new();
        RunProgress?[] told = new RunProgress?[runs.Count];
        (int Nets, long Steps)[] missing = [.. runs.Select(Missing)];
        int nets = runs.Sum(run => run.Nets);
        RunResults[] results = new RunResults[runs.Count];
        // The longest first, so that none is left alone with one thread at the end.
        int[] order = [.. Enumerable.Range(0, runs.Count)
            .OrderByDescending(i => missing[i].Steps * Layers(runs[i]))];
        SideBySide.Run(order, threads, (at, stop) =>
            results[at] = (runs[at] with { Threads = 1, Progress = now => Tell(at, now) }).Run(stop), cancellation);
        return results;

        void Tell(int run, RunProgress now)
        {
            lock (telling)
            {
                told[run] = now;
                int done = runs.Index().Sum(r => told[r.Index]?.SimulationsDone
                    ?? (r.Item.Nets - missing[r.Index].Nets));
                progress?.Invoke(now with
                {
                    Simulations = nets,
                    SimulationsDone = done,
                    Layers = missing.Sum(m => m.Steps),
                    LayersDone = told.Sum(t => t?.LayersDone ?? 0),
                });
            }
        }
    }

    private static int Layers(TrainingRun run)
    {
        NetworkOptions network = run.Network.Network;
        return run.Module is not null ? 1 : network.Depth * (network.Topology.AddsBranch ? network.ResidualDepth : 1);
    }

    private static (int Nets, long Steps) Missing(TrainingRun run)
    {
        int missing = run.Nets;
        if (run.Folder is { } folder && RunDirectory.IsAt(folder))
        {
            using RunDirectory there = RunDirectory.Open(folder);
            missing -= there.CompletedSimulations.Count(net => net < run.Nets);
        }

        return (missing, (long)missing * run.Options.Steps);
    }
}
