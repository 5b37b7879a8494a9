using MomentsDnns.Analysis;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Results.Facts;
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

        Assert.Equal(names.Split(' '), Increments.Of(run).Select(i => i.Name));
    }

    [Fact]
    public void Of_EndNotRecorded_LeavesTheIncrementOut()
    {
        RunResults run = Run(Topology.Feedforward, NormKind.Batch, Location.Input, Location.Norm);

        Assert.Equal([IncrementKind.Normalization], Increments.Of(run).Select(i => i.Kind));
    }

    [Fact]
    public void Find_StepsOfALayer_MultiplyToTheLayer()
    {
        RunResults run = Run(Topology.Feedforward, NormKind.Batch, [.. Location.All]);

        // chi at location i of simulation s is exp(1000 + (s + 1) i): far past what a double holds
        Assert.Equal(Math.Exp(2), Increments.Find(run, IncrementKind.Normalization)!.Values[0, 0], 1e-12);
        Assert.Equal(Math.Exp(2), Increments.Find(run, IncrementKind.Activation)!.Values[1, 2], 1e-12);
        Assert.Equal(Math.Exp(6), Increments.Find(run, IncrementKind.Layer)!.Values[1, 1], 1e-10);
    }

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
