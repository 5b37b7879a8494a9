using MomentsDnns.Architectures.Networks;
using TorchSharp;

namespace MomentsDnns.Propagation.Running;

/// <summary>Simulations, by workers side by side where the network allows it.</summary>
internal static class EachSimulation
{
    /// <summary>Runs simulations, each by one worker.</summary>
    /// <param name="network">Decides whether workers run side by side, see <see cref="SimulationWorkers"/>.</param>
    /// <param name="simulations">Their indices.</param>
    /// <param name="threads">Threads in all.</param>
    /// <param name="device">Where to compute.</param>
    /// <param name="start">Makes a worker's own tools.</param>
    /// <param name="run">Runs one simulation by them.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static void Run<TWorker>(
        NetworkOptions network, IReadOnlyList<int> simulations, int threads, torch.Device device,
        Func<TWorker> start, Action<TWorker, int, CancellationToken> run, CancellationToken cancellation)
        where TWorker : IDisposable
    {
        int taken = 0;
        new SimulationWorkers(threads, device).Run(network, simulations.Count, stop =>
        {
            using TWorker worker = start();
            for (int i; (i = Interlocked.Increment(ref taken) - 1) < simulations.Count;)
            {
                stop.ThrowIfCancellationRequested();
                run(worker, simulations[i], stop);
            }
        }, cancellation);
    }

    /// <summary>One result a simulation, of simulations 0 to <paramref name="simulations"/> - 1.</summary>
    /// <inheritdoc cref="Run" path="/param"/>
    public static T[] Of<TWorker, T>(NetworkOptions network, int simulations, int threads, torch.Device device,
        Func<TWorker> start, Func<TWorker, int, CancellationToken, T> run, CancellationToken cancellation)
        where TWorker : IDisposable
    {
        T[] results = new T[simulations];
        Run(network, [.. Enumerable.Range(0, simulations)], threads, device, start,
            (worker, i, stop) => results[i] = run(worker, i, stop), cancellation);
        return results;
    }
}
