using System.Runtime.ExceptionServices;
using MomentsDnns.Datasets;
using MomentsDnns.Results;
using MomentsDnns.Results.Storage;
using TorchSharp;

namespace MomentsDnns.Propagation;

/// <summary>Runs the simulations that a run still lacks and keeps each on disk as soon as it is finished.</summary>
public sealed class ExperimentRunner
{
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

    /// <summary>Runs simulations 0 to <paramref name="simulations"/> - 1, except those that the run has.</summary>
    /// <param name="run">A run opened for writing.</param>
    /// <param name="simulations">How many simulations the run shall have in all.</param>
    /// <param name="progress">Told after each layer, from any thread, one call at a time; null for nobody.</param>
    /// <param name="cancellation">Ends the run early; what is finished stays.</param>
    /// <param name="timings">Receives where the time went; null measures nothing.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Run(RunDirectory run, int simulations, Action<RunProgress>? progress = null, CancellationToken cancellation = default,
        RunTimings? timings = null)
    {
        HashSet<int> done = [.. run.CompletedSimulations];
        List<int> missing = [.. Enumerable.Range(0, simulations).Where(i => !done.Contains(i))];
        if (missing.Count == 0) return;

        ProgressCounter counter = new(simulations, missing.Count, run.Configuration.Network.Depth, progress);
        if (!RunsSideBySide(run.Configuration))
        {
            torch.set_num_threads(_threads);
            RunAll(run, missing.GetEnumerator(), counter, timings, cancellation);
            return;
        }

        // One failure ends all workers; the first is the one to tell.
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        IEnumerator<int> queue = missing.GetEnumerator();
        List<Exception> failures = [];
        Thread[] workers = [.. Enumerable.Range(0, Math.Min(_threads, missing.Count)).Select(_ => new Thread(() =>
        {
            try
            {
                torch.set_num_threads(1);
                RunAll(run, queue, counter, timings, stop.Token);
            }
            catch (Exception failure)
            {
                lock (failures) failures.Add(failure);
                stop.Cancel();
            }
        }))];
        foreach (Thread worker in workers) worker.Start();
        foreach (Thread worker in workers) worker.Join();
        if ((failures.Find(f => f is not OperationCanceledException) ?? failures.FirstOrDefault()) is { } first)
            ExceptionDispatchInfo.Throw(first);
    }

    // The matrices of fully connected nets are too small to share among threads: simulations run side by side, each on one.
    // This depends on the configuration alone, so that results have the same bits on any number of threads.
    private bool RunsSideBySide(ExperimentConfiguration configuration) =>
        configuration.Network.IsFullyConnected && _device.type == DeviceType.CPU;

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

    private sealed class ProgressCounter(int simulations, int missing, int depth, Action<RunProgress>? progress)
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

        private void Tell() => progress?.Invoke(new RunProgress(_simulationsDone, simulations, _layersDone, (long)missing * depth));
    }
}
