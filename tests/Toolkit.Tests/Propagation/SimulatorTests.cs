using MomentsDnns.Architectures.Networks;
using MomentsDnns.Propagation;
using MomentsDnns.Propagation.Networks;
using MomentsDnns.Results;
using TorchSharp;

namespace MomentsDnns.Toolkit.Tests.Propagation;

public sealed class SimulatorTests
{
    [Theory]
    [InlineData("feedforward", "none", 3)]
    [InlineData("feedforward", "batch", 1)]
    [InlineData("residual", "batch", 3)]
    public void Run_OneUnitDrawnAnew_HasBitsOfWholeNetwork(string topologyName, string norm, int kernelSize)
    {
        Topology topology = TopologyCatalog.Find(topologyName)!;
        ExperimentConfiguration configuration = Experiments.Of(topology, NormCatalog.Find(norm)!, kernelSize, depth: 5, width: 12);
        SimulationResult measured = Experiments.Run(configuration, 2);

        int channels = new InputBatch(Experiments.Images, configuration).Channels;
        using DeepNetwork network = new NetworkBuilder(configuration.Network).BuildNetwork(channels, configuration.Seed, 2);
        using Simulator kept = Simulator.Through(configuration, Experiments.Images, _ => new KeptNetwork(configuration.Network, network));

        Assert.Equal(kept.Run(2, null, TestContext.Current.CancellationToken).Flat(), measured.Flat());
        // Other images through the same net, not another net.
        Assert.NotEqual(kept.Run(1, null, TestContext.Current.CancellationToken).Flat(), Experiments.Run(configuration, 1).Flat());
    }

    [Fact]
    public void Run_SameSeed_SameBits()
    {
        ExperimentConfiguration configuration = Experiments.Of(Topology.Residual, NormKind.Batch, 3, depth: 4, width: 16);

        Assert.Equal(Experiments.Run(configuration, 1).Flat(), Experiments.Run(configuration, 1).Flat());
        Assert.NotEqual(Experiments.Run(configuration, 1).Flat(), Experiments.Run(configuration, 0).Flat());
        Assert.NotEqual(Experiments.Run(configuration, 1).Flat(), Experiments.Run(configuration with { Seed = 4 }, 1).Flat());
    }

    [Fact]
    public void Run_AfterOtherSimulations_HasBitsOfRunAlone()
    {
        ExperimentConfiguration configuration = Experiments.Of(Topology.Feedforward, NormKind.Batch, 3, depth: 4, width: 16);
        using Simulator simulator = new(configuration, Experiments.Images);
        List<SimulationResult> inTurn = [.. Enumerable.Range(0, 20).Reverse().Select(i => simulator.Run(i, null, TestContext.Current.CancellationToken))];

        Assert.Equal(Experiments.Run(configuration, 7).Flat(), inTurn.Single(r => r.Simulation == 7).Flat());
    }

    [Fact]
    public void Run_DepthTwoThousand_LogChiIsFiniteAndOnItsLine()
    {
        // Batch-norm feedforward nets: log chi grows by gamma a layer. Two halves, each past the transient, have one slope.
        ExperimentConfiguration configuration = Experiments.Of(Topology.Feedforward, NormKind.Batch, 1, 2000, 32) with { BatchSize = 32, Records = 20 };
        SimulationResult[] runs = [.. Enumerable.Range(0, 4).Select(i => Experiments.Run(configuration, i))];
        double[] slopes = [.. new[] { (200, 1100), (1100, 2000) }.Select(range => runs.Average(run =>
            (run.Value(Statistic.Chi, Location.Activation, range.Item2) - run.Value(Statistic.Chi, Location.Activation, range.Item1)) / 900))];

        Assert.All(runs.SelectMany(r => r.Records).SelectMany(r => r.Values.Values), value => Assert.True(double.IsFinite(value)));
        // Far beyond what a float (e^88) or a double (e^709) could hold as a noise power.
        Assert.True(runs.Average(r => r.Value(Statistic.Mu2Noise, Location.Activation, 2000)) > 600);
        // The increments of one layer scatter by less than .1 (bn_ff_fc_64), so that a mean over 900 layers of 4 nets has a standard
        // error below .1/60 = .0017 were layers independent; their correlation over tens of layers makes it some .01.
        Assert.InRange(slopes[1] - slopes[0], -0.03, 0.03);
        Assert.InRange(slopes[0], 0.1, 0.35);
    }

    [Fact]
    public void Run_ManyDepths_LeavesNoTensorBehind()
    {
        ExperimentConfiguration configuration = Experiments.Of(Topology.Residual, NormKind.Batch, 3, depth: 3, width: 8);
        using Simulator simulator = new(configuration, Experiments.Images);
        simulator.Run(0, null, TestContext.Current.CancellationToken);
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        simulator.Run(1, null, TestContext.Current.CancellationToken);

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Run_Float64_AgreesWithFloat32ToItsRounding()
    {
        ExperimentConfiguration configuration = Experiments.Of(Topology.Feedforward, NormKind.None, 3, depth: 6, width: 16);

        SimulationResult single = Experiments.Run(configuration, 0);
        SimulationResult twice = Experiments.Run(configuration with { Precision = Precision.Float64 }, 0);

        // The same weights; six layers of 32-bit rounding, 6e-8 each, on a few hundred terms. The noise's derivative jumps where
        // a unit next to 0 rounds to the other side: one of 8 x 16 x 16 x 16 elements, 3e-5 of its power each time.
        Assert.Equal(single.Flat().Count, twice.Flat().Count);
        foreach (((_, _, Statistic statistic, double a), (_, _, _, double b)) in single.Flat().Zip(twice.Flat()))
        {
            bool isOfNoise = (statistic == Statistic.Mu2Noise || statistic == Statistic.EffectiveRankNoise || statistic == Statistic.Chi);
            double bound = (isOfNoise ? 5e-4 : 2e-5) * Math.Max(1, Math.Abs(b));
            Assert.True(Math.Abs(a - b) <= bound, $"{statistic}: {a} and {b}");
        }

        Assert.NotEqual(single.Flat(), twice.Flat());
    }

    [Fact]
    public void Run_Cancelled_Throws()
    {
        using Simulator simulator = new(Experiments.Of(Topology.Feedforward, NormKind.None, 1, 5, 8), Experiments.Images);
        using CancellationTokenSource source = new();

        Assert.Throws<OperationCanceledException>(() => simulator.Run(0, layer => source.Cancel(), source.Token));
    }

    [Fact]
    public void Run_NoEffectiveRank_LeavesItOut()
    {
        ExperimentConfiguration configuration = Experiments.Of(Topology.Feedforward, NormKind.None, 1, 2, 8);

        SimulationResult none = Experiments.Run(configuration with { EffectiveRank = EffectiveRankChoice.None }, 0);
        SimulationResult noise = Experiments.Run(configuration with { EffectiveRank = EffectiveRankChoice.Noise }, 0);

        Assert.DoesNotContain(none.Flat(), v => (v.Item3 == Statistic.EffectiveRankNoise || v.Item3 == Statistic.EffectiveRankSignal));
        Assert.DoesNotContain(noise.Flat(), v => v.Item3 == Statistic.EffectiveRankSignal);
        Assert.Contains(noise.Flat(), v => v is (2, _, _, >= 1) && v.Item2 == Location.Activation && v.Item3 == Statistic.EffectiveRankNoise);
    }
}
