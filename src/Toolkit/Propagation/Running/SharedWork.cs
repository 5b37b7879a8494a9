using MomentsDnns.Results;
using MomentsDnns.Results.Sharing;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Propagation.Running;

/// <summary>Does the simulations that a run lacks, while other processes may be at the same run.</summary>
internal static class SharedWork
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>The simulations that are there; none where a share has none and the others have not begun.</summary>
    /// <param name="run">The run.</param>
    /// <param name="simulations">How many there shall be in all.</param>
    /// <param name="none">Results of no simulation.</param>
    public static RunResults Load(RunDirectory run, int simulations, Func<RunResults> none) =>
        run.CompletedSimulations.Count == 0 ? none() : run.Load().Below(simulations);

    /// <summary>
    /// Works until all are there. What is in other processes' hands is waited for, and done here where they end before
    /// it is finished.
    /// </summary>
    /// <param name="run">The run, opened for writing.</param>
    /// <param name="simulations">How many there shall be in all.</param>
    /// <param name="shard">The share that is done here.</param>
    /// <param name="turn">See <see cref="Shard.Of"/>.</param>
    /// <param name="work">
    /// Does some simulations: each that <see cref="RunDirectory.TryClaim"/> gives it, and no other.
    /// </param>
    /// <param name="progress">Told while others are waited for; null for nobody.</param>
    /// <param name="cancellation">Ends the work early; what is in hand is let go.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static void Complete(RunDirectory run, int simulations, Shard shard, int turn,
        Action<IReadOnlyList<int>> work, Action<RunProgress>? progress, CancellationToken cancellation)
    {
        run.Shard = shard;
        int[] wanted = [.. shard.Of(simulations, turn)];
        try
        {
            while (true)
            {
                HashSet<int> finished = [.. run.CompletedSimulations];
                int[] missing = [.. wanted.Where(simulation => !finished.Contains(simulation))];
                if (missing.Length == 0) return;
                if (missing.Any(run.IsFree)) work(missing);
                cancellation.ThrowIfCancellationRequested();
                finished = [.. run.CompletedSimulations];
                int awaited = wanted.Count(simulation => !finished.Contains(simulation));
                if (awaited == 0) return;
                int done = wanted.Length - awaited;
                progress?.Invoke(new(done, wanted.Length, done, wanted.Length) { Awaited = awaited });
                cancellation.WaitHandle.WaitOne(Pause);
                cancellation.ThrowIfCancellationRequested();
                run.Refresh();
            }
        }
        finally
        {
            run.ReleaseAll();
        }
    }
}
