using MomentsDnns.Datasets;
using MomentsDnns.Propagation;
using MomentsDnns.Results;
using MomentsDnns.Results.Sharing;
using TorchSharp;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>What is measured for the claims beside their runs.</summary>
/// <param name="Expressivity">Lengths of trajectories, and the merge of batch norm.</param>
/// <param name="Space">Nets of the hypothesis space, many of each kind.</param>
/// <param name="Sweeps">Vanilla nets over the second moment of their weights.</param>
/// <param name="Probes">Numbers that no run records.</param>
/// <param name="Training">Nets that were trained.</param>
public sealed record ClaimMeasurements(ExpressivityResults Expressivity, HypothesisSpace Space, VarianceSweeps Sweeps,
    ProbeResults Probes, TrainingResults Training)
{
    /// <summary>Measures all.</summary>
    /// <param name="profile">The scale.</param>
    /// <param name="dataset">The images.</param>
    /// <param name="threads">Threads in all.</param>
    /// <param name="device">Where nets are computed; the CPU by default. Probes stay on the CPU.</param>
    /// <param name="folder">Where trained nets are kept, so that they are not trained again; null: nowhere.</param>
    /// <param name="begins">Told what comes next, for people.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ClaimMeasurements Measure(ReproductionProfile profile, IImageDataset dataset, int threads,
        torch.Device? device = null, string? folder = null,
        Action<string>? begins = null, CancellationToken cancellation = default)
    {
        ClaimScale scale = ClaimScale.Of(profile);
        begins?.Invoke("lengths of trajectories, merge of batch norm");
        ExpressivityResults expressivity = ExpressivityResults.Measure(profile, dataset, threads, device, cancellation);
        begins?.Invoke("hypothesis space");
        HypothesisSpace space = HypothesisSpace.Measure(scale, dataset, threads, device, cancellation);
        begins?.Invoke("sweeps of the weights' variance");
        VarianceSweeps sweeps = VarianceSweeps.Measure(scale, dataset, threads, device, cancellation);
        begins?.Invoke("finite noise, adversarial steps, affine maps, coins, spectra");
        ProbeResults probes = ProbeResults.Measure(scale, dataset, threads, cancellation);
        begins?.Invoke("training, minutes");
        return new(expressivity, space, sweeps, probes, TrainingResults.Train(TrainingScale.Of(profile),
            folder is null ? null : Prefix(folder, profile), threads, cancellation: cancellation));
    }

    /// <summary>Trains a share of the nets; what else is measured is not shared among processes.</summary>
    /// <param name="profile">The scale.</param>
    /// <param name="folder">Where trained nets are kept.</param>
    /// <param name="shard">The share.</param>
    /// <param name="threads">Threads in all.</param>
    /// <param name="progress">Told how far it is; null for nobody.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static void Train(ReproductionProfile profile, string folder, Shard shard, int threads,
        Action<RunProgress>? progress = null, CancellationToken cancellation = default) => TrainingResults.Complete(
        TrainingScale.Of(profile), Prefix(folder, profile), shard, threads, progress, cancellation);

    private static string Prefix(string folder, ReproductionProfile profile) =>
        Path.Combine(folder, $"{OptionText.Of(profile)}-");
}
