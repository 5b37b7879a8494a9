using MomentsDnns.Architectures.Networks;
using MomentsDnns.Datasets;
using MomentsDnns.Propagation;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Results;
using TorchSharp;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>
/// Fully connected ReLU nets whose weights, biases, scales and shifts are uniform in balls: nets drawn from a
/// hypothesis space. Several choices of the balls' radii, as many nets of each.
/// </summary>
/// <param name="Vanilla">A run for each choice.</param>
/// <param name="Feedforward">The same with batch norm.</param>
/// <param name="Residual">The same with batch norm, residual.</param>
/// <param name="VanillaLengths">Lengths of trajectories in vanilla nets, a measurement for each choice.</param>
/// <param name="FeedforwardLengths">The same with batch norm.</param>
public sealed record HypothesisSpace(IReadOnlyList<RunResults> Vanilla, IReadOnlyList<RunResults> Feedforward,
    IReadOnlyList<RunResults> Residual,
    IReadOnlyList<TrajectoryResult> VanillaLengths, IReadOnlyList<TrajectoryResult> FeedforwardLengths)
{
    private static readonly double Unit = Math.Sqrt(3); // mean square 1

    private static readonly (double SecondMoment, double Bias)[] VanillaRadii =
        [(1, 0.5), (1.5, 1), (2, 0.5), (3, 0.25), (4, 1)];

    private static readonly (double Bias, double Scale, double Shift)[] NormRadii =
        [(0.5, Unit, Unit), (0.5, Unit, 0.5 * Unit), (0.5, Unit, 2 * Unit), (1, Unit, 0.25 * Unit),
        (0.25, 0.5 * Unit, 0.5 * Unit)];

    /// <summary>Draws and measures the nets.</summary>
    /// <param name="scale">How many, and of which size.</param>
    /// <param name="dataset">The images.</param>
    /// <param name="threads">Threads in all.</param>
    /// <param name="device">Where to compute; the CPU by default.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static HypothesisSpace Measure(ClaimScale scale, IImageDataset dataset, int threads,
        torch.Device? device = null, CancellationToken cancellation = default)
    {
        NetworkOptions plain = new()
        {
            KernelSize = 1,
            Width = scale.Width,
            Depth = scale.Depth,
            Initialization =
            InitializationKind.Uniform
        };
        NetworkOptions[] vanilla =
            [.. VanillaRadii.Select(r => plain with { WeightVariance = r.SecondMoment, BiasRadius = r.Bias })];
        NetworkOptions[] feedforward = [.. NormRadii.Select(r => plain
            with { Norm = NormKind.Batch, BiasRadius = r.Bias, ScaleRadius = r.Scale, ShiftRadius = r.Shift })];
        TrajectoryLength lengths = new(dataset, threads, device);
        return new([.. vanilla.Select(Run)], [.. feedforward.Select(Run)],
            [.. feedforward.Select((n, i) => Run(n with { Topology = Topology.Residual }, i))],
            [.. vanilla.Select(Lengths)], [.. feedforward.Select(Lengths)]);

        // Seeds differ, so that no two choices share weights.
        RunResults Run(NetworkOptions network, int choice)
        {
            ExperimentConfiguration experiment = new()
            {
                Network = network,
                BatchSize = scale.BatchSize,
                Records = ClaimScale.Records(scale.Depth, 20),
                EffectiveRank = EffectiveRankChoice.Signal,
                Seed = (ulong)choice,
            };
            Measurement nets = new(experiment, scale.NetsOfRadii)
            {
                Dataset = dataset,
                Threads = threads,
                Device =
                device ?? torch.CPU
            };
            return nets.Run(cancellation);
        }

        TrajectoryResult Lengths(NetworkOptions network, int choice) => lengths.Run(new()
        {
            Network = network with { Depth = scale.Depth / 2 },
            Circles = 1,
            Points = 32,
            Images = scale.BatchSize,
            Simulations = scale.NetsOfRadii,
            Records = ClaimScale.Records(scale.Depth / 2, 25),
            Seed = (ulong)choice,
        }, cancellation);
    }
}
