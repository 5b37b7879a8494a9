namespace MomentsDnns.Propagation;

/// <summary>Tasks on several threads, each task on one.</summary>
internal static class SideBySide
{
    /// <summary>Does all tasks.</summary>
    /// <param name="tasks">The tasks, begun in this order.</param>
    /// <param name="threads">How many are done at once.</param>
    /// <param name="work">Does one.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static void Run<T>(IReadOnlyList<T> tasks, int threads, Action<T, CancellationToken> work,
        CancellationToken cancellation)
    {
        if (tasks.Count == 0) return;
        int taken = 0;
        SimulationWorkers.RunSideBySide(Math.Min(threads, tasks.Count), stop =>
        {
            for (int i; (i = Interlocked.Increment(ref taken) - 1) < tasks.Count;)
            {
                stop.ThrowIfCancellationRequested();
                work(tasks[i], stop);
            }
        }, cancellation);
    }
}
