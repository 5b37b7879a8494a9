using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Datasets;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Propagation.Tracing;
using MomentsDnns.Results;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation.ZeroCost;

/// <summary>
/// Measures a network as it is before training: signal and noise of one batch through weights drawn once, and by the
/// same weights and images the zero-cost measures. In 64 bits.
/// </summary>
/// <param name="Model">The network.</param>
/// <param name="Init">The law of its weights.</param>
/// <param name="Dataset">The images, with labels for the loss; fitted to the network's input.</param>
public sealed record NetworkAtStart(ModuleModel Model, InitializationKind Init, ILabelledDataset Dataset)
{
    /// <summary>Images in the batch, 2 or more; 32 by default.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Replicates of fresh weights, images and noise that a verdict is based on.</summary>
    public int JudgedReplicates { get; init; } = 5;

    /// <summary>Images in the batch of each such replicate; 8 by default.</summary>
    public int JudgedBatchSize { get; init; } = 8;

    /// <summary>Takes all of it, a function of its arguments and the options alone.</summary>
    /// <param name="seedOfWeights">The seed of the weights.</param>
    /// <param name="seedOfBatch">The seed of images and noise, which networks that are compared share.</param>
    /// <param name="isJudged">Whether the replicates of a verdict are run too.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public NumbersAtStart Measure(ulong seedOfWeights, ulong seedOfBatch, bool isJudged,
        CancellationToken cancellation = default)
    {
        using nn.Module<Tensor, Tensor> module = Model.Create();
        using DisposeScope scope = NewDisposeScope();
        RunResults run;
        RunResults? judged = null;
        string[] path;
        long[] shape = [.. Model.InputShape!.Select(size => (long)size)];
        using (ModuleFunction function = new(module, shape, BatchStatistics.Frozen, watched: Model.Watched)
        {
            WatchedIsPath = Model.WatchedIsPath,
        })
        {
            ParameterDrawing drawing = new(Init, seedOfWeights);
            drawing.Draw(function.Parameters, 0);
            Probe probe = new(Model, 1) { NormStatistics = BatchStatistics.Frozen, Dataset = Dataset };
            ProbedSource source = probe.Describe(function);
            path = [.. source.Sites.Where(site => site is { IsOnMainPath: true }).Select(site => site.Name)];
            run = Run(probe with { BatchSize = BatchSize, Seed = seedOfBatch }, function, source, cancellation);
            if (isJudged)
            {
                judged = Run(probe with
                {
                    Init = Init,
                    Replicates = JudgedReplicates,
                    BatchSize = JudgedBatchSize,
                    Seed = seedOfWeights,
                }, function, source, cancellation);
                drawing.Draw(function.Parameters, 0);
            }
        }

        cancellation.ThrowIfCancellationRequested();
        (Tensor images, Tensor labels) = Batch(seedOfBatch);
        using ZeroCostSubject subject = new(module, images, labels) { MainPath = path };
        return new(run, judged, ZeroCostCatalog.All.Select(measure => (measure, Value: measure.Take(subject)))
            .Where(m => m.Value is not null).ToDictionary(m => m.measure, m => m.Value!.Value));
    }

    private static RunResults Run(Probe probe, ITracedFunction function, ProbedSource source,
        CancellationToken cancellation)
    {
        List<SimulationResult> results = [];
        probe.Send(function, [.. Enumerable.Range(0, probe.Replicates)], _ => true, results.Add, cancellation);
        return RunResults.FromSimulations(source with { BatchSize = probe.BatchSize, Seed = probe.Seed }, results);
    }

    // The signal that the probe sends, and its classes.
    private (Tensor Images, Tensor Labels) Batch(ulong seed)
    {
        IImageDataset fitted = Probe.Fit(Dataset, Model.InputShape!);
        Tensor twin = new InputBatch(fitted, BatchSize, seed, flatten: false).Draw(0);
        int[] drawn = new BatchSampler(fitted, BatchSize).Draw(new RandomStream(seed, 0, 0, RandomPurpose.Images));
        return (TwinBatch.Signal(twin).contiguous(), tensor([.. drawn.Select(i => (long)Dataset.LabelOf(i))]));
    }
}
