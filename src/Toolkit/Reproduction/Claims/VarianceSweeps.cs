using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Datasets;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Results;
using TorchSharp;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>Fully connected vanilla nets over the second moment of their weights.</summary>
/// <param name="Uniform">ReLU, uniform in balls, E|w|^2 from 1 to 4 in eight steps of one ratio.</param>
/// <param name="Tanh">tanh, sigma_w^2 at twelve points from 0.5 to 4, biases of variance 0.05: both phases.</param>
public sealed record VarianceSweeps(IReadOnlyList<RunResults> Uniform, IReadOnlyList<RunResults> Tanh)
{
    private const double BiasRadius = 0.5, BiasVariance = 0.05;

    /// <summary>Runs the nets.</summary>
    /// <param name="scale">How many at each point, and of which size.</param>
    /// <param name="dataset">The images.</param>
    /// <param name="threads">Threads in all.</param>
    /// <param name="device">Where to compute; the CPU by default.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static VarianceSweeps Measure(ClaimScale scale, IImageDataset dataset, int threads,
        torch.Device? device = null, CancellationToken cancellation = default)
    {
        NetworkOptions plain = new() { KernelSize = 1, Width = scale.MiddleWidth, Depth = scale.Depth };
        NetworkOptions uniform = plain with { Initialization = InitializationKind.Uniform, BiasRadius = BiasRadius };
        NetworkOptions tanh = plain with
        {
            Activation = ActivationKind.Of<Tanh>(),
            Initialization =
            InitializationKind.Gaussian,
            BiasVariance = BiasVariance
        };
        return new([.. Points(1, 4, 9).Select(v => Run(uniform with { WeightVariance = v }))],
            [.. Points(0.5, 4, 12).Select(v => Run(tanh with { WeightVariance = v }))]);

        RunResults Run(NetworkOptions network)
        {
            ExperimentConfiguration experiment = new()
            {
                Network = network,
                BatchSize = scale.BatchSize,
                Records = ClaimScale.Records(scale.Depth, 40),
                EffectiveRank = EffectiveRankChoice.Signal,
            };
            Measurement nets = new(experiment, scale.NetsOfPoint)
            {
                Dataset = dataset,
                Threads = threads,
                Device =
                device ?? torch.CPU
            };
            return nets.Run(cancellation);
        }
    }

    private static IEnumerable<double> Points(double first, double last, int count) =>
        Enumerable.Range(0, count).Select(i => Math.Round(first * Math.Pow(last / first, i / (count - 1.0)), 3));
}
