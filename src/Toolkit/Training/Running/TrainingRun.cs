using MomentsDnns.Architectures.Networks;
using MomentsDnns.Datasets;
using MomentsDnns.Propagation;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Results;
using MomentsDnns.Results.Sharing;
using MomentsDnns.Results.Storage;
using MomentsDnns.Training.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Training.Running;

/// <summary>
/// Nets of one kind that are trained, how many, on which images, and where they are kept. Net i has the weights of
/// simulation i of the seed. <see cref="Run"/> trains: nets side by side, one thread each, so that numbers do not
/// depend on how many threads there are; each net is kept as soon as it is finished, and one that was interrupted goes
/// on from its last state to the same bits.
/// </summary>
public sealed record TrainingRun
{
    /// <summary>The sizes of the noise on held-out images where nobody says.</summary>
    public static IReadOnlyList<double> UsualNoiseLevels { get; } = [0.1, 0.2, 0.5, 1];

    /// <summary>
    /// Images to train on, and images held out, where nobody says how many and there are more than
    /// <see cref="ManyImages"/>.
    /// </summary>
    public const int UsualTrainingImages = 8000, UsualHeldOutImages = 1000;

    /// <summary>So many images, or fewer, are all taken where nobody says how many.</summary>
    public const int ManyImages = 100_000;

    private readonly TrainableOptions _network = new();
    private readonly SplitOptions _split = new();
    private readonly IReadOnlyList<int>? _probedSteps;

    /// <summary>The network; its classes are those of the images.</summary>
    public TrainableOptions Network
    {
        get => _network with { Classes = Math.Max(2, Dataset.Classes) };
        init => _network = value;
    }

    /// <summary>
    /// A network of a program's own, trained instead of <see cref="Network"/>; images enter it as <c>[N, C, H, W]</c>,
    /// and it is judged with the running averages that its norms keep. Null, the default: none.
    /// </summary>
    public TrainableModule? Module { get; init; }

    /// <summary>How it is trained.</summary>
    public TrainingOptions Options { get; init; } = new();

    /// <summary>The images; those of <c>cifar-like-classes</c> by default.</summary>
    public ILabelledDataset Dataset { get; init; } = new CifarLikeClassesDataset();

    /// <summary>
    /// How they are split; the seed of the split is that of the run. Counts that are null are those of all images, of
    /// a dataset of many <see cref="UsualTrainingImages"/> and <see cref="UsualHeldOutImages"/>.
    /// </summary>
    public SplitOptions Split
    {
        get => _split with
        {
            Seed = Seed,
            Training = _split.Training ?? (Dataset.Count > ManyImages ? UsualTrainingImages : null),
            HeldOut = _split.HeldOut ?? (Dataset.Count > ManyImages ? UsualHeldOutImages : null),
        };
        init => _split = value;
    }

    /// <summary>How the values of images enter the nets; standardized by default.</summary>
    public ImageScaling Scaling { get; init; } = ImageScaling.Standardized;

    /// <summary>How many images the split leaves to train on.</summary>
    /// <exception cref="OptionException">A class would have no image in a part.</exception>
    public int TrainingImages => Running.TrainingImages.Split(this).Training.Count;

    /// <summary>Nets in all, from 1; 8 by default.</summary>
    public int Nets { get; init; } = 8;

    /// <summary>The seed of every random number.</summary>
    public ulong Seed { get; init; }

    /// <summary>The arithmetic of the training; 32-bit by default. Statistics are taken in 64 bits.</summary>
    public Precision Precision { get; init; } = Precision.Float32;

    /// <summary>
    /// The steps at which signal and noise are sent through the nets, ascending; by default 0, T^(1/3), T^(2/3) and T.
    /// </summary>
    public IReadOnlyList<int> ProbedSteps
    {
        get => _probedSteps ?? [.. Enumerable.Range(1, 3).Select(i => (int)Math.Round(Math.Pow(Options.Steps, i / 3.0)))
            .Append(0).Distinct().Order()];
        init => _probedSteps = value;
    }

    /// <summary>
    /// Images of the batch that is sent through, drawn from those held out, 2 or more; 64 by default.
    /// </summary>
    public int ProbedImages { get; init; } = 64;

    /// <summary>
    /// Sizes of a Gaussian noise on the held-out images, in standard deviations of the signal, ascending; accuracy and
    /// share of noise are taken under each at the probed steps.
    /// </summary>
    public IReadOnlyList<double> NoiseLevels { get; init; } = UsualNoiseLevels;

    /// <summary>Nets at a time, each on a thread; as many as cores by default.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// The run's folder: nets, states of those that are not finished, and in <c>steps/T</c> a run of every site at the
    /// probed step T. Null: results stay in memory.
    /// </summary>
    public string? Folder { get; init; }

    /// <summary>The share of the nets that is trained here, into <see cref="Folder"/>; all by default.</summary>
    public Shard Shard { get; init; } = Shard.Whole;

    /// <summary>
    /// Which of several runs of one work this is, from 0, so that small ones go to different shards;
    /// see <see cref="Shard.Of"/>.
    /// </summary>
    public int Turn { get; init; }

    /// <summary>Whether damaged files of a run are set aside and redone; by default they are refused.</summary>
    public bool Repairs { get; init; }

    /// <summary>Told after each step, from any thread, one call at a time; null for nobody.</summary>
    public Action<RunProgress>? Progress { get; init; }

    /// <summary>The nets, as a run's folder tells them.</summary>
    public ExperimentConfiguration Configuration => new()
    {
        Network = Module is null ? Network.Network : new(),
        Dataset = Dataset.Name,
        DatasetFingerprint = Dataset.Fingerprint,
        BatchSize = Options.BatchSize,
        Seed = Seed,
        Precision = Precision,
    };

    /// <summary>Whether an image enters the nets as a vector, each of its values a channel.</summary>
    internal bool TakesVectors => Module is null && Network.Network.IsFullyConnected;

    /// <summary>The arithmetic, as torch names it.</summary>
    internal ScalarType Arithmetic => Precision == Precision.Float64 ? ScalarType.Float64 : ScalarType.Float32;

    /// <summary>All that a run's folder tells of its training.</summary>
    /// <param name="run">The run; sound.</param>
    public static TrainedSource Describe(TrainingRun run) => Running.TrainingImages.Describe(run);

    /// <summary>Every rule that is broken, all at once; empty when all is sound.</summary>
    public IReadOnlyList<OptionFault> Validate() => TrainingRunRules.Broken(this);

    /// <summary>Trains what is lacking, and gives the nets that are asked for.</summary>
    /// <param name="cancellation">Ends the work early; finished nets and states stay in the folder.</param>
    /// <exception cref="OptionException">A rule is broken; the message tells all.</exception>
    /// <exception cref="InvalidDataException">
    /// A file of the run is damaged, or the folder holds something else.
    /// </exception>
    /// <exception cref="IOException">The folder cannot be written, or another writer has it.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public RunResults Run(CancellationToken cancellation = default)
    {
        if (Folder is null)
        {
            OptionException.ThrowIfAny(Validate());
            SimulationResult[] results = new SimulationResult[Nets];
            TrainedSource trained = Describe(this);
            TrainingWorkers.Run(this, trained, [.. Enumerable.Range(0, Nets)], _ => true,
                r => results[r.Simulation] = r, cancellation);
            return RunResults.FromSimulations(Configuration, trained, results);
        }

        using RunDirectory run = Open();
        Complete(run, cancellation);
        return SharedWork.Load(run, Nets, () => RunResults.FromSimulations(Configuration, run.Trained!, []));
    }

    /// <summary>
    /// Opens the run's folder for writing, for <see cref="Complete"/>: <see cref="Run"/> in two steps.
    /// </summary>
    /// <exception cref="InvalidOperationException">No folder is named.</exception>
    /// <inheritdoc cref="Run" path="/exception"/>
    public RunDirectory Open()
    {
        string path = Folder ?? throw new InvalidOperationException("results stay in memory: name a folder");
        OptionException.ThrowIfAny(Validate());
        return RunDirectory.OpenOrCreate(path, Configuration, Describe(this),
            SoftwareVersions.Current, Repairs, Shard.Concerned(Nets, Turn));
    }

    /// <summary>Refuses a folder whose run could not go on, and changes nothing.</summary>
    /// <exception cref="InvalidDataException">
    /// The folder holds something else, or a run of another training or other software; or a file of it is damaged.
    /// </exception>
    public void RequireContinuable()
    {
        if (Folder is { } path)
        {
            RunDirectory.RequireContinuable(path, Configuration, Describe(this),
                SoftwareVersions.Current, Repairs, Shard.Concerned(Nets, Turn));
        }
    }

    /// <summary>
    /// Trains the nets of <see cref="Shard"/> that a run lacks, and keeps each on disk as soon as it is finished. Other
    /// processes may do the same; on return all of the share are there, whoever trained them.
    /// </summary>
    /// <param name="run">What <see cref="Open"/> gave.</param>
    /// <param name="cancellation">Ends the work early; what is finished stays.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Complete(RunDirectory run, CancellationToken cancellation = default) =>
        SharedWork.Complete(run, Nets, Shard, Turn, missing =>
            TrainingWorkers.Run(this, run.Trained!, missing, run.TryClaim, run.Write, cancellation), Progress,
            cancellation);
}
