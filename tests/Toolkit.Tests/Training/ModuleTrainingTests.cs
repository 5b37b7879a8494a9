using System.Globalization;
using MomentsDnns.Analysis.Training;
using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Plotting;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Ranking;
using MomentsDnns.Reporting;
using MomentsDnns.Results;
using MomentsDnns.Results.Exchange;
using MomentsDnns.Results.Storage;
using MomentsDnns.Training;
using MomentsDnns.Training.Modules;
using MomentsDnns.Training.Running;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Training;

/// <summary>Modules of a program's own: trained as nets of the toolkit are, by a trainer and by a run.</summary>
public sealed class ModuleTrainingTests
{
    private static readonly TrainingOptions s_options = new() { Steps = 23, BatchSize = 10, Records = 6, JudgedImages = 30, Rate = 0.05 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // The same layers, written by hand with the weights of a net of the toolkit.
    [Theory]
    [InlineData("none")]
    [InlineData("layer")]
    public void Run_OfATwinOfANetOfOurs_GivesItsLosses(string norm)
    {
        TrainableOptions net = new() { Network = new() { Norm = NormCatalog.Find(norm)!, Width = 6, Depth = 2, Boundary = Boundary.Zero }, Classes = 4 };
        using MnistLike data = new();
        using TrainableNetwork own = new(net, 1, 3, 2, ScalarType.Float64);
        using nn.Module<Tensor, Tensor> twin = Twin(own, norm == "layer", net.Network.NormEpsilon);
        TrainingResult expected, found;
        using (Trainer trainer = new(own, data.Data, s_options)) expected = trainer.Run(cancellation: Token);
        using (Trainer trainer = new(twin, data.Data, s_options, seed: 3, simulation: 2)) found = trainer.Run(cancellation: Token);
        Assert.Equal(expected.Records.Count, found.Records.Count);
        foreach ((TrainingRecord one, TrainingRecord other) in expected.Records.Zip(found.Records))
        {
            Assert.Equal(one.TrainingLoss, other.TrainingLoss, 1e-12);
            Assert.Equal(one.HeldOutLoss!.Value, other.HeldOutLoss!.Value, 1e-12);
            Assert.Equal((one.TrainingAccuracy, one.HeldOutAccuracy), (other.TrainingAccuracy, other.HeldOutAccuracy));
        }

        Assert.True(expected.Records[^1].TrainingLoss < expected.Records[0].TrainingLoss - 0.01);
    }

    // Weights, running averages of the norms, and what the optimizer remembers.
    [Theory]
    [InlineData(OptimizerKind.Sgd)]
    [InlineData(OptimizerKind.Adam)]
    public void Run_InterruptedAndGoneOn_GivesTheSameBits(OptimizerKind optimizer)
    {
        TrainingOptions options = s_options with { Optimizer = optimizer };
        using MnistLike data = new();
        (TrainingResult expected, byte[] numbers) = Train(data, options);
        foreach (int end in new[] { 0, 7, 22 })
        {
            using TemporaryFolder folder = new();
            TrainingWatch watch = new() { StateFile = folder["state"] };
            using CancellationTokenSource ended = new();
            if (end == 0) ended.Cancel();
            Assert.Throws<OperationCanceledException>(() => Train(data, options, watch with { Stepped = step => CancelAt(step == end, ended) }, ended.Token));
            (TrainingResult found, byte[] others) = Train(data, options, watch);
            Assert.Equal(expected.Records, found.Records);
            Assert.True(numbers.AsSpan().SequenceEqual(others), $"other bits after an interruption at step {end}");
        }

        using TemporaryFolder kept = new();
        Train(data, options, new() { StateFile = kept["state"] });
        using OwnModule wider = new(1, 5, 4);
        using Trainer other = new(wider, data.Data, options, 6);
        Assert.Contains("is of another training", Assert.Throws<InvalidDataException>(() => other.Run(new() { StateFile = kept["state"] }, Token)).Message, StringComparison.Ordinal);
        using OwnModule same = Made();
        using Trainer renamed = new(same, data.Data, options, 6, identity: "second");
        Assert.Throws<InvalidDataException>(() => renamed.Run(new() { StateFile = kept["state"] }, Token));
    }

    [Fact]
    public void Judged_ByTheAveragesThatItKeeps_AndInspectedWithoutATrace()
    {
        using MnistLike data = new();
        (TrainingResult expected, byte[] numbers) = Train(data, s_options);
        using OwnModule module = Made();
        List<(int Step, double Loss)> seen = [];
        using Trainer trainer = new(module, data.Data, s_options, 6) { Twin = () => new OwnModule(1, 6, 4) };
        TrainingResult result = trainer.Run(new()
        {
            InspectedSteps = [0, 23],
            InspectModule = (step, now) =>
            {
                using IDisposable noGradients = no_grad();
                Assert.False(now.Module.training);
                seen.Add((step, nn.functional.cross_entropy(now.Module.call(data.Data.HeldOutImages!).to(ScalarType.Float64), data.Data.HeldOutLabels!).item<double>()));
                new Probe(now.ProbeModel("own", [1, 8, 8]), 1) { NormStatistics = MomentsDnns.Propagation.Tracing.BatchStatistics.Running, BatchSize = 4 }.Run(Token);
                foreach (Tensor number in now.Module.parameters()) number.zero_();
                return [];
            },
        }, Token);
        Assert.Equal(expected.Records, result.Records);
        Assert.Equal(numbers, Numbers(module));
        Assert.Equal([0, 23], seen.Select(s => s.Step));
        foreach ((int step, double loss) in seen) Assert.Equal(loss, result.Records.Single(r => r.Step == step).HeldOutLoss!.Value, 1e-6);
        using OwnModule another = Made();
        using Trainer without = new(another, data.Data, s_options, 6);
        Assert.Contains("set Trainer.Twin", Assert.Throws<InvalidOperationException>(() => without.Run(new() { InspectedSteps = [0], InspectModule = (_, _) => [] }, Token)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Trainer_OfWhatCannotBeTrained_RefusesInOneLine()
    {
        using MnistLike data = new();
        string Said(nn.Module<Tensor, Tensor> module)
        {
            using (module) return Assert.Throws<ArgumentException>(() => new Trainer(module, data.Data, s_options)).Message;
        }

        Assert.Contains("has no parameter that takes a gradient; register its layers", Said(nn.Flatten()), StringComparison.Ordinal);
        Assert.Contains("gives [2, 3] for 2 images, not [2, K] with K above the largest label, 3", Said(nn.Sequential(nn.Flatten(), nn.Linear(64, 3))), StringComparison.Ordinal);
        string said = Said(nn.Sequential(nn.Flatten(), nn.Linear(60, 4)));
        Assert.Contains("does not take images [N, 1, 8, 8]", said, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', said);
    }

    [Fact]
    public void TrainingRun_LearnsClasses_OnAnyThreads_InterruptedOrNot()
    {
        using TemporaryFolder folder = new();
        TrainingRun run = Run() with { Folder = folder["whole"], Threads = 1 };
        RunResults whole = run.Run(Token);
        TrainingAnalysis told = TrainingAnalysis.Of(whole)!;
        Assert.Equal((2, 0, 2), (told.Nets, told.Diverged, told.AboveChance));
        Assert.True(told.Rows[^1].HeldOutAccuracy!.Value > 0.22, $"{told.Rows[^1].HeldOutAccuracy}"); // 1/8 by chance
        Assert.All(told.Rows, row => Assert.NotNull(row.Log10Chi));
        for (int ends = 0; ; ends++)
        {
            Assert.InRange(ends, 0, 20);
            using CancellationTokenSource ended = new();
            int steps = 0;
            try
            {
                (run with { Folder = folder["parts"], Threads = 2, Progress = _ => CancelAt(++steps == 130, ended) }).Run(ended.Token);
                Assert.True(ends > 0);
                break;
            }
            catch (OperationCanceledException)
            {
                Assert.True(File.Exists(folder["parts/experiment.json"]));
            }
        }

        string[] files = Files("whole");
        Assert.Equal(2 * 3, files.Length);
        Assert.Equal(files, Files("parts"));
        Assert.Contains("--head module own-net 1 ", Assert.Throws<InvalidDataException>(() => (run with { Module = Own("2") }).Open()).Message, StringComparison.Ordinal);

        string[] Files(string name) => [.. Directory.EnumerateFiles(folder[name], "part-*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Select(path => Path.GetRelativePath(folder[name], path) + Convert.ToHexString(File.ReadAllBytes(path)))];
    }

    // Nothing of the toolkit's nets is said of it, which stand in the place of its options.
    [Fact]
    public void TrainingRun_OfAModule_IsReadUnderItsName()
    {
        using TemporaryFolder folder = new();
        TrainingRun small = Run() with { Options = Run().Options with { Steps = 4, Records = 2 }, Nets = 1, ProbedSteps = [0] };
        (small with { Folder = folder["own"] }).Run(Token);
        using RunDirectory opened = RunDirectory.Open(folder["own"]);
        RunResults run = opened.Load();
        Assert.False(run.HasConfiguration);
        Assert.Equal("own-net 1", run.Trained!.ModuleName);
        Assert.StartsWith("own-net 1 pytorch ", run.Trained.Module, StringComparison.Ordinal);
        Assert.Equal(["own-net 1"], MomentsDnns.Analysis.SideBySide.RunLabels.Of([run]));
        foreach (IFigure figure in FigureCatalog.For(run)) Assert.NotEmpty(FigureRenderer.RenderPng(FigureCatalog.Describe(figure, run, new()), 50));
        HtmlReport.Save([new("own", run, opened.Versions)], folder["own.html"]);
        string page = File.ReadAllText(folder["own.html"]);
        Assert.Contains("of a module of a program's own", page, StringComparison.Ordinal);
        Assert.DoesNotContain("feedforward", page, StringComparison.Ordinal);
        Assert.NotEmpty(MomentsDnns.Analysis.Verdicts.RunAnalysis.Of(run).Training!.Rows);
        RunExport.Write(run, folder["own.csv"]);
        Assert.Equal((0, 1), (TrainedRunList.Read(folder.Path).Runs.Count, TrainedRunList.Read(folder.Path).Others));
    }

    [Fact]
    public void TrainingRun_OfAModuleThatTakesOtherImages_IsAFault()
    {
        TrainingRun run = Run() with { Module = new("grey", "1", _ => new OwnModule(1, 4, 8)) };
        OptionFault fault = Assert.Single(run.Validate());
        Assert.Equal(("Module", "grey"), (fault.Option, fault.Value));
        Assert.Contains("does not take images [N, 3, 32, 32]", fault.Rule, StringComparison.Ordinal);
        Assert.Contains("gives [2, 7] for 2 images", Assert.Single((run with { Module = new("few", "1", _ => new OwnModule(3, 4, 7)) }).Validate()).Rule, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new TrainableModule("two words", "1", _ => new OwnModule(3, 4, 8)));
    }

    private static TrainableModule Own(string version = "1") => new("own-net", version, _ => new OwnModule(3, 12, 8));

    private static TrainingRun Run() => new()
    {
        Module = Own(),
        Options = new() { Optimizer = OptimizerKind.Adam, Rate = 0.01, Steps = 150, BatchSize = 32, Records = 3, JudgedImages = 100 },
        Split = new() { Training = 600, HeldOut = 200 },
        Nets = 2,
        Seed = 11,
        ProbedSteps = [0, 150],
        ProbedImages = 8,
        NoiseLevels = [0.2],
    };

    private static OwnModule Made() => (OwnModule)new TrainableModule("made", "1", _ => new OwnModule(1, 6, 4)).Make(6, 0, ScalarType.Float32);

    private static (TrainingResult Result, byte[] Numbers) Train(MnistLike data, TrainingOptions options, TrainingWatch? watch = null, CancellationToken? token = null)
    {
        using OwnModule module = Made();
        using Trainer trainer = new(module, data.Data, options, 6);
        return (trainer.Run(watch, token ?? Token), Numbers(module));
    }

    private static byte[] Numbers(OwnModule module) => [.. module.parameters().Concat(module.buffers()).SelectMany(n => n.bytes.ToArray())];

    private static void CancelAt(bool due, CancellationTokenSource source)
    {
        if (due) source.Cancel();
    }

    private static nn.Module<Tensor, Tensor> Twin(TrainableNetwork own, bool hasNorm, double epsilon)
    {
        int width = own.Options.Network.Width;
        List<(string, nn.Module<Tensor, Tensor>)> parts = [("first", nn.Conv2d(1, width, 3, stride: 2, padding: 1, bias: false))];
        for (int i = 0; i < own.Options.Network.Depth; i++)
        {
            string mark = i.ToString(CultureInfo.InvariantCulture);
            parts.Add(("conv" + mark, nn.Conv2d(width, width, 3, padding: 1, bias: !hasNorm)));
            if (hasNorm) parts.Add(("norm" + mark, nn.GroupNorm(1, width, epsilon)));
            parts.Add(("relu" + mark, nn.ReLU()));
        }

        parts.AddRange([("pool", nn.AdaptiveAvgPool2d(1)), ("flatten", nn.Flatten()), ("head", nn.Linear(width, own.Options.Classes))]);
        nn.Module<Tensor, Tensor> twin = nn.Sequential(parts);
        twin.to(ScalarType.Float64);
        using IDisposable noGradients = no_grad();
        foreach ((Tensor to, Tensor from) in twin.parameters().Zip(own.parameters()))
        {
            Assert.Equal(from.shape, to.shape);
            to.copy_(from);
        }

        return twin;
    }
}
