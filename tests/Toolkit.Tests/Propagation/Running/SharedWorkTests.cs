using MomentsDnns.Architectures.Networks;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Results.Sharing;
using MomentsDnns.Results.Storage;
using MomentsDnns.Toolkit.Tests.Results;

namespace MomentsDnns.Toolkit.Tests.Propagation.Running;

/// <summary>What is done here where other processes are at the same run.</summary>
public sealed class SharedWorkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true, new[] { 1, 2 })]
    [InlineData(false, new[] { 1, 2, 0 })]
    public void Complete_WhatAnotherHasInHand_IsWaitedForAndDoneWhereItIsLetGo(bool otherFinishes, int[] expected)
    {
        using RunDirectory other = Open(), here = Open();
        Assert.True(other.TryClaim(0));
        List<int> done = [];
        int told = 0;

        SharedWork.Complete(here, 3, Shard.Whole, 0, missing =>
        {
            foreach (int simulation in missing.Where(here.TryClaim))
            {
                here.Write(SampleRuns.Simulation(simulation));
                done.Add(simulation);
            }
        }, progress =>
        {
            Assert.Equal((2, 3, 1), (progress.SimulationsDone, progress.Simulations, progress.Awaited));
            if (told++ > 0) return;
            if (otherFinishes) other.Write(SampleRuns.Simulation(0));
            else other.Release(0);
        }, TestContext.Current.CancellationToken);

        Assert.Equal(expected, done);
        Assert.Equal([0, 1, 2], here.CompletedSimulations);
    }

    [Fact]
    public void Complete_OfAShare_DoesNoOther()
    {
        using RunDirectory here = Open();
        List<int> asked = [];

        SharedWork.Complete(here, 6, new Shard(2, 3), 0, missing =>
        {
            asked.AddRange(missing);
            foreach (int simulation in missing.Where(here.TryClaim)) here.Write(SampleRuns.Simulation(simulation));
        }, null, TestContext.Current.CancellationToken);

        Assert.Equal([2, 3], asked);
        Assert.Equal("2/3", Assert.Single(WriterLog.Of(_folder["run"])).Header.Shard);
    }

    [Fact]
    public void Run_OfAnEmptyShare_GivesNoSimulation()
    {
        Measurement measurement = new(new NetworkOptions { KernelSize = 1, Width = 4, Depth = 2 }, 1)
        {
            Experiment = new() { Network = new() { KernelSize = 1, Width = 4, Depth = 2 }, BatchSize = 4 },
            Folder = _folder["empty"],
            Shard = new(1, 2),
        };

        Assert.Empty(measurement.Run(TestContext.Current.CancellationToken).Simulations);
        Assert.Single((measurement with { Shard = new(2, 2) }).Run(TestContext.Current.CancellationToken).Simulations);
    }

    private RunDirectory Open() => RunDirectory.OpenOrCreate(_folder["run"], SampleRuns.Configuration, SampleRuns.Versions);
}
