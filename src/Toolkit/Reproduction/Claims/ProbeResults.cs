using MomentsDnns.Architectures.Networks;
using MomentsDnns.Datasets;
using MomentsDnns.Propagation.Probes;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Results;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>Numbers that no run records. ReLU nets of He's law, fully connected unless said otherwise.</summary>
public sealed record ProbeResults
{
    /// <summary>The noise's amplitude, in units of the signal's deviation, where it is finite.</summary>
    public const double Amplitude = 0.01;

    /// <summary>The correlation of signal and noised signal in batch-norm feedforward nets.</summary>
    public required ProbeCurve FeedforwardCorrelation { get; init; }

    /// <summary>The same in resnets.</summary>
    public required ProbeCurve ResidualCorrelation { get; init; }

    /// <summary>Runs of the same feedforward nets with an infinitesimal noise.</summary>
    public required RunResults FeedforwardTangent { get; init; }

    /// <summary>Adversarial steps in vanilla nets, from few inputs to all.</summary>
    public required IReadOnlyList<AdversarialSteps> VanillaSteps { get; init; }

    /// <summary>The same in batch-norm feedforward nets.</summary>
    public required IReadOnlyList<AdversarialSteps> FeedforwardSteps { get; init; }

    /// <summary>How far a layer of a vanilla net is from affine.</summary>
    public required ProbeCurve Misfit { get; init; }

    /// <summary>The same in convolutional nets.</summary>
    public required ProbeCurve ConvolutionalMisfit { get; init; }

    /// <summary>ReLU nets.</summary>
    public required CoinNets Relu { get; init; }

    /// <summary>Nets of coins.</summary>
    public required CoinNets Coins { get; init; }

    /// <summary>The spectrum of what batch norm sees in a feedforward net.</summary>
    public required NormInputSpectrum Spectrum { get; init; }

    /// <summary>Epsilon of its normalizations.</summary>
    public required double SpectrumEpsilon { get; init; }

    /// <summary>The effective rank of one-hot targets of ten classes.</summary>
    public required double TargetRank { get; init; }

    /// <summary>Measures them, on the CPU.</summary>
    /// <param name="scale">How many nets, and of which size.</param>
    /// <param name="dataset">The images.</param>
    /// <param name="threads">Threads in all.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ProbeResults Measure(ClaimScale scale, IImageDataset dataset, int threads,
        CancellationToken cancellation = default)
    {
        NetworkOptions narrow = new() { KernelSize = 1, Width = scale.Width, Depth = scale.Depth / 2 };
        NetworkOptions norm = narrow with { Norm = NormKind.Batch, Width = scale.MiddleWidth };
        ExperimentConfiguration noised = Experiment(norm, 2 * scale.BatchSize) with { NoiseAmplitude = Amplitude };
        ExperimentConfiguration wide =
            Experiment(norm with { Width = scale.LargeWidth, Depth = scale.Depth }, 2 * scale.BatchSize);
        int features = dataset.Channels * dataset.Height * dataset.Width;
        return new()
        {
            FeedforwardCorrelation = NoiseCorrelation.Of(noised, scale.Nets, dataset, threads, cancellation),
            ResidualCorrelation = NoiseCorrelation.Of(noised
                with
            { Network = norm with { Topology = Topology.Residual, Depth = scale.Depth } }, scale.Nets, dataset,
                threads, cancellation),
            FeedforwardTangent = new Measurement(noised with { NoiseAmplitude = null }, scale.Nets)
            {
                Dataset = dataset,
                Threads = threads
            }.Run(cancellation),
            VanillaSteps = Steps(NormKind.None),
            FeedforwardSteps = Steps(NormKind.Batch),
            Misfit = AffineMisfit.Of(Experiment(narrow, scale.FittedImages), scale.Nets, dataset, threads,
                cancellation),
            ConvolutionalMisfit = AffineMisfit.Of(Experiment(narrow with { KernelSize = 3 }, scale.BatchSize),
                scale.Nets, dataset, threads, cancellation),
            Relu = Coins(false),
            Coins = Coins(true),
            Spectrum = NormInputSpectrum.Of(wide, scale.Nets, dataset, threads, cancellation),
            SpectrumEpsilon = wide.Network.NormEpsilon,
            TargetRank = Propagation.Probes.TargetRank.Of(10, 7),
        };

        static ExperimentConfiguration Experiment(NetworkOptions network, int batchSize) =>
            new()
            {
                Network = network,
                BatchSize = batchSize,
                Records = ClaimScale.Records(network.Depth, 20),
                EffectiveRank = EffectiveRankChoice.None
            };

        AdversarialSteps[] Steps(NormKind kind) =>
        [
            .. new[] { 64, 16, 4, 1 }.Select(part =>
            AdversarialSteps.Of(Experiment(narrow with { Norm = kind, Depth = Math.Min(20, scale.Depth) },
            scale.BatchSize),
                Math.Max(1, features / part), scale.Nets, dataset, threads, cancellation)),
        ];

        CoinNets Coins(bool hasCoins) =>
            CoinNets.Of(hasCoins, scale.Width, 4 * scale.Width, scale.Depth / 4, scale.CoinNets, scale.Nets,
            scale.BatchSize, threads, cancellation);
    }
}
