using MomentsDnns.Architectures.Networks;
using MomentsDnns.Datasets;
using MomentsDnns.Results;
using MomentsDnns.Results.Options;
using MomentsDnns.Results.Sharing;
using MomentsDnns.Results.Storage;
using TorchSharp;

namespace MomentsDnns.Propagation.Running;

/// <summary>
/// One experiment, how many simulations of it, where they are kept, and how they are computed. <see cref="Run"/>
/// measures: on every core, each simulation kept as soon as it is finished; what is in the folder already is not run
/// again.
/// </summary>
public sealed record Measurement
{
    private readonly ExperimentConfiguration _experiment;

    /// <summary>Simulations of an experiment.</summary>
    /// <param name="experiment">What is run; the dataset that it names is filled in, see <see cref="Dataset"/>.</param>
    /// <param name="simulations">Simulations in all.</param>
    public Measurement(ExperimentConfiguration experiment, int simulations = ExperimentOptions.DefaultSimulations) =>
        (_experiment, Simulations) = (experiment, simulations);

    /// <summary>Simulations of a network, by an experiment that is otherwise the default one.</summary>
    /// <param name="network">The network.</param>
    /// <param name="simulations">Simulations in all.</param>
    public Measurement(NetworkOptions network, int simulations = ExperimentOptions.DefaultSimulations)
        : this(new ExperimentConfiguration { Network = network }, simulations)
    {
    }

    /// <summary>Simulations of the default experiment, to be replaced by <c>with</c>.</summary>
    public Measurement() : this(ExperimentOptions.Default)
    {
    }

    /// <summary>What is run, on the images of <see cref="Dataset"/>.</summary>
    public ExperimentConfiguration Experiment
    {
        get => _experiment with { Dataset = Dataset.Name, DatasetFingerprint = Dataset.Fingerprint };
        init => _experiment = value;
    }

    /// <summary>Simulations in all, from 1 to <see cref="RunRules.MostSimulations"/>: those numbered from 0.</summary>
    public int Simulations { get; init; }

    /// <summary>The images; those made from a seed (<c>cifar-like</c>) by default.</summary>
    public IImageDataset Dataset { get; init; } = new CifarLikeDataset();

    /// <summary>Threads in all, 1 or more; one for each core by default. Numbers do not depend on them.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Where to compute; the CPU by default.</summary>
    public torch.Device Device { get; init; } = torch.CPU;

    /// <summary>The run's folder; null: see <see cref="Within"/>.</summary>
    public string? Folder { get; init; }

    /// <summary>A folder of runs, where this one has a folder named by its options (<see cref="RunName"/>).</summary>
    public string? Within { get; init; }

    /// <summary>The run's folder by <see cref="Folder"/> or <see cref="Within"/>; null: none, memory.</summary>
    public string? Path =>
        Folder ?? (Within is { } parent ? System.IO.Path.Combine(parent, RunName.Of(Experiment)) : null);

    /// <summary>Whether damaged files of a run are set aside and redone; by default they are refused.</summary>
    public bool Repairs { get; init; }

    /// <summary>The share of the simulations that is run here, into <see cref="Path"/>; all by default.</summary>
    public Shard Shard { get; init; } = Shard.Whole;

    /// <summary>
    /// Which of several measurements of one work this is, from 0, so that small ones go to different shards;
    /// see <see cref="Shard.Of"/>.
    /// </summary>
    public int Turn { get; init; }

    /// <summary>Told after each layer, from any thread, one call at a time; null for nobody.</summary>
    public Action<RunProgress>? Progress { get; init; }

    /// <summary>Receives where the time went; null measures nothing.</summary>
    public RunTimings? Timings { get; init; }

    /// <summary>
    /// Every rule that is broken, all at once; empty when all is sound: of the options, and where these are sound of
    /// the options on these images and this machine's memory, and of the folder.
    /// </summary>
    public IReadOnlyList<OptionFault> Validate()
    {
        List<OptionFault> faults = RunRules.Broken(this);
        if (faults.Count == 0 && RunRules.OfMemory(this) is { } fault) faults.Add(fault);
        return faults;
    }

    /// <summary>
    /// Refuses a folder whose run could not go on, and changes nothing: to check many runs before the first is begun.
    /// </summary>
    /// <exception cref="InvalidDataException">
    /// The folder holds something else, or a run of another configuration or other software; or a file of the run is
    /// damaged.
    /// </exception>
    public void RequireContinuable()
    {
        if (Path is { } path)
        {
            RunDirectory.RequireContinuable(path, Experiment, SoftwareVersions.Current, Repairs,
                Shard.Concerned(Simulations, Turn));
        }
    }

    /// <summary>
    /// Runs what is lacking, and gives the simulations, those alone that are asked for, however many the folder holds;
    /// where this is a <see cref="Shard"/>, those of them that are there.
    /// </summary>
    /// <param name="cancellation">Ends the work early; what is finished stays in the folder.</param>
    /// <exception cref="OptionException">A rule is broken; the message tells all.</exception>
    /// <exception cref="InvalidDataException">A file of the run is damaged, or the folder holds something
    /// else.</exception>
    /// <exception cref="IOException">The folder cannot be written, or another writer has it.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public RunResults Run(CancellationToken cancellation = default)
    {
        if (Path is null)
        {
            OptionException.ThrowIfAny(Validate());
            SimulationResult[] results = new SimulationResult[Simulations];
            MeasuringWorker.RunAll(
                this, [.. Enumerable.Range(0, Simulations)], _ => true, r => results[r.Simulation] = r, cancellation);
            return RunResults.FromSimulations(Experiment, results);
        }

        using RunDirectory run = Open();
        Complete(run, cancellation);
        return SharedWork.Load(run, Simulations, () => RunResults.FromSimulations(Experiment, []));
    }

    /// <summary>
    /// Opens the run's folder for writing, for <see cref="Complete"/>: <see cref="Run"/> in two steps.
    /// </summary>
    /// <exception cref="InvalidOperationException">No folder is named.</exception>
    /// <inheritdoc cref="Run" path="/exception"/>
    public RunDirectory Open()
    {
        string path = Path ?? throw new InvalidOperationException("results stay in memory: name a folder");
        // A run that is complete takes no memory but that of its results.
        OptionException.ThrowIfAny(Directory.Exists(path) ? RunRules.Broken(this) : Validate());
        return RunDirectory.OpenOrCreate(path, Experiment, SoftwareVersions.Current, Repairs,
            Shard.Concerned(Simulations, Turn));
    }

    /// <summary>
    /// Runs the simulations of <see cref="Shard"/> that a run lacks, and keeps each on disk as soon as it is finished.
    /// Other processes may do the same; on return all of the share are there, whoever did them.
    /// </summary>
    /// <param name="run">What <see cref="Open"/> gave.</param>
    /// <param name="cancellation">Ends the work early; what is finished stays.</param>
    /// <exception cref="OptionException">It needs more memory than there is.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Complete(RunDirectory run, CancellationToken cancellation = default) =>
        SharedWork.Complete(run, Simulations, Shard, Turn, missing =>
        {
            if (RunRules.OfMemory(this) is { } fault) throw new OptionException([fault]);
            MeasuringWorker.RunAll(this, missing, run.TryClaim, run.Write, cancellation);
        }, Progress, cancellation);
}
