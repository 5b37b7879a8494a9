using MomentsDnns.Architectures.Networks;
using MomentsDnns.Datasets;
using MomentsDnns.Limits;
using MomentsDnns.Propagation.Tracing;
using MomentsDnns.Results;
using MomentsDnns.Results.Facts;
using MomentsDnns.Results.Sharing;
using MomentsDnns.Results.Storage;
using MomentsDnns.Statistics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation.Running;

/// <summary>
/// Sends signal and noise through a network that was made elsewhere, and takes the statistics of every site. With
/// weights as stored a replicate is a fresh batch and noise, with weights drawn a fresh net too. A replicate is kept as
/// soon as it is finished; what is in the folder already is not run again.
/// </summary>
/// <param name="Model">The network.</param>
/// <param name="Replicates">Replicates in all.</param>
public sealed record Probe(IProbeModel Model, int Replicates = 8)
{
    private readonly BatchStatistics? _normStatistics;
    private readonly IReadOnlyList<int>? _inputShape;

    /// <summary>The law that weights are drawn by; null, the default: they are as stored.</summary>
    public InitializationKind? Init { get; init; }

    /// <summary>
    /// By which statistics batch norms standardize; by default running ones of stored weights, those of the clean batch
    /// as constants of drawn ones.
    /// </summary>
    public BatchStatistics NormStatistics
    {
        get => _normStatistics ?? (Init is null ? BatchStatistics.Running : BatchStatistics.Frozen);
        init => _normStatistics = value;
    }

    /// <summary>The shape of one input; the model's own by default.</summary>
    public IReadOnlyList<int> InputShape
    {
        get => _inputShape ?? Model.InputShape ?? [];
        init => _inputShape = value;
    }

    /// <summary>
    /// The site where the signal begins, by name: its value is the signal, and the noise is added there. Sites that do
    /// not depend on it are not measured. Null, the default: the input. Of tokens it must be given.
    /// </summary>
    public string? SignalAt { get; init; }

    /// <summary>How images become a signal.</summary>
    public InputScaling Scaling { get; init; } = InputScaling.Batch;

    /// <summary>The images; those made from a seed (<c>cifar-like</c>) by default.</summary>
    public IImageDataset Dataset { get; init; } = new CifarLikeDataset();

    /// <summary>Images in a batch, 2 or more; 16 by default.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>The seed of every random number.</summary>
    public ulong Seed { get; init; }

    /// <summary>
    /// The arithmetic; 64-bit by default: in 32 bits torch's second derivatives of small convolutions have ended
    /// processes.
    /// </summary>
    public Precision Precision { get; init; } = Precision.Float64;

    /// <summary>Where to compute; the CPU by default.</summary>
    public Device Device { get; init; } = CPU;

    /// <summary>
    /// Bytes that values and tangents of sites may take together, more being taken in several passes; by default a
    /// quarter of what is free.
    /// </summary>
    public long? Memory { get; init; }

    /// <summary>
    /// The step of a training after which the network stood so, and the batch of a replicate, as that training takes
    /// images; null: the network was made elsewhere, and batches are drawn from the dataset.
    /// </summary>
    internal (int Step, Func<int, Tensor> Batch)? Trained { get; init; }

    /// <summary>The run's folder; null: results stay in memory.</summary>
    public string? Folder { get; init; }

    /// <summary>The share of the replicates that is run here, into <see cref="Folder"/>; all by default.</summary>
    public Shard Shard { get; init; } = Shard.Whole;

    /// <summary>Whether damaged files of a run are set aside and redone; by default they are refused.</summary>
    public bool Repairs { get; init; }

    /// <summary>
    /// Told before work what may make it fail: that there is less memory than a replicate may need; null for nobody.
    /// </summary>
    public Action<OptionFault>? Warning { get; init; }

    /// <summary>Told after each site; null for nobody.</summary>
    public Action<RunProgress>? Progress { get; init; }

    /// <summary>Every rule that is broken, all at once; empty when all is sound.</summary>
    public IReadOnlyList<OptionFault> Validate() => ProbeRules.Broken(this);

    /// <summary>Runs what is lacking, and gives the replicates asked for.</summary>
    /// <param name="cancellation">Ends the work early; what is finished stays in the folder.</param>
    /// <exception cref="OptionException">
    /// A rule is broken; the message tells all. Or there is no site of that name, or too little memory for certain.
    /// </exception>
    /// <exception cref="ArgumentException">The network does not take such inputs or statistics.</exception>
    /// <exception cref="InvalidDataException">The folder holds something else, or a file is damaged.</exception>
    /// <exception cref="IOException">The folder cannot be written, or another writer has it.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public RunResults Run(CancellationToken cancellation = default)
    {
        OptionException.ThrowIfAny(Validate());
        using ITracedFunction function = Build();
        ProbedSource source = Describe(function);
        // A run that is complete takes no memory but that of its results.
        if (Device.type == DeviceType.CPU && (Folder is null || !Directory.Exists(Folder))
            && ProbeMemory.Note(this, source, MemoryLimit.Now()) is { } note)
            Warning?.Invoke(note);
        if (Folder is null)
        {
            List<SimulationResult> results = [];
            Send(function, [.. Enumerable.Range(0, Replicates)], results.Add, cancellation);
            return RunResults.FromSimulations(source, results);
        }

        using RunDirectory run = RunDirectory.OpenOrCreate(Folder, source, SoftwareVersions.Current, Repairs,
            Shard.Concerned(Replicates));
        SharedWork.Complete(run, Replicates, Shard, turn: 0,
            missing => Send(function, missing, run.TryClaim, run.Write, cancellation), Progress,
            cancellation);
        return SharedWork.Load(run, Replicates, () => RunResults.FromSimulations(source, []));
    }

    /// <summary>Runs one replicate, whatever is in the folder, and keeps it nowhere.</summary>
    /// <param name="replicate">Which, from 0.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <returns>What was probed, and what was measured.</returns>
    internal (ProbedSource Source, SimulationResult Result) Take(int replicate, CancellationToken cancellation)
    {
        using ITracedFunction function = Build();
        SimulationResult? taken = null;
        Send(function, [replicate], result => taken = result, cancellation);
        return (Describe(function), taken!);
    }

    private ITracedFunction Build()
    {
        ITracedFunction whole = Model.Build(InputShape, NormStatistics,
            Precision == Precision.Float64 ? ScalarType.Float64 : ScalarType.Float32, Device);
        if (SignalAt is null) return whole;
        try
        {
            return new CutFunction(whole, SignalStart.Find(this, whole.Sites), Seed);
        }
        catch
        {
            whole.Dispose();
            throw;
        }
    }

    /// <summary>Sends all of some replicates through a function that was built.</summary>
    internal void Send(ITracedFunction function, IReadOnlyList<int> replicates, Action<SimulationResult> keep,
        CancellationToken cancellation) => Send(function, replicates, _ => true, keep, cancellation);

    /// <summary>Sends those replicates that begin here through a function that was built.</summary>
    internal void Send(ITracedFunction function, IReadOnlyList<int> missing, Func<int, bool> begins,
        Action<SimulationResult> keep, CancellationToken cancellation)
    {
        if (missing.Count == 0) return;
        Func<int, Tensor> draw = Batches();
        // The function is the caller's: the network would release it.
        TangentNetwork network = new(function, Init is null ? null : new ParameterDrawing(Init, Seed), Memory);
        RecorderOptions recorded = new() { RankedRoles = SiteRoles.Output, Sites = network.Sites, MayOverflow = true };
        int wanted = Shard.Of(Replicates).Count(), done = wanted - missing.Count, passed = 0;
        long sites = 0;
        foreach (int replicate in missing)
        {
            if (!begins(replicate))
            {
                passed++;
                Tell(++done, sites);
                continue;
            }

            using DisposeScope scope = NewDisposeScope();
            Recorder recorder = new(recorded, Enumerable.Range(1, function.Sites.Count));
            network.Send(replicate, draw(replicate), new WatchedRecorder(recorder, _ => Tell(done, ++sites)),
                cancellation);
            keep(new(replicate, [.. recorder.Records.OrderBy(r => r.Depth)]));
            Tell(++done, sites);
        }

        void Tell(int finished, long sitesDone) => Progress?.Invoke(new(finished, wanted, sitesDone,
            (long)(missing.Count - passed) * function.Sites.Count)
        { Unit = "site" });
    }

    // The input of a replicate: signal and noise, or tokens.
    private Func<int, Tensor> Batches()
    {
        if (Trained is { } trained) return trained.Batch;
        if (Model.Tokens is { } tokens)
        {
            TokenBatch sequences = new(tokens, BatchSize, InputShape[0], Seed);
            return replicate => sequences.Draw(replicate).to(Device);
        }

        bool flatten = InputShape.Count == 1;
        InputBatch images = new(Fit(Dataset, InputShape), BatchSize, Seed, flatten, Scaling);
        return replicate =>
        {
            Tensor batch = images.Draw(replicate);
            return flatten ? batch.reshape(batch.shape[0], -1) : batch;
        };
    }

    /// <summary>What is probed.</summary>
    internal ProbedSource Describe(ITracedFunction function)
    {
        (int Channels, int Positions)[] extents = Extents(function);
        return new()
        {
            Model = Model.Name,
            ModelHash = Model.Hash,
            Init = Init?.Name ?? "",
            State = Model.WeightsName,
            StateHash = Model.WeightsHash,
            NormStatistics = OptionText.Of(NormStatistics),
            InputShape = InputShape,
            SignalAt = SignalAt ?? "",
            Inputs = [.. Model.GivenInputs.Select(i => new ProbedInput(i.Name, i.File, i.Hash))],
            Scaling = Trained is not null ? "training" : Model.Tokens is null ? OptionText.Of(Scaling) : "",
            Dataset = Model.Tokens is null ? Dataset.Name : "",
            DatasetFingerprint = Model.Tokens switch
            {
                null => Dataset.Fingerprint,
                { Given: null } tokens => $"tokens uniform below {tokens.Vocabulary}",
                { Name: var name } => $"tokens {Model.GivenInputs.First(i => i.Name == name).Hash}",
            },
            BatchSize = BatchSize,
            Seed = Seed,
            Precision = Precision,
            TrainedStep = Trained?.Step,
            Sites = [.. function.Sites.Select((site, i) => new SiteFacts
            {
                Name = site.Name,
                Kind = site.Kind,
                Roles = site.Roles,
                Channels = extents[i].Channels,
                Positions = extents[i].Positions,
                IsOnMainPath = function.MainPath.Contains(i),
            })],
        };
    }

    private (int Channels, int Positions)[] Extents(ITracedFunction function)
    {
        using IDisposable noGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        (int, int)[] extents = new (int, int)[function.Sites.Count];
        function.Evaluate(function.Sample(2), (index, value) =>
            extents[index] = SiteShape.Extent(value, function.Sites[index].ChannelAxis));
        return extents;
    }

    // A vector takes the values of images of its own length.
    internal static IImageDataset Fit(IImageDataset dataset, IReadOnlyList<int> shape) => shape.Count == 1
        || (dataset.Channels, dataset.Height, dataset.Width) == (shape[0], shape[1], shape[2])
            ? dataset : new FittedDataset(dataset, shape[0], shape[1], shape[2]);
}
