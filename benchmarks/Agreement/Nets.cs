using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Benchmarks.Agreement;

/// <summary>Nets that cost little: 20 recorded depths, every one with all that is recorded in a run.</summary>
internal static class Nets
{
    public static ExperimentConfiguration Vanilla { get; } = Connected(Topology.Feedforward, NormKind.None);

    public static ExperimentConfiguration BatchNorm { get; } = Connected(Topology.Feedforward, NormKind.Batch);

    public static ExperimentConfiguration Residual { get; } = Connected(Topology.Residual, NormKind.Batch);

    public static ExperimentConfiguration Convolutional { get; } = Connected(Topology.Feedforward, NormKind.Batch) with
    {
        BatchSize = 8,
        Network = new() { Topology = Topology.Feedforward, Norm = NormKind.Batch, KernelSize = 3, Width = 16, Depth = 40 },
    };

    // Records at even layers, which the net of 198 layers has too.
    private static ExperimentConfiguration Deep { get; } = Changed(Vanilla, n => n with { Depth = 200 }) with { Records = 100, Seed = 1 };

    public static IReadOnlyList<(string Name, ExperimentConfiguration Net)> All { get; } =
    [
        ("vanilla, fully connected", Vanilla), ("batch-norm feedforward, fully connected", BatchNorm),
        ("batch-norm resnet, fully connected", Residual), ("batch-norm feedforward, convolutional", Convolutional),
    ];

    /// <summary>Pairs of nets of two laws; the last pair is of one: layers do not know how deep the net is.</summary>
    public static IReadOnlyList<(string Name, ExperimentConfiguration A, ExperimentConfiguration B)> Differing { get; } =
    [
        ("batch-norm resnet, width 56 for 64", Residual, Changed(Residual, n => n with { Width = 56 })),
        ("vanilla, width 56 for 64", Vanilla, Changed(Vanilla, n => n with { Width = 56 })),
        ("vanilla, σ_w² 1.98 for 2", Vanilla, Changed(Vanilla, n => n with { Initialization = InitializationKind.Gaussian, WeightVariance = 1.98 })),
        ("batch-norm feedforward, ε 0.01 for 0.001", BatchNorm, Changed(BatchNorm, n => n with { NormEpsilon = 0.01 })),
        ("vanilla, uniform for He", Vanilla, Changed(Vanilla, n => n with { Initialization = InitializationKind.Uniform })),
        ("batch-norm feedforward, uniform for He", BatchNorm, Changed(BatchNorm, n => n with { Initialization = InitializationKind.Uniform })),
        ("vanilla, depth 198 for 200 (one law where both have layers)", Deep, Changed(Deep, n => n with { Depth = 198 }) with { Records = 99 }),
    ];

    private static ExperimentConfiguration Connected(Topology topology, NormKind norm) => new()
    {
        Network = new() { Topology = topology, Norm = norm, KernelSize = 1, Width = 64, Depth = 40 },
        BatchSize = 16,
        Records = 20,
        Seed = 1,
    };

    // Another seed: with one seed the runs would be pairs.
    private static ExperimentConfiguration Changed(ExperimentConfiguration net, Func<NetworkOptions, NetworkOptions> change) =>
        net with { Network = change(net.Network), Seed = 2 };
}
