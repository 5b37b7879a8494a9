using MomentsDnns.Results;

namespace MomentsDnns.Propagation.Running;

/// <summary>
/// Runs simulations of a measurement, one after another; others work beside it where the network allows it.
/// </summary>
internal sealed class MeasuringWorker : IDisposable
{
    private readonly PhaseClock? _clock;
    private readonly RunTimings? _timings;
    private readonly Simulator _simulator;

    private MeasuringWorker(Measurement measurement)
    {
        _timings = measurement.Timings;
        _clock = _timings is null ? null : new PhaseClock(measurement.Device);
        _simulator = new Simulator(measurement.Experiment, measurement.Dataset, measurement.Device, _clock);
    }

    /// <summary>Runs simulations.</summary>
    /// <param name="measurement">What is run; sound.</param>
    /// <param name="missing">Their indices.</param>
    /// <param name="begins">Asked before each whether it is to be done, from any thread.</param>
    /// <param name="keep">Takes each when it is finished, from any thread.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static void RunAll(
        Measurement measurement, IReadOnlyList<int> missing, Func<int, bool> begins, Action<SimulationResult> keep,
        CancellationToken cancellation)
    {
        if (missing.Count == 0) return;
        ProgressCounter counter = new(measurement, missing.Count);
        EachSimulation.Run(measurement.Experiment.Network, missing, measurement.Threads, measurement.Device,
            () => new MeasuringWorker(measurement),
            (worker, i, stop) =>
            {
                if (begins(i)) worker.Run(i, counter, keep, stop);
                else counter.SimulationPassed();
            }, cancellation);
    }

    /// <summary>Releases the network, and tells where the time went.</summary>
    public void Dispose()
    {
        _simulator.Dispose();
        if (_clock is not null) _timings!.Add(_clock);
    }

    private void Run(
        int simulation, ProgressCounter counter, Action<SimulationResult> keep, CancellationToken cancellation)
    {
        SimulationResult result = _simulator.Run(simulation, counter.LayerDone, cancellation);
        _clock?.Enter(TimedPhase.Writing);
        keep(result);
        _clock?.Enter(TimedPhase.Rest);
        counter.SimulationDone();
    }
}
