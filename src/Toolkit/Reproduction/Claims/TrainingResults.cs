using MomentsDnns.Architectures.Networks;
using MomentsDnns.Datasets;
using MomentsDnns.Propagation;
using MomentsDnns.Results;
using MomentsDnns.Results.Sharing;
using MomentsDnns.Training;
using MomentsDnns.Training.Running;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>
/// Nets that were trained: vanilla, batch-norm feedforward and batch-norm residual ones, each at several depths, with
/// one budget. Convolutional, He's initialization, Adam with a cosine.
/// </summary>
/// <param name="Vanilla">Vanilla nets, the shallowest first.</param>
/// <param name="Feedforward">Batch-norm feedforward nets.</param>
/// <param name="Residual">Batch-norm resnets.</param>
public sealed record TrainingResults(IReadOnlyList<TrainedNets> Vanilla, IReadOnlyList<TrainedNets> Feedforward,
    IReadOnlyList<TrainedNets> Residual)
{
    /// <summary>The size of the noise by which nets are compared, in standard deviations of the signal.</summary>
    public const double NoiseLevel = 0.5;

    /// <summary>Every kind and depth.</summary>
    public IReadOnlyList<TrainedNets> All => [.. Vanilla, .. Feedforward, .. Residual];

    /// <summary>Trains them.</summary>
    /// <param name="scale">Which, and how long.</param>
    /// <param name="folder">
    /// Where runs are kept, so that what is finished is not repeated, and with what their names begin; null: nowhere.
    /// </param>
    /// <param name="threads">Nets at a time.</param>
    /// <param name="progress">Told how far it is; null for nobody.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static TrainingResults Train(TrainingScale scale, string? folder, int threads,
        Action<RunProgress>? progress = null, CancellationToken cancellation = default)
    {
        RunResults[] results = TrainingRuns.Run(Runs(scale, folder, threads), threads, progress, cancellation);
        IReadOnlyList<int> layers = scale.Layers, units = scale.Units;
        return new(Family("vanilla", 0, layers), Family("batch-norm feedforward", layers.Count, layers),
            Family("batch-norm residual", 2 * layers.Count, units));

        TrainedNets[] Family(string kind, int from, IReadOnlyList<int> depths) =>
            [.. depths.Select((depth, i) => new TrainedNets(kind, depth, results[from + i]))];
    }

    /// <summary>Trains a share of the nets into their folders, for <see cref="Train"/> to find them there.</summary>
    /// <param name="scale">How large they are.</param>
    /// <param name="folder">What stands before the names of the runs' folders.</param>
    /// <param name="shard">The share.</param>
    /// <param name="threads">Nets at a time.</param>
    /// <param name="progress">Told how far it is; null for nobody.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static void Complete(TrainingScale scale, string folder, Shard shard, int threads,
        Action<RunProgress>? progress = null, CancellationToken cancellation = default) =>
        TrainingRuns.Complete(Runs(scale, folder, threads), shard, threads, progress, cancellation);

    private static TrainingRun[] Runs(TrainingScale scale, string? folder, int threads)
    {
        NetworkOptions net = new() { Width = scale.Width, ResidualDepth = 2 };
        TrainingRun shared = new()
        {
            Options = new()
            {
                Optimizer = OptimizerKind.Adam,
                Rate = 0.003,
                Schedule = RateSchedule.Cosine,
                Steps = scale.Steps,
                BatchSize = 32,
                Records = scale.Records,
                JudgedImages = 500,
            },
            Dataset = new SmallScenes(new(), scale.ImageSize, scale.Images),
            Nets = scale.Nets,
            ProbedImages = 32,
            NoiseLevels = [NoiseLevel],
            Threads = threads,
        };
        IReadOnlyList<int> layers = scale.Layers, units = scale.Units;
        return
        [
            .. layers.Select(depth => Of(net with { Depth = depth }, $"vanilla-{depth}")),
            .. layers.Select(depth => Of(net with { Norm = NormKind.Batch, Depth = depth }, $"batch-norm-{depth}")),
            .. units.Select(depth => Of(net with
            {
                Norm = NormKind.Batch,
                Topology = Topology.Residual,
                Depth = depth,
            }, $"residual-{depth}")),
        ];
        TrainingRun Of(NetworkOptions network, string name) => shared with
        {
            Network = new() { Network = network },
            ProbedSteps = [0, shared.Options.Steps],
            Folder = folder is null ? null : $"{folder}training-{name}",
        };
    }

    // Some of the scenes, made smaller: the first ones.
    private sealed class SmallScenes(CifarLikeClassesDataset scenes, int size, int count) : ILabelledDataset
    {
        private readonly FittedDataset _fitted = new(scenes, scenes.Channels, size, size);

        public string Name => $"{scenes.Name}-{size}x{size}";

        public int Count => count;

        public int Channels => _fitted.Channels;

        public int Height => _fitted.Height;

        public int Width => _fitted.Width;

        public string Fingerprint => $"{_fitted.Fingerprint}, first {count}";

        public int Classes => scenes.Classes;

        public IReadOnlyList<string>? ClassNames => scenes.ClassNames;

        public IReadOnlyList<int> TestImages => [];

        public string LabelFingerprint => $"{scenes.LabelFingerprint}, first {count}";

        public int LabelOf(int index) => scenes.LabelOf(index);

        public void Read(int index, Span<float> pixels)
        {
            lock (_fitted) _fitted.Read(index, pixels); // runs side by side read it
        }
    }
}
