using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>What is run for the claims, at a scale. Figures 2 to 5 share their runs with the claims.</summary>
/// <param name="profile">The scale.</param>
public sealed class ClaimExperiments(ReproductionProfile profile)
{
    private const double BiasRadius = 0.5;

    private static readonly double UnitRadius = Math.Sqrt(3); // of scales and shifts: mean square 1

    private bool IsPaper => profile == ReproductionProfile.Paper;

    /// <summary>The experiment behind a run; its dataset is filled in by the caller.</summary>
    /// <param name="run">Which.</param>
    public PaperExperiment Of(ClaimRun run) => run switch
    {
        ClaimRun.Diffusion => Figure(PaperExperiment.DiffusionConnected),
        ClaimRun.VanillaConvolutional => Figure(PaperExperiment.Vanilla),
        ClaimRun.BatchNormConvolutional => Figure(PaperExperiment.Feedforward),
        ClaimRun.ResidualConvolutional => Figure(PaperExperiment.Residual),
        ClaimRun.VanillaSemiLine => SemiLine(),
        ClaimRun.DiffusionHalf => Narrow(run, 2),
        ClaimRun.DiffusionQuarter => Narrow(run, 4),
        ClaimRun.LayerNormConvolutional => Convolutional(run, new() { Norm = NormKind.Layer }),
        ClaimRun.GroupNormConvolutional => Convolutional(run, new() { Norm = NormKind.Group, NormGroups = 8 }),
        ClaimRun.InstanceNormConvolutional => Convolutional(run, new() { Norm = NormKind.Instance }),
        ClaimRun.ResidualNarrow => NarrowResidual(),
        ClaimRun.ResidualDeep => DeepResidual(),
        ClaimRun.LayerNormResidual => Convolutional(run, Resnet(NormKind.Layer)),
        ClaimRun.GroupNormResidual => Convolutional(run, Resnet(NormKind.Group) with { NormGroups = 8 }),
        ClaimRun.InstanceNormResidual => Convolutional(run, Resnet(NormKind.Instance)),
        _ => Connected(run, Network(run)),
    };

    private static NetworkOptions Network(ClaimRun run) => run switch
    {
        ClaimRun.Vanilla => new(),
        ClaimRun.BatchNorm => new() { Norm = NormKind.Batch },
        ClaimRun.Residual => new() { Norm = NormKind.Batch, Topology = Topology.Residual },
        ClaimRun.UniformVanilla => new() { Initialization = InitializationKind.Uniform, BiasRadius = BiasRadius },
        ClaimRun.UniformVanillaLarge => new()
        {
            Initialization = InitializationKind.Uniform,
            BiasRadius = BiasRadius,
            WeightVariance = 3
        },
        ClaimRun.UniformBatchNorm => Uniform(Topology.Feedforward),
        ClaimRun.UniformResidual => Uniform(Topology.Residual),
        ClaimRun.TanhOrdered => Gaussian(0.9),
        ClaimRun.TanhChaotic => Gaussian(2.5),
        ClaimRun.TanhBatchNorm => new() { Activation = ActivationKind.Of<Tanh>(), Norm = NormKind.Batch },
        ClaimRun.TanhResidual => new()
        {
            Activation = ActivationKind.Of<Tanh>(),
            Norm = NormKind.Batch,
            Topology =
            Topology.Residual
        },
        ClaimRun.LayerNorm => new() { Norm = NormKind.Layer },
        ClaimRun.UnnormalizedResidual => new() { Topology = Topology.Residual },
        _ => throw new ArgumentOutOfRangeException(nameof(run), run, "unknown run"),
    };

    // Padded as the published batch-norm resnet, beside which they are drawn.
    private static NetworkOptions Resnet(NormKind norm) =>
        new() { Norm = norm, Topology = Topology.Residual, Boundary = Boundary.PeriodicOneSided };

    private static NetworkOptions Uniform(Topology topology) => new()
    {
        Topology = topology,
        Norm = NormKind.Batch,
        Initialization = InitializationKind.Uniform,
        BiasRadius = BiasRadius,
        ScaleRadius = UnitRadius,
        ShiftRadius = UnitRadius,
    };

    private static NetworkOptions Gaussian(double weightVariance) => new()
    {
        Activation = ActivationKind.Of<Tanh>(),
        Initialization = InitializationKind.Gaussian,
        WeightVariance = weightVariance,
        BiasVariance = 0.05,
    };

    private PaperExperiment Figure(string name) => PaperExperiment.All(profile).Single(e => e.Figure == name);

    private PaperExperiment Narrow(ClaimRun run, int divisor)
    {
        PaperExperiment whole = Figure(PaperExperiment.DiffusionConnected);
        NetworkOptions network = whole.Configuration.Network;
        // More records: the depths that equal the width are among them.
        return Named(run, whole.Configuration with
        {
            Network = network with { Width = network.Width / divisor },
            Records = 25
        }, whole.Simulations / 2);
    }

    private PaperExperiment SemiLine()
    {
        PaperExperiment whole = Figure(PaperExperiment.Vanilla);
        // Nets of their own: another seed.
        return Named(ClaimRun.VanillaSemiLine, whole.Configuration
            with
        { Records = 20, EffectiveRank = EffectiveRankChoice.Signal, Seed = 1 }, IsPaper ? whole.Simulations
            : 40);
    }

    private PaperExperiment NarrowResidual() => Named(ClaimRun.ResidualNarrow, new ExperimentConfiguration
    {
        Network = Network(ClaimRun.Residual) with { KernelSize = 1, Width = 32 },
        BatchSize = 32,
        Records = 50,
        EffectiveRank = EffectiveRankChoice.None,
    }, IsPaper ? 1000 : 200);

    private PaperExperiment DeepResidual() => Named(ClaimRun.ResidualDeep, new ExperimentConfiguration
    {
        Network = Network(ClaimRun.Residual) with { KernelSize = 1, Width = 64, Depth = 20_000 },
        BatchSize = 32,
        EffectiveRank = EffectiveRankChoice.Signal,
    }, IsPaper ? 100 : 8);

    // Vanilla sensitivity scatters from net to net more than any other.
    private PaperExperiment Connected(ClaimRun run, NetworkOptions network) => Named(run, new ExperimentConfiguration
    {
        Network = network with { KernelSize = 1 },
    }, IsPaper ? 1000 : run == ClaimRun.Vanilla ? 64 : 16);

    private PaperExperiment Convolutional(ClaimRun run, NetworkOptions network) =>
        Named(run, new ExperimentConfiguration
        {
            Network = network with { Width = IsPaper ? 512 : 128, Depth = IsPaper ? 200 : 100 },
            BatchSize = IsPaper ? 64 : 32,
            Records = IsPaper ? 100 : 50,
        }, IsPaper ? 1000 : 8);

    private static PaperExperiment Named(ClaimRun run, ExperimentConfiguration configuration, int simulations)
    {
        string name = OptionText.Of(run);
        return new()
        {
            Figure = "claims-" + name,
            Title = name.Replace('-', ' '),
            Configuration = configuration,
            Simulations = simulations
        };
    }
}
