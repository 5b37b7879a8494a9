using MomentsDnns.Architectures.Networks;
using MomentsDnns.Propagation;
using MomentsDnns.Results;
using MomentsDnns.Results.Sharing;
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
        RunResults[] results = new RunResults[runs.Count];
        Each(runs, threads, progress, (at, run, stop) => results[at] = run.Run(stop), cancellation);
        return results;
    }

    /// <summary>Trains what is lacking of a share of each, into their folders.</summary>
    /// <param name="runs">The runs, each with a folder of its own; sound.</param>
    /// <param name="shard">The share.</param>
    /// <param name="threads">Runs at a time.</param>
    /// <param name="progress">
    /// Told after each step of any, from any thread, one call at a time; null for nobody.
    /// </param>
    /// <param name="cancellation">Ends the work early; what is finished stays.</param>
    /// <inheritdoc cref="Run" path="/exception"/>
    public static void Complete(IReadOnlyList<TrainingRun> runs, Shard shard, int threads,
        Action<RunProgress>? progress, CancellationToken cancellation = default) =>
        Each([.. runs.Select((run, i) => run with { Shard = shard, Turn = i })
            .Where(run => run.Shard.Of(run.Nets, run.Turn).Any())], threads, progress, (_, run, stop) =>
        {
            using RunDirectory directory = run.Open();
            run.Complete(directory, stop);
        }, cancellation);

    private static void Each(IReadOnlyList<TrainingRun> runs, int threads, Action<RunProgress>? progress,
        Action<int, TrainingRun, CancellationToken> train, CancellationToken cancellation)
    {
        Lock telling = new();
        RunProgress?[] told = new RunProgress?[runs.Count];
        (int Nets, int Missing, long Steps)[] counts = [.. runs.Select(Count)];
        // The longest first, so that none is left alone with one thread at the end.
        int[] order = [.. Enumerable.Range(0, runs.Count)
            .OrderByDescending(i => counts[i].Steps * Layers(runs[i]))];
        SideBySide.Run(order, threads, (at, stop) =>
            train(at, runs[at] with { Threads = 1, Progress = now => Tell(at, now) }, stop), cancellation);

        void Tell(int run, RunProgress now)
        {
            lock (telling)
            {
                told[run] = now;
                progress?.Invoke(now with
                {
                    Simulations = counts.Sum(c => c.Nets),
                    SimulationsDone = counts.Index().Sum(c => told[c.Index]?.SimulationsDone
                        ?? (c.Item.Nets - c.Item.Missing)),
                    Layers = counts.Sum(c => c.Steps),
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

    private static (int Nets, int Missing, long Steps) Count(TrainingRun run)
    {
        HashSet<int> wanted = [.. run.Shard.Of(run.Nets, run.Turn)];
        int missing = wanted.Count;
        if (run.Folder is { } folder && RunDirectory.IsAt(folder))
        {
            using RunDirectory there = RunDirectory.Open(folder);
            missing -= there.CompletedSimulations.Count(wanted.Contains);
        }

        return (wanted.Count, missing, (long)missing * run.Options.Steps);
    }
}
