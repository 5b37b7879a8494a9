using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Toolkit.Tests.Results;

namespace MomentsDnns.Toolkit.Tests.Analysis;

public sealed class IncrementsTests
{
    [Theory]
    [InlineData("feedforward", "none", "delta_chi delta_phi_chi delta_conv_chi")]
    [InlineData("feedforward", "batch", "delta_chi delta_BN_chi delta_phi_chi")]
    [InlineData("residual", "none", "delta_chi delta_phi_chi delta_unit_chi")]
    [InlineData("residual", "batch", "delta_chi delta_BN_chi delta_phi_chi delta_unit_chi")]
    public void Of_EveryLocationRecorded_GivesTheNetsIncrements(string topologyName, string norm, string names)
    {
        Topology topology = TopologyCatalog.Find(topologyName)!;
        RunResults run = Run(topology, NormCatalog.Find(norm)!, [.. Location.All]);

        Assert.Equal(names.Split(' '), Held(run));
    }

    [Fact]
    public void Of_EndNotRecorded_LeavesTheIncrementOut()
    {
        RunResults run = Run(Topology.Feedforward, NormKind.Batch, Location.Input, Location.Norm);

        Assert.Equal(["delta_BN_chi"], Held(run));
    }

    [Fact]
    public void Find_StepsOfALayer_MultiplyToTheLayer()
    {
        RunResults run = Run(Topology.Feedforward, NormKind.Batch, [.. Location.All]);

        // chi at location i of simulation s is exp(1000 + (s + 1) i): far past what a double holds
        Assert.Equal(Math.Exp(2), Quantity.NormIncrement.Get(run).Linear(0, 0), 1e-12);
        Assert.Equal(Math.Exp(2), Quantity.ActivationIncrement.Get(run).Linear(1, 2), 1e-12);
        Assert.Equal(Math.Exp(6), Quantity.LayerIncrement.Get(run).Linear(1, 1), 1e-10);
    }

    [Fact]
    public void IncrementOver_APartOfOnesOwn_IsNamedAfterIt()
    {
        RunResults own = Run(Topology.Feedforward, NormKind.Batch, [.. Location.All]);
        own = new(own.Configuration, own.Simulations, own.Depths, own.Curves,
            facts: own.Facts with { Increments = [new("dense-block", Location.Input, Location.Norm)] });

        Assert.Equal(["delta_dense-block_chi"], Held(own));
        Assert.Equal(Math.Exp(2), QuantityCatalog.Find("delta_dense-block_chi")!.Get(own).Linear(0, 0), 1e-12);
    }

    private static IEnumerable<string> Held(RunResults run) =>
        Quantity.IncrementsOf(run.Facts).Where(q => q.Find(run) is not null).Select(q => q.Name);

    private static RunResults Run(Topology topology, NormKind norm, params Location[] locations)
    {
        ExperimentConfiguration configuration = SampleRuns.Configuration with
        {
            Network = SampleRuns.Configuration.Network with { Topology = topology, Norm = norm },
        };
        return SampleRuns.Run(configuration, [.. locations.Select(l => (Statistic.Chi, l, Values(Array.IndexOf([.. Location.All], l))))]);

        static double[,] Values(int place) => new double[,]
        {
            { 1000 + place, 1000 + place, 1000 + place },
            { 1000 + (2 * place), 1000 + (2 * place), 1000 + (2 * place) },
        };
    }
}
