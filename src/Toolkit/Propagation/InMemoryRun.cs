using MomentsDnns.Datasets;
using MomentsDnns.Results;
using TorchSharp;

namespace MomentsDnns.Propagation;

/// <summary>Simulations whose results stay in memory: for many small runs, of which no file is wanted. Their numbers are those of an <see cref="ExperimentRunner"/>.</summary>
public static class InMemoryRun
{
    /// <summary>Runs simulations 0 to <paramref name="simulations"/> - 1.</summary>
    /// <param name="configuration">The experiment.</param>
    /// <param name="simulations">How many; 1 or more.</param>
    /// <param name="dataset">The images.</param>
    /// <param name="threads">Threads in all, 1 or more.</param>
    /// <param name="device">Where to compute; the CPU by default.</param>
    /// <param name="cancellation">Looked at before each layer.</param>
    /// <exception cref="ArgumentException">The configuration breaks a rule; the message names each.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static RunResults Of(ExperimentConfiguration configuration, int simulations, IImageDataset dataset, int threads,
        torch.Device? device = null, CancellationToken cancellation = default) =>
        RunResults.FromSimulations(configuration, Probes.EachSimulation.Of(configuration.Network, simulations, threads, device ?? torch.CPU,
            () => new Simulator(configuration, dataset, device), (simulator, i, stop) => simulator.Run(i, cancellation: stop), cancellation));
}
