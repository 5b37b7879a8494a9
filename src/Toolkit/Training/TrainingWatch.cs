using MomentsDnns.Results;

namespace MomentsDnns.Training;

/// <summary>Who is told while a net is trained, and where its state is kept.</summary>
public sealed record TrainingWatch
{
    /// <summary>Told of each record; null for nobody.</summary>
    public Action<TrainingRecord>? Recorded { get; init; }

    /// <summary>Told after each step how many were taken; null for nobody.</summary>
    public Action<int>? Stepped { get; init; }

    /// <summary>
    /// Given the net as it stands at each of <see cref="InspectedSteps"/>: a copy, with running statistics set by
    /// <see cref="NormCalibration"/>, released afterwards. Whatever is done to it, the training goes on with the same
    /// bits. After an interruption a step may come again. The records that it gives, of the step as their depth, are
    /// kept in the state and in <see cref="TrainingResult.Inspected"/>; none is a good answer. Null for nobody.
    /// </summary>
    public Func<int, TrainableNetwork, IReadOnlyList<LayerRecord>>? Inspect { get; init; }

    /// <summary>
    /// The same of a network of any kind; of a module of one's own <see cref="Trainer.Twin"/> makes the copy, and batch
    /// norms have the running averages of the moment. Null for nobody.
    /// </summary>
    public Func<int, InspectedModule, IReadOnlyList<LayerRecord>>? InspectModule { get; init; }

    /// <summary>The steps at which the net is inspected; none by default.</summary>
    public IReadOnlyCollection<int> InspectedSteps { get; init; } = [];

    /// <summary>
    /// The file that the state is written to, and read from at the start where it exists; null, the default: none.
    /// </summary>
    public string? StateFile { get; init; }

    /// <summary>Whether that file is one of a run's own, in the run's folder.</summary>
    internal bool StateIsOfRun { get; init; }

    /// <summary>
    /// The state is written after so many steps, and at the end or when the training is cancelled; 1000 by default.
    /// </summary>
    public int StepsPerState { get; init; } = 1000;
}
