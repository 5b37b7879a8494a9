using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Results.Facts;

namespace MomentsDnns.Toolkit.Tests.Results.Facts;

public sealed class NetworkFactsTests
{
    [Theory]
    [InlineData("feedforward", "none", "activation", "convolution", "delta: input-activation, convolution-activation, input-convolution")]
    [InlineData("feedforward", "layer", "activation", "norm", "delta: input-activation, input-norm, norm-activation")]
    [InlineData("residual", "batch", "sum", "norm", "delta: input-convolution, input-norm, norm-convolution, input-sum")]
    [InlineData("residual", "none", "sum", "input", "delta: input-convolution, input-convolution, input-sum")]
    public void Of_OurNets_PlacesAndIncrements(string topologyName, string norm, string outputName, string preActivationName, string increments)
    {
        Topology topology = TopologyCatalog.Find(topologyName)!;
        Location output = Location.Find(outputName)!.Value;
        Location preActivation = Location.Find(preActivationName)!.Value;
        NetworkFacts facts = NetworkFacts.Of(Of(topology, NormCatalog.Find(norm)!));

        Assert.Equal((output, preActivation), (facts.Output, facts.PreActivation));
        Assert.Equal(increments, "delta: " + string.Join(", ", facts.Increments.Select(i => $"{i.Before}-{i.After}")));
        Assert.Equal(topology == Topology.Residual ? "unit" : "layer", facts.Unit);
        Assert.Equal((norm != "none", topology == Topology.Residual), (facts.Norm is not null, facts.Branch is not null));
        Assert.Equal(norm == "none", facts.SignalDiffuses);
    }

    // Layer and group norm leave a channel its mean over the images.
    [Theory]
    [InlineData("batch", true)]
    [InlineData("instance", true)]
    [InlineData("layer", false)]
    [InlineData("group", false)]
    public void Standardizes_NormsOfAChannel(string norm, bool expected) =>
        Assert.Equal(expected, NetworkFacts.Of(Of(Topology.Feedforward, NormCatalog.Find(norm)!)).Norm!.Standardizes);

    [Fact]
    public void Of_AnImportedFile_WhatItTellsAlone()
    {
        RunResults run = new(null, [0], [1], [], new ImportedSource { File = "a.npz", Topology = Topology.Residual, Norm = NormKind.Batch, ResidualDepth = 3, Depths = [1] });

        Assert.Equal(3, run.Facts.Branch!.Layers);
        Assert.Equal(((int?)null, (int?)null), (run.Facts.Width, run.Facts.Points));
        Assert.Null(run.Facts.Activation);
        Assert.Null(run.Facts.Precision);
        Assert.False(run.Facts.Norm!.Standardizes);
        Assert.False(run.HasConfiguration);
        Assert.Contains("a.npz", Assert.Throws<InvalidOperationException>(() => run.Configuration).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NewResults_OfNothingKnown_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new RunResults(null, [0], [1], []));
        Assert.Throws<ArgumentException>(() => new RunResults(Of(Topology.Feedforward, NormKind.None), [0], [1], [], new ImportedSource()));
    }

    private static ExperimentConfiguration Of(Topology topology, NormKind norm) => new() { Network = new() { Topology = topology, Norm = norm } };
}
