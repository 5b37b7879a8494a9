using System.Text.Json.Nodes;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Propagation.Tracing;
using MomentsDnns.Results;
using MomentsDnns.Results.Storage;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Propagation.Tracing;

public sealed class ProbeTests
{
    private static Probe Small => new(new ModuleModel("small", () => new Blocks(), [3, 8, 8]), 3) { BatchSize = 4, Init = InitializationKind.He, Seed = 4 };

    [Fact]
    public void Run_IntoAFolder_GoesOnAndGivesTheSameBits()
    {
        using TemporaryFolder folder = new();
        RunResults inMemory = Small.Run(TestContext.Current.CancellationToken);
        Probe kept = Small with { Folder = folder["run"] };
        (kept with { Replicates = 1 }).Run(TestContext.Current.CancellationToken);
        RunResults onDisk = kept.Run(TestContext.Current.CancellationToken);

        Assert.Equal(Flat(inMemory), Flat(onDisk));
        using RunDirectory run = RunDirectory.Open(folder["run"]);
        Assert.Equal((RunSource.Probed, "small", 3), (run.Source, run.Probed!.Model, run.CompletedSimulations.Count));
        Assert.Equal(["conv", "blocks.0.norm", "blocks.0.activation", "blocks.0.conv", "blocks.0", "blocks.1.norm", "blocks.1.activation", "blocks.1.conv", "blocks.1", "pool", "head"],
            run.Probed.Sites.Select(s => s.Name));
        Assert.Equal(["conv", "blocks.0", "blocks.1", "pool", "head"], run.Probed.Sites.Where(s => s.IsOnMainPath).Select(s => s.Name));
        Assert.Equal((6, 64), (run.Probed.Sites[0].Channels, run.Probed.Sites[0].Positions));
    }

    // Format 4 could not say where a signal begins or what enters beside it, format 5 knew no training.
    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Experiment_OfAnEarlierFormat_HasItsSignalAtTheInput(int format)
    {
        using TemporaryFolder folder = new();
        (Small with { Folder = folder["run"], Replicates = 1 }).Run(TestContext.Current.CancellationToken);
        string file = Path.Combine(folder["run"], "experiment.json");
        JsonObject json = (JsonObject)JsonNode.Parse(File.ReadAllText(file))!;
        JsonObject probed = (JsonObject)json["probed"]!;
        Assert.True(json.Remove("trained") && probed.Remove("trained-step") && json.Remove("checksum"));
        if (format == 4) Assert.True(probed.Remove("signal-at") && probed.Remove("inputs"));
        json["format"] = format;
        json["checksum"] = ExperimentFingerprint.Checksum(json);
        File.WriteAllText(file, json.ToJsonString());
        ExperimentDocument old = ExperimentJson.Read(file);
        Assert.Equal(("", 0, "small", null), (old.Probed!.SignalAt, old.Probed.Inputs.Count, old.Probed.Model, old.Probed.TrainedStep));
        Assert.Null(old.Trained);
    }

    [Fact]
    public void Run_OfAnotherProbeIntoTheFolder_IsRefusedByWhatDiffers()
    {
        using TemporaryFolder folder = new();
        Probe probe = Small with { Folder = folder["run"], Replicates = 1 };
        probe.Run(TestContext.Current.CancellationToken);
        InvalidDataException refusal = Assert.Throws<InvalidDataException>(() => (probe with { Seed = 5, Init = InitializationKind.KaimingUniform }).Run(TestContext.Current.CancellationToken));
        Assert.Contains("--weights drawn by he there, drawn by kaiming-uniform here; --seed 4 there, 5 here", refusal.Message, StringComparison.Ordinal);
    }

    // Whatever the groups, each site's tangent is its own.
    [Fact]
    public void Run_WithLittleMemory_GivesTheSameNumbers() =>
        Assert.Equal(Flat(Small.Run(TestContext.Current.CancellationToken)), Flat((Small with { Memory = 1 }).Run(TestContext.Current.CancellationToken)));

    [Fact]
    public void Run_OfStoredWeights_IsOfOneNetAndFreshBatches()
    {
        using Blocks module = new();
        Probe probe = new(new ModuleModel("mine", () => new Blocks(module), [3, 8, 8]), 2) { BatchSize = 4, NormStatistics = BatchStatistics.Frozen };
        RunResults run = probe.Run(TestContext.Current.CancellationToken);
        Curve chi = run.Get(Statistic.Chi, run.Facts.Output);
        Assert.NotEqual(chi[0, 10], chi[1, 10]);
        Assert.All(Enumerable.Range(0, 2), s => Assert.InRange(chi.Linear(s, 10), 0.01, 100));
    }

    [Fact]
    public void Draw_HeAndOrthogonal_HaveTheirSecondMomentByFanIn()
    {
        using Blocks module = new();
        using ModuleFunction function = new(module, [3, 8, 8], BatchStatistics.Frozen);
        foreach (InitializationKind law in (InitializationKind[])[InitializationKind.He, InitializationKind.Orthogonal, InitializationKind.KaimingUniform])
        {
            double sum = 0;
            const int draws = 60;
            for (int i = 0; i < draws; i++)
            {
                new ParameterDrawing(law, 1).Draw(function.Parameters, i);
                DrawableParameter weight = function.Parameters.Single(p => p.Name == "blocks.0.conv.weight");
                Assert.Equal(54, weight.Fans.In);
                sum += weight.Value.square().sum().item<double>() / 6;
            }

            // E|w|^2 = 2 for each of 6 outputs; 60 draws of 324 weights: 4 standard errors are below 6%.
            Assert.InRange(sum / draws, 1.88, 2.12);
        }

        Assert.All(function.Parameters.Where(p => p.Part == ParameterPart.Scale), p => Assert.Equal(p.Value.numel(), p.Value.sum().item<double>()));
        Assert.All(function.Parameters.Where(p => p.Part is ParameterPart.Shift or ParameterPart.Bias), p => Assert.Equal(0, p.Value.abs().sum().item<double>()));
    }

    [Fact]
    public void Dispose_RestoresTheModule()
    {
        using Blocks module = new();
        module.train();
        Tensor before = module.get_buffer("blocks.0.norm.running_mean")!.clone();
        using (ModuleFunction function = new(module, [3, 8, 8], BatchStatistics.Frozen)) new TangentNetwork(function).Send(0, zeros([8, 3, 8, 8]).normal_(), new Nobody(), TestContext.Current.CancellationToken);
        Assert.True(module.training);
        Assert.All(module.parameters(), p => Assert.True(p.requires_grad));
        Assert.Equal(0, (module.get_buffer("blocks.0.norm.running_mean")! - before).abs().sum().item<double>());
    }

    [Fact]
    public void Run_ImpossibleOptions_NamesThem()
    {
        Assert.Contains("InputShape 3x8: must be channels, rows and columns", Error(Small with { InputShape = [3, 8] }), StringComparison.Ordinal);
        Assert.Contains("BatchSize 1: must be at least 2", Error(Small with { BatchSize = 1 }), StringComparison.Ordinal);
        Assert.Contains("Replicates 0: must be at least 1", Error(Small with { Replicates = 0 }), StringComparison.Ordinal);
        Assert.Contains("belongs to stored weights", Error(Small with { NormStatistics = BatchStatistics.Running }), StringComparison.Ordinal);
        Assert.Contains("does not take an input of 4 x 8 x 8", Assert.Throws<ArgumentException>(() =>
        {
            using Blocks module = new();
            using ModuleFunction function = new(module, [4, 8, 8], BatchStatistics.Frozen);
        }).Message, StringComparison.Ordinal);

        static string Error(Probe probe) => Assert.Throws<OptionException>(() => probe.Run()).Message;
    }

    private static (Statistic, int, double)[] Flat(RunResults run) =>
        [.. run.Curves.SelectMany(c => from s in Enumerable.Range(0, c.Simulations) from d in Enumerable.Range(0, c.Depths) select (c.Statistic, (s * 1000) + d, c[s, d]))];

    private sealed class Nobody : MomentsDnns.Statistics.ISiteObserver
    {
        public bool Watches(int depth) => false;

        public void See(MomentsDnns.Statistics.Passage passage) => throw new InvalidOperationException("nobody watches");
    }

    private sealed class Blocks : nn.Module<Tensor, Tensor>
    {
        private readonly Conv2d conv = nn.Conv2d(3, 6, 3L, padding: 1L);
        private readonly ModuleList<nn.Module<Tensor, Tensor>> blocks = [new Block(), new Block()];
        private readonly AdaptiveAvgPool2d pool = nn.AdaptiveAvgPool2d(1);
        private readonly Linear head = nn.Linear(6, 5);

        public Blocks(Blocks? weights = null) : base(nameof(Blocks))
        {
            RegisterComponents();
            if (weights is not null) load_state_dict(weights.state_dict());
        }

        public override Tensor forward(Tensor input)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor x = conv.call(input);
            foreach (nn.Module<Tensor, Tensor> block in blocks) x = block.call(x);
            return head.call(pool.call(x).flatten(1)).MoveToOuterDisposeScope();
        }
    }

    private sealed class Block : nn.Module<Tensor, Tensor>
    {
        private readonly BatchNorm2d norm = nn.BatchNorm2d(6);
        private readonly ReLU activation = nn.ReLU(inplace: true);
        private readonly Conv2d conv = nn.Conv2d(6, 6, 3L, padding: 1L);

        public Block() : base(nameof(Block)) => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            using DisposeScope scope = NewDisposeScope();
            return (conv.call(activation.call(norm.call(input))) + input).MoveToOuterDisposeScope();
        }
    }
}
