using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using static TorchSharp.torch;

namespace MomentsDnns.Training.Running;

/// <summary>Trains one net of a run, from its first step or from its state.</summary>
internal static class NetTraining
{
    private const int MostStepsPerState = 1000, LeastStates = 20;

    /// <summary>Trains.</summary>
    /// <param name="run">The run; sound.</param>
    /// <param name="trained">What its folder tells.</param>
    /// <param name="data">The images.</param>
    /// <param name="inspector">Looks at the net at the probed steps.</param>
    /// <param name="net">Its index.</param>
    /// <param name="stepped">Told how many steps were taken.</param>
    /// <param name="cancellation">Ends it early, its state written.</param>
    /// <returns>Rows by step: losses, accuracies, statistics.</returns>
    public static SimulationResult Run(TrainingRun run, TrainedSource trained, TrainingData data,
        NetInspector inspector, int net, Action<int> stepped, CancellationToken cancellation)
    {
        using nn.Module<Tensor, Tensor> network = Make(run, net);
        using Trainer trainer = new(network, data, run.Options, run.Seed, net, run.Module?.Identity ?? "")
        {
            Twin = run.Module is { } own ? () => own.Make(run.Seed, net, run.Arithmetic) : null,
        };
        int before = 0;
        TrainingResult result = trainer.Run(new TrainingWatch
        {
            StateFile = run.Folder is { } folder ? NetState.Path(folder, net) : null,
            StateIsOfRun = true,
            StepsPerState = Math.Clamp(run.Options.Steps / LeastStates, 1, MostStepsPerState),
            InspectedSteps = [.. run.ProbedSteps],
            InspectModule = (step, now) => inspector.Look(net, step, now, cancellation),
            Stepped = step =>
            {
                stepped(step - before); // the first step after a state counts those before it
                before = step;
            },
        }, cancellation);
        return new(net, [.. Rows(result, trained)]);
    }

    private static nn.Module<Tensor, Tensor> Make(TrainingRun run, int net)
    {
        if (run.Module is { } own) return own.Make(run.Seed, net, run.Arithmetic);
        int channels = run.TakesVectors ? run.Dataset.Channels * run.Dataset.Height * run.Dataset.Width
            : run.Dataset.Channels;
        return new TrainableNetwork(run.Network, channels, run.Seed, net, run.Arithmetic);
    }

    private static IEnumerable<LayerRecord> Rows(TrainingResult result, TrainedSource trained)
    {
        foreach (TrainingRecord record in result.Records)
        {
            yield return Row(record.Step, TrainedStatistics.Training, record.TrainingLoss, record.TrainingAccuracy);
            if (record.HeldOutAccuracy is { } accuracy)
                yield return Row(record.Step, TrainedStatistics.HeldOut, record.HeldOutLoss, accuracy);
        }

        foreach (LayerRecord record in result.Inspected) yield return record;
        if (result.DivergedAt is not { } step) yield break;
        // In the row of the first step that was not reached; the last step is recorded, so that there is one.
        yield return new(trained.RecordedSteps.First(recorded => recorded >= step
            && result.Records.All(record => record.Step != recorded)), TrainedStatistics.Training,
            new Dictionary<Statistic, double>(), new(DegeneracyCause.Diverged, step));
    }

    private static LayerRecord Row(int step, Location place, double? loss, double accuracy)
    {
        Dictionary<Statistic, double> values = new() { [TrainedStatistics.Accuracy] = accuracy };
        if (loss is { } value) values[TrainedStatistics.Loss] = value;
        return new(step, place, values);
    }
}
