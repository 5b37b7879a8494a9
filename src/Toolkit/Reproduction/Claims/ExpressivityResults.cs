using MomentsDnns.Architectures.Networks;
using MomentsDnns.Datasets;
using MomentsDnns.Propagation;
using MomentsDnns.Results;
using TorchSharp;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>
/// What says how much a kind of network can express: lengths of trajectories, and which nets are among which.
/// </summary>
/// <param name="Vanilla">Lengths in vanilla nets.</param>
/// <param name="BatchNorm">Lengths in batch-norm feedforward nets.</param>
/// <param name="Merge">A batch-norm net against the vanilla net that computes the same.</param>
public sealed record ExpressivityResults(TrajectoryResult Vanilla, TrajectoryResult BatchNorm, MergeCheck Merge)
{
    /// <summary>Measures them.</summary>
    /// <param name="profile">The scale.</param>
    /// <param name="dataset">The images.</param>
    /// <param name="threads">Threads in all.</param>
    /// <param name="device">Where lengths are computed; the CPU by default.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ExpressivityResults Measure(ReproductionProfile profile, IImageDataset dataset, int threads,
        torch.Device? device = null,
        CancellationToken cancellation = default)
    {
        TrajectoryLength lengths = new(dataset, threads, device);
        NetworkOptions network = new()
        {
            KernelSize = 1,
            Width = profile == ReproductionProfile.Paper ? 512 : 256,
            Depth = profile == ReproductionProfile.Paper ? 200 : 100
        };
        TrajectoryOptions options =
            new() { Network = network, Simulations = profile == ReproductionProfile.Paper ? 200 : 16, Records = 50 };
        TrajectoryResult vanilla = lengths.Run(options, cancellation);
        TrajectoryResult norm =
            lengths.Run(options with { Network = network with { Norm = NormKind.Batch } }, cancellation);
        MergeCheck merge = MergeCheck.Of(new ExperimentConfiguration
        {
            Network = network with { Norm = NormKind.Batch, Depth = 50 },
            Records = 50,
            Precision = Precision.Float64,
        }, dataset);
        return new(vanilla, norm, merge);
    }
}
