using MomentsDnns.Architectures.Networks;
using MomentsDnns.Datasets;
using MomentsDnns.Results;
using MomentsDnns.Results.Storage;
using TorchSharp;

namespace MomentsDnns.Propagation;

/// <summary>Runs the simulations that a run still lacks and keeps each on disk as soon as it is finished.</summary>
public sealed class ExperimentRunner
{
    /// <summary>The most simulations of a run: each is a file of its own in one folder, and all are in memory when a run is read.</summary>
    public const int MostSimulations = 1_000_000;

    private readonly IImageDataset _dataset;
    private readonly int _threads;
    private readonly torch.Device _device;

    /// <summary>Prepares to run.</summary>
    /// <param name="dataset">The images.</param>
    /// <param name="threads">Threads in all, 1 or more.</param>
    /// <param name="device">Where to compute; the CPU by default.</param>
    public ExperimentRunner(IImageDataset dataset, int threads, torch.Device? device = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        (_dataset, _threads, _device) = (dataset, threads, device ?? torch.CPU);
    }

    /// <summary>The rule that a number of simulations breaks, or null.</summary>
    /// <param name="simulations">Simulations in all.</param>
    public static OptionFault? Validate(int simulations) => simulations switch
    {
        < 1 => new("simulations", $"{simulations}", "must be at least 1", "take a positive whole number"),
        > MostSimulations => new("simulations", $"{simulations}",
            $"must be at most {MostSimulations}: each is a file in one folder, and all are in memory when the run is read", "take 1000, the default"),
        _ => null,
    };

    /// <summary>The rules that a run breaks on this machine: how many simulations, and the memory that they take.</summary>
    /// <param name="configuration">A sound experiment on these images.</param>
    /// <param name="simulations">Simulations in all.</param>
    public IReadOnlyList<OptionFault> Validate(ExperimentConfiguration configuration, int simulations)
    {
        OptionFault? fault = Validate(simulations);
        if (fault is null && _device.type == DeviceType.CPU) fault = MemoryEstimate.Fault(configuration, _dataset, simulations, _threads);
        return fault is null ? [] : [fault];
    }

    /// <summary>Runs simulations 0 to <paramref name="simulations"/> - 1, except those that the run has.</summary>
    /// <param name="run">A run opened for writing.</param>
    /// <param name="simulations">How many simulations the run shall have in all.</param>
    /// <param name="progress">Told after each layer, from any thread, one call at a time; null for nobody.</param>
    /// <param name="cancellation">Ends the run early; what is finished stays.</param>
    /// <param name="timings">Receives where the time went; null measures nothing.</param>
    /// <exception cref="ArgumentException">They are too many, or need more memory than there is.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Run(RunDirectory run, int simulations, Action<RunProgress>? progress = null, CancellationToken cancellation = default,
        RunTimings? timings = null)
    {
        HashSet<int> done = [.. run.CompletedSimulations];
        int missing = simulations - done.Count(i => i < simulations);
        if (missing <= 0) return;
        if (Validate(run.Configuration, simulations) is [var fault, ..]) throw new ArgumentException($"{fault}");

        ProgressCounter counter = new(simulations, missing, run.Configuration.Network, progress);
        IEnumerator<int> queue = Enumerable.Range(0, simulations).Where(i => !done.Contains(i)).GetEnumerator();
        new SimulationWorkers(_threads, _device).Run(run.Configuration.Network, missing, stop => RunAll(run, queue, counter, timings, stop), cancellation);
    }

    private void RunAll(RunDirectory run, IEnumerator<int> queue, ProgressCounter counter, RunTimings? timings, CancellationToken cancellation)
    {
        PhaseClock? clock = timings is null ? null : new PhaseClock(_device);
        RunAll(run, queue, counter, clock, cancellation);
        if (clock is not null) timings?.Add(clock);
    }

    private void RunAll(RunDirectory run, IEnumerator<int> queue, ProgressCounter counter, PhaseClock? clock, CancellationToken cancellation)
    {
        using Simulator simulator = new(run.Configuration, _dataset, _device, clock);
        while (true)
        {
            int simulation;
            lock (queue)
            {
                if (!queue.MoveNext()) return;
                simulation = queue.Current;
            }

            SimulationResult result = simulator.Run(simulation, counter.LayerDone, cancellation);
            clock?.Enter(TimedPhase.Writing);
            run.Write(result);
            clock?.Enter(TimedPhase.Rest);
            counter.SimulationDone();
        }
    }

    private sealed class ProgressCounter(int simulations, int missing, NetworkOptions network, Action<RunProgress>? progress)
    {
        private readonly Lock _telling = new();
        private int _simulationsDone = simulations - missing;
        private long _layersDone;

        public void LayerDone(int layer)
        {
            _ = layer;
            lock (_telling)
            {
                _layersDone++;
                Tell();
            }
        }

        public void SimulationDone()
        {
            lock (_telling)
            {
                _simulationsDone++;
                Tell();
            }
        }

        private void Tell() => progress?.Invoke(new RunProgress(_simulationsDone, simulations, _layersDone, (long)missing * network.Depth)
        {
            Unit = network.Topology.Unit,
        });
    }
}
