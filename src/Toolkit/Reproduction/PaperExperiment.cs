using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Reproduction;

/// <summary>The experiment behind one of the paper's figures.</summary>
public sealed record PaperExperiment
{
    /// <summary>The figure's name: <c>fig2</c> to <c>fig5</c>.</summary>
    public required string Figure { get; init; }

    /// <summary>What it shows, for people.</summary>
    public required string Title { get; init; }

    /// <summary>What is run; the dataset is filled in by the caller.</summary>
    public required ExperimentConfiguration Configuration { get; init; }

    /// <summary>How many simulations.</summary>
    public required int Simulations { get; init; }

    /// <summary>The experiments of Figures 2 to 5 at a scale.</summary>
    public static IReadOnlyList<PaperExperiment> All(ReproductionProfile profile) =>
    [
        new()
        {
            Figure = "fig2",
            Title = "vanilla, fully connected: diffusion of log moments",
            Configuration = new()
            {
                Network = new() { KernelSize = 1, Width = 128, Depth = 200 },
                BatchSize = profile == ReproductionProfile.Paper ? 1024 : 64,
                Records = 4,
                EffectiveRank = EffectiveRankChoice.None,
            },
            Simulations = profile == ReproductionProfile.Paper ? 10_000 : 1_000,
        },
        new()
        {
            Figure = "fig3",
            Title = "vanilla: convergence to pseudo-linearity",
            Configuration = Convolutional(profile, new NetworkOptions()),
            Simulations = Count(profile),
        },
        new()
        {
            Figure = "fig4",
            Title = "batch-norm feedforward: exploding sensitivity",
            Configuration = Convolutional(profile, new NetworkOptions { Norm = NormKind.Batch }),
            Simulations = Count(profile),
        },
        new()
        {
            Figure = "fig5",
            Title = "batch-norm resnet: power-law sensitivity",
            Configuration = Convolutional(profile, new NetworkOptions
            {
                Norm = NormKind.Batch,
                Topology = Topology.Residual,
                Depth = profile == ReproductionProfile.Paper ? 500 : 200,
            }),
            Simulations = Count(profile),
        },
    ];

    private static int Count(ReproductionProfile profile) => profile == ReproductionProfile.Paper ? 1_000 : 8;

    private static ExperimentConfiguration Convolutional(ReproductionProfile profile, NetworkOptions network) => new()
    {
        Network = profile == ReproductionProfile.Paper ? network : network with { Width = 128 },
        BatchSize = profile == ReproductionProfile.Paper ? 64 : 32,
    };
}
