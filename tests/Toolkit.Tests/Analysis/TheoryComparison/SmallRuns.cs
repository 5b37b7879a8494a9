using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Propagation;
using MomentsDnns.Results;
using MomentsDnns.Toolkit.Tests.Propagation;
using TorchSharp;

namespace MomentsDnns.Toolkit.Tests.Analysis.TheoryComparison;

/// <summary>Runs of fully connected nets of width 256, simulated once and shared by tests.</summary>
internal static class SmallRuns
{
    public const int Width = 256;

    private static readonly Lazy<RunResults> LazyFeedforward = Of(10, 12, 16, n => n with { Norm = NormKind.Batch });
    private static readonly Lazy<RunResults> LazyResidual = Of(12, 10, 16, n => n with { Topology = Topology.Residual, Norm = NormKind.Batch, NormEpsilon = 0 });
    private static readonly Lazy<RunResults> LazyVanilla = Of(40, 64, 8, n => n);
    private static readonly Lazy<RunResults> LazyChaotic = Of(24, 10, 8, n => n with
    {
        Activation = ActivationCatalog.Find("tanh")!,
        Initialization = InitializationKind.Gaussian,
        WeightVariance = 2.5,
        BiasVariance = 0.05,
    });

    /// <summary>Batch norm, feedforward.</summary>
    public static RunResults Feedforward => LazyFeedforward.Value;

    /// <summary>Batch norm without epsilon, residual units of two layers.</summary>
    public static RunResults Residual => LazyResidual.Value;

    /// <summary>ReLU, He's law, no norm.</summary>
    public static RunResults Vanilla => LazyVanilla.Value;

    /// <summary>Tanh in its chaotic phase: sigma_w^2 = 2.5, sigma_b^2 = 0.05.</summary>
    public static RunResults Chaotic => LazyChaotic.Value;

    /// <summary>Two simulations of two layers of any network: what there is of a run, at no cost.</summary>
    public static RunResults Tiny(Func<NetworkOptions, NetworkOptions> change) => Of(2, 2, 8, n => change(n with { Width = 16 })).Value;

    private static Lazy<RunResults> Of(int depth, int simulations, int batch, Func<NetworkOptions, NetworkOptions> change) => new(() =>
    {
        torch.set_num_threads(1); // the tensors are tiny
        ExperimentConfiguration usual = Experiments.Of(Topology.Feedforward, NormKind.None, 1, depth, Width);
        ExperimentConfiguration configuration = usual with { BatchSize = batch, EffectiveRank = EffectiveRankChoice.None, Network = change(usual.Network) };
        using Simulator simulator = new(configuration, Experiments.Images);
        return RunResults.FromSimulations(configuration, [.. Enumerable.Range(0, simulations).Select(i => simulator.Run(i))]);
    });
}
