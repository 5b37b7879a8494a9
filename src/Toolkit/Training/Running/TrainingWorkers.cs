using MomentsDnns.Propagation;
using MomentsDnns.Results;

namespace MomentsDnns.Training.Running;

/// <summary>Trains nets of a run side by side, and tells how far they are.</summary>
internal sealed class TrainingWorkers
{
    private readonly Lock _telling = new();
    private readonly TrainingRun _run;
    private readonly int _wanted;
    private long _steps, _stepsDone;
    private int _netsDone;

    private TrainingWorkers(TrainingRun run, int missing)
    {
        (_run, _wanted, _steps) = (run, run.Shard.Of(run.Nets, run.Turn).Count(), (long)missing * run.Options.Steps);
        _netsDone = _wanted - missing;
    }

    /// <summary>Trains nets.</summary>
    /// <param name="run">The run; sound.</param>
    /// <param name="trained">What its folder tells.</param>
    /// <param name="missing">The nets, by index.</param>
    /// <param name="begins">Asked before each whether it is to be trained, from any thread.</param>
    /// <param name="keep">Takes each when it is finished, from any thread.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static void Run(TrainingRun run, TrainedSource trained, IReadOnlyList<int> missing,
        Func<int, bool> begins, Action<SimulationResult> keep, CancellationToken cancellation)
    {
        if (missing.Count == 0) return;
        using TrainingImages images = TrainingImages.Read(run);
        using NetInspector inspector = new(run, images);
        TrainingWorkers told = new(run, missing.Count);
        if (run.Folder is { } folder) NetState.RemoveAbandoned(folder);
        SideBySide.Run(missing, run.Threads, (net, stop) =>
        {
            if (!begins(net))
            {
                told.Passed();
                return;
            }

            SimulationResult result = NetTraining.Run(run, trained, images.Data, inspector, net, told.Stepped, stop);
            keep(result);
            if (run.Folder is { } place) File.Delete(NetState.Path(place, net));
            told.Finished(result);
        }, cancellation);
    }

    // Another process trains it, or has trained it.
    private void Passed()
    {
        lock (_telling)
        {
            _netsDone++;
            _steps -= _run.Options.Steps;
            Tell();
        }
    }

    private void Stepped(int steps)
    {
        lock (_telling)
        {
            _stepsDone += steps;
            Tell();
        }
    }

    private void Finished(SimulationResult result)
    {
        lock (_telling)
        {
            _netsDone++;
            // Steps that a net that diverged does not take.
            if (result.Records.Select(record => record.Degeneracy).OfType<Degeneracy>()
                .Where(lost => lost.Cause == DegeneracyCause.Diverged).Cast<Degeneracy?>().FirstOrDefault() is { } at)
                _stepsDone += _run.Options.Steps - at.Depth;
            Tell();
        }
    }

    private void Tell() => _run.Progress?.Invoke(
        new(_netsDone, _wanted, Math.Min(_stepsDone, _steps), _steps) { Unit = "step" });
}
