using MomentsDnns.Architectures.Networks;
using MomentsDnns.Propagation;
using MomentsDnns.Reproduction;
using MomentsDnns.Reproduction.Claims;
using MomentsDnns.Results;
using MomentsDnns.Toolkit.Tests.Propagation;
using TorchSharp;

namespace MomentsDnns.Toolkit.Tests.Reproduction.Claims;

/// <summary>Every run behind the claims, at a scale of seconds: narrow, shallow, few simulations. Shared by the tests.</summary>
public sealed class SmallClaims
{
    private const int Simulations = 5, Depth = 24;

    private static readonly ClaimScale Scale = new()
    {
        Nets = Simulations,
        NetsOfRadii = Simulations,
        NetsOfPoint = Simulations,
        CoinNets = 20,
        Width = 16,
        MiddleWidth = 16,
        LargeWidth = 16,
        Depth = Depth,
        BatchSize = 4,
        FittedImages = 32,
    };

    public SmallClaims()
    {
        int threads = torch.get_num_threads();
        torch.set_num_threads(1); // tensors this small are not worth a second one
        ClaimExperiments experiments = new(ReproductionProfile.Quick);
        Dictionary<ClaimRun, RunResults> runs = Enum.GetValues<ClaimRun>().ToDictionary(run => run, run => Run(experiments.Of(run).Configuration));
        TrajectoryLength lengths = new(Experiments.Images, 1);
        TrajectoryOptions options = new() { Network = new() { KernelSize = 1, Width = 16, Depth = Depth }, Circles = 2, Points = 16, Images = 8, Simulations = Simulations, Records = Depth };
        MergeCheck merge = MergeCheck.Of(new ExperimentConfiguration
        {
            Network = new() { KernelSize = 1, Width = 16, Depth = 6, Norm = NormKind.Batch },
            BatchSize = 32,
            Records = 6,
            Precision = Precision.Float64,
        }, Experiments.Images);
        ExpressivityResults expressivity = new(lengths.Run(options), lengths.Run(options with { Network = options.Network with { Norm = NormKind.Batch } }), merge);
        Runs = new(runs, new(expressivity, HypothesisSpace.Measure(Scale, Experiments.Images, 1), VarianceSweeps.Measure(Scale, Experiments.Images, 1), ProbeResults.Measure(Scale, Experiments.Images, 1),
            TrainingResults.Train(new() { Layers = [1, 4], Units = [1, 2], Width = 4, ImageSize = 8, Images = 250, Steps = 4, Records = 2, Nets = 3 }, null, 1)));
        torch.set_num_threads(threads);
    }

    public ClaimRuns Runs { get; }

    private static RunResults Run(ExperimentConfiguration whole)
    {
        ExperimentConfiguration small = whole with
        {
            Network = whole.Network with { Width = whole.Network.Width < 128 ? whole.Network.Width / 8 : 16, Depth = Depth },
            BatchSize = 4,
            Records = Depth,
        };
        using Simulator simulator = new(small, Experiments.Images);
        return RunResults.FromSimulations(small, Enumerable.Range(0, Simulations).Select(i => simulator.Run(i)).ToList());
    }
}
