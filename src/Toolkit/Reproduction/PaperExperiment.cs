using System.Globalization;
using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Plotting;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Results;

namespace MomentsDnns.Reproduction;

/// <summary>The experiment behind one of the paper's figures.</summary>
public sealed record PaperExperiment
{
    /// <summary>Figure 2: vanilla nets, convolutional.</summary>
    public const string Diffusion = "fig2";

    /// <summary>Figure 2's complement: fully connected.</summary>
    public const string DiffusionConnected = "fig2-fc";

    /// <summary>Figure 3: vanilla nets.</summary>
    public const string Vanilla = "fig3";

    /// <summary>Figure 4: batch-norm feedforward nets.</summary>
    public const string Feedforward = "fig4";

    /// <summary>Figure 5: batch-norm resnets; images padded on one side, as in the published run.</summary>
    public const string Residual = "fig5";

    /// <summary>
    /// Figure 5's complement: images padded on both sides, so that branch and skip meet pixel by pixel.
    /// </summary>
    public const string ResidualCentred = "fig5-centred";

    /// <summary>The experiment's name, such as <c>fig2</c> or <c>fig5-centred</c>.</summary>
    public required string Figure { get; init; }

    /// <summary>What it shows, for people.</summary>
    public required string Title { get; init; }

    /// <summary>What is run; the dataset is filled in by the caller.</summary>
    public required ExperimentConfiguration Configuration { get; init; }

    /// <summary>How many simulations.</summary>
    public required int Simulations { get; init; }

    /// <summary>As which figure it is drawn; null where it is drawn with others.</summary>
    public IFigure? DrawnAs { get; init; }

    /// <summary>The experiments of Figures 2 to 5 and their complements at a scale.</summary>
    public static IReadOnlyList<PaperExperiment> All(ReproductionProfile profile)
    {
        bool isPaper = profile == ReproductionProfile.Paper;
        NetworkOptions residual =
            new() { Norm = NormKind.Batch, Topology = Topology.Residual, Depth = isPaper ? 500 : 200 };
        return
        [
            new()
            {
                Figure = Diffusion,
                Title = "vanilla: diffusion of log moments",
                DrawnAs = PaperFigures.VanillaHistograms,
                // Of two images a convolution is mostly the transform of its kernel: Winograd's is the cheapest.
                Configuration = isPaper ? Histograms(new(), 1024)
                    : Histograms(new() { Convolution = ConvolutionAlgorithm.Winograd }, 2),
                Simulations = isPaper ? 10_000 : 150,
            },
            new()
            {
                Figure = DiffusionConnected,
                Title = "vanilla, fully connected: diffusion of log moments",
                DrawnAs = PaperFigures.VanillaHistograms,
                Configuration = Histograms(new() { KernelSize = 1 }, isPaper ? 1024 : 64),
                Simulations = isPaper ? 10_000 : 1_000,
            },
            Curves(Vanilla, "vanilla: convergence to pseudo-linearity", PaperFigures.VanillaCurves, new(), profile),
            Curves(Feedforward, "batch-norm feedforward: exploding sensitivity", PaperFigures.NormalizedFeedforward,
                new() { Norm = NormKind.Batch }, profile),
            Curves(Residual, "batch-norm resnet: power-law sensitivity", PaperFigures.Residual,
                residual with { Boundary = Boundary.PeriodicOneSided }, profile),
            Curves(ResidualCentred, "batch-norm resnet, centred padding", PaperFigures.Residual, residual, profile),
        ];
    }

    /// <summary>
    /// Its measurement in a folder of the runs behind figures and claims, where its run has a folder of its own.
    /// </summary>
    /// <param name="shared">On which images, and how.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="profile">The scale, which is part of the run's name.</param>
    public Measurement MeasuredAs(Measurement shared, string folder, ReproductionProfile profile) => shared with
    {
        Experiment = Configuration,
        Simulations = Simulations,
        Folder = Path.Combine(folder, $"{OptionText.Of(profile)}-{shared.Dataset.Name}-{Figure}"),
    };

    /// <summary>
    /// What this experiment makes smaller than the paper's of the same name, such as "width 128 (512), batch 32 (64)";
    /// empty for none.
    /// </summary>
    public string SmallerThanPaper()
    {
        PaperExperiment paper = All(ReproductionProfile.Paper).Single(e => e.Figure == Figure);
        (string Name, int Here, int Paper)[] sizes =
        [
            ("width", Configuration.Network.Width, paper.Configuration.Network.Width),
            (Configuration.Network.Topology.AddsBranch ? "units"
                : "depth", Configuration.Network.Depth, paper.Configuration.Network.Depth),
            ("batch", Configuration.BatchSize, paper.Configuration.BatchSize),
            ("simulations", Simulations, paper.Simulations),
        ];
        return string.Join(", ", sizes.Where(s => s.Here < s.Paper)
            .Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Name} {s.Here:N0} ({s.Paper:N0})")));
    }

    private static ExperimentConfiguration Histograms(NetworkOptions network, int batchSize) => new()
    {
        Network = network with { Width = 128, Depth = 200 },
        BatchSize = batchSize,
        Records = 4,
        EffectiveRank = EffectiveRankChoice.None,
    };

    private static PaperExperiment Curves(string figure, string title, IFigure drawnAs, NetworkOptions network,
        ReproductionProfile profile)
    {
        bool isPaper = profile == ReproductionProfile.Paper;
        return new()
        {
            Figure = figure,
            Title = title,
            DrawnAs = drawnAs,
            Configuration = new()
            {
                Network = isPaper ? network : network with { Width = 128 },
                BatchSize = isPaper ? 64 : 32,
                // Every fifth unit, as published, whatever the depth.
                Records = network.Topology.AddsBranch ? network.Depth / 5 : 100,
            },
            Simulations = isPaper ? 1_000 : 8,
        };
    }
}
