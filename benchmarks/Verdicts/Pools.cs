using MomentsDnns.Architectures.Networks;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Results;

namespace MomentsDnns.Benchmarks.Verdicts;

/// <summary>Many simulations of small nets, and runs drawn from them with replacement: their law is the pool's, which is known.</summary>
/// <param name="runs">Where the simulations are, and how many of each net.</param>
internal sealed class Pools(Measurement runs)
{
    public static ExperimentConfiguration Vanilla { get; } = Connected(Topology.Feedforward, NormKind.None);

    public static ExperimentConfiguration BatchNorm { get; } = Connected(Topology.Feedforward, NormKind.Batch);

    public static ExperimentConfiguration Residual { get; } = Connected(Topology.Residual, NormKind.Batch);

    public static ExperimentConfiguration Convolutional { get; } = Vanilla with
    {
        BatchSize = 8,
        Network = new() { KernelSize = 3, Width = 16, Depth = 100 },
    };

    public static IReadOnlyList<(string Name, ExperimentConfiguration Net)> All { get; } =
    [
        ("vanilla, fully connected", Vanilla), ("vanilla, convolutional", Convolutional),
        ("batch-norm feedforward", BatchNorm), ("layer norm, feedforward", Connected(Topology.Feedforward, NormKind.Layer)),
        ("batch-norm resnet", Residual), ("layer-norm resnet", Connected(Topology.Residual, NormKind.Layer)),
    ];

    public int Size => runs.Simulations;

    public RunResults Measure(ExperimentConfiguration net) => (runs with { Experiment = net }).Run();

    public static RunResults Draw(RunResults pool, int draw, int simulations)
    {
        Gaussian random = new(draw, -1);
        int[] rows = [.. Enumerable.Range(0, simulations).Select(_ => random.Below(pool.Simulations.Count))];
        return pool.OfRows(rows);
    }

    private static ExperimentConfiguration Connected(Topology topology, NormKind norm) => new()
    {
        Network = new() { Topology = topology, Norm = norm, KernelSize = 1, Width = 64, Depth = 100 },
        BatchSize = 16,
        Records = 50,
        EffectiveRank = EffectiveRankChoice.Signal,
        Seed = 3,
    };
}
