using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Datasets;
using MomentsDnns.Propagation.Tracing;
using MomentsDnns.Ranking;
using MomentsDnns.Training;
using MomentsDnns.Training.Running;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Training;

/// <summary>Memory that trainings and rankings say they need; measured peaks stand in docs/method.md.</summary>
public sealed class TrainingMemoryTests
{
    private static readonly CifarLikeClassesDataset s_images = new();

    // Norms' scales and shifts and the head's biases are left out of the closed form.
    [Theory]
    [InlineData("feedforward", "none", 3)]
    [InlineData("residual", "batch", 3)]
    [InlineData("residual", "layer", 1)]
    [InlineData("feedforward", "batch", 1)]
    public void SizeOf_IsThatOfTheNetThatIsMade(string topology, string norm, int kernel)
    {
        NetworkOptions network = new() { Topology = TopologyCatalog.Find(topology)!, Norm = NormCatalog.Find(norm)!, KernelSize = kernel, Width = 24, Depth = 3 };
        if (kernel > 1) network = network with { Boundary = Boundary.Zero };
        TrainingRun run = new() { Network = new() { Network = network } };
        bool isFlat = kernel == 1;
        int values = s_images.Channels * s_images.Height * s_images.Width;
        using TrainableNetwork net = new(run.Network, isFlat ? values : s_images.Channels, 1, 0, ScalarType.Float32);
        ModuleSize made = ModuleSize.Of(net, isFlat ? [values] : [s_images.Channels, s_images.Height, s_images.Width]), told = TrainingMemory.SizeOf(run);
        Assert.InRange(told.Parameters / made.Parameters, 0.95, 1);
        Assert.Equal(made.Values, told.Values + s_images.Classes);
    }

    [Fact]
    public void Fault_NamesWhatHelps()
    {
        TrainingRun run = new() { Network = new() { Network = new() { Width = 64, Depth = 8, Norm = NormKind.Batch } }, Options = new() { BatchSize = 512 }, Split = new() { Training = 1000, HeldOut = 100 }, Nets = 4, Threads = 2 };
        LabelledSplit split = LabelledSplit.Of(s_images, run.Split);
        Assert.Null(TrainingMemory.Fault(run, split, new(1L << 40, "this machine")));
        OptionFault fault = TrainingMemory.Fault(run, split, new(500_000_000, "this machine"))!;
        Assert.Matches(@"^--batch-size 512: needs about \d\.\d GB of memory, this machine has 500 MB left; take a smaller --batch-size or --width, or fewer --threads, each of which trains a net$",
            MomentsDnns.Results.Options.ExperimentOptions.OnCommandLine(fault));
        double one = TrainingMemory.Of(run with { Threads = 1 }, split, new(1L << 34, "")), two = TrainingMemory.Of(run, split, new(1L << 34, ""));
        Assert.InRange(two / one, 1.5, 2);
        // A module of a program's own is asked itself.
        TrainingRun own = run with { Module = new("own", "1", _ => new OwnModule(3, 8, 8)) };
        Assert.Equal((3 * 8 * 9) + (8 * 8 * 9) + (4 * 8) + 6 + (8 * 8) + 8, TrainingMemory.SizeOf(own).Parameters);
        Assert.Equal((2 * 8 * 256) + (2 * 8 * 64) + 8, TrainingMemory.SizeOf(own).Values);
    }

    [Fact]
    public void Ranking_TellsOrRefusesByTheLargestNetwork()
    {
        RankedNetwork[] networks = [.. new[] { 4, 64, 8 }.Select(width => new RankedNetwork($"{width}", 50, new($"{width}", () => new OwnModule(3, width, 8), [3, 32, 32])))];
        RankingOptions options = new(s_images) { BatchSize = 32, Threads = 2 };
        double needed = RankingMemory.Of(networks, options);
        // The largest counts, once for each thread.
        double one = RankingMemory.Of([networks[1]], options), small = RankingMemory.Of([networks[0]], options);
        Assert.Equal(RankingMemory.Of([networks[1], networks[0]], options), needed);
        Assert.True(small < one && one < needed && needed < 2 * one, $"{small} {one} {needed}");
        Assert.Null(RankingMemory.Note(networks, options, new((long)(needed * 1.01), "this machine")));
        Assert.Contains("may need about", RankingMemory.Note(networks, options, new((long)(needed * 0.7), "this machine"))!.Rule, StringComparison.Ordinal);
        Assert.Contains("--batch-size 32: needs about", Assert.Throws<OptionException>(() => RankingMemory.Note(networks, options, new((long)(needed * 0.4), "this machine"))).Faults[0] is var fault
            ? MomentsDnns.Results.Options.ExperimentOptions.OnCommandLine(fault) : "", StringComparison.Ordinal);
    }
}
