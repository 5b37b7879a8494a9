using MomentsDnns.Architectures.Networks;
using TorchSharp;

namespace MomentsDnns.Propagation.Probes;

/// <summary>One result a simulation, by workers side by side where the network allows it.</summary>
internal static class EachSimulation
{
    /// <summary>Runs simulations 0 to <paramref name="simulations"/> - 1.</summary>
    /// <param name="network">Decides whether workers run side by side, see <see cref="SimulationWorkers"/>.</param>
    /// <param name="simulations">How many.</param>
    /// <param name="threads">Threads in all.</param>
    /// <param name="device">Where to compute.</param>
    /// <param name="start">Makes a worker's own tools.</param>
    /// <param name="run">Runs one simulation by them.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static T[] Of<TWorker, T>(NetworkOptions network, int simulations, int threads, torch.Device device,
        Func<TWorker> start, Func<TWorker, int, CancellationToken, T> run, CancellationToken cancellation)
        where TWorker : IDisposable
    {
        T[] results = new T[simulations];
        int taken = 0;
        new SimulationWorkers(threads, device).Run(network, simulations, stop =>
        {
            using TWorker worker = start();
            for (int i; (i = Interlocked.Increment(ref taken) - 1) < results.Length;)
            {
                stop.ThrowIfCancellationRequested();
                results[i] = run(worker, i, stop);
            }
        }, cancellation);
        return results;
    }
}
