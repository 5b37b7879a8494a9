using MomentsDnns.Architectures.Networks;
using MomentsDnns.Datasets;
using TorchSharp;

namespace MomentsDnns.Propagation;

/// <summary>
/// Measures how the length of curves of inputs grows with depth (Raghu et al. 2017, arXiv 1606.05336): great circles
/// through pairs of standardised images, x(t) = cos(t) a + sin(t) b, travel as one batch with their tangents dx/dt, by
/// the derivative of each layer, and L = 2 pi E|dx/dt| is taken at the output of the layers or units. To batch norm,
/// whose statistics the curves themselves make, the tangent goes by <see cref="NetworkOptions.NormStatistics"/>. Over
/// whole periods these do not change along the curves, so that with many points it makes no difference whether they are
/// constants or differentiated.
/// </summary>
public sealed class TrajectoryLength
{
    private readonly IImageDataset _dataset;
    private readonly int _threads;
    private readonly torch.Device _device;

    /// <summary>Prepares to measure.</summary>
    /// <param name="dataset">The images.</param>
    /// <param name="threads">Threads in all, 1 or more. In fully connected nets no bit depends on it.</param>
    /// <param name="device">Where to compute; the CPU by default.</param>
    public TrajectoryLength(IImageDataset dataset, int threads, torch.Device? device = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        (_dataset, _threads, _device) = (dataset, threads, device ?? torch.CPU);
    }

    /// <summary>
    /// Runs the simulations. Each depends on (seed, simulation) alone: images and weights are those of an experiment's.
    /// </summary>
    /// <param name="options">What to measure.</param>
    /// <param name="cancellation">Looked at before each layer.</param>
    /// <exception cref="ArgumentException">The options break a rule; the message names each.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public TrajectoryResult Run(TrajectoryOptions options, CancellationToken cancellation = default)
    {
        OptionException.ThrowIfAny(options.Validate(_dataset), nameof(options));

        int[] depths = [0, .. options.Experiment.RecordedDepths];
        (double LogInputLength, TrajectoryPoint[] Points)[] results =
            new (double, TrajectoryPoint[])[options.Simulations];
        int taken = 0;
        new SimulationWorkers(_threads, _device).Run(options.Network, results.Length, RunAll, cancellation);
        return new(depths, [.. results.Select(r => r.LogInputLength)], [.. results.Select(r => r.Points)]);

        void RunAll(CancellationToken stop)
        {
            using TrajectorySimulator simulator = new(options, _dataset, _device);
            for (int i; (i = Interlocked.Increment(ref taken) - 1) < results.Length;)
                results[i] = simulator.Run(i, depths, stop);
        }
    }
}
