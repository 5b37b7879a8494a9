using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Training;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Datasets;
using MomentsDnns.Results;
using MomentsDnns.Results.Storage;
using MomentsDnns.Training.Running;

namespace MomentsDnns.Toolkit.Tests.Training;

public sealed class TrainingRunTests
{
    private static readonly TrainingRun Small = new()
    {
        Network = new() { Network = new() { Norm = NormKind.Batch, KernelSize = 1, Width = 8, Depth = 3 } },
        Options = new() { Steps = 30, BatchSize = 10, Records = 6, JudgedImages = 40, Rate = 0.1 },
        Dataset = new Stripes(),
        Nets = 3,
        Seed = 5,
        Threads = 2,
        ProbedSteps = [0, 4, 30],
        ProbedImages = 12,
        NoiseLevels = [0.1, 2],
    };

    private const double Tiny = 1e-5;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Run_LearnsStripes_AndHoldsWhatWasWanted()
    {
        RunResults run = Small.Run(Token);
        Assert.Equal([0, 1, 2, 4, 5, 13, 30], run.Depths.Union([0, 1, 2, 4, 5, 13, 30]).Order());
        Assert.Equal(TrainedStatistics.Net, run.Facts.Output);
        TrainingAnalysis told = TrainingAnalysis.Of(run)!;
        Assert.Equal((3, 0, 3, 2), (told.Nets, told.Diverged, told.AboveChance, told.Classes));
        Assert.Equal([0, 4, 30], told.Rows.Select(row => row.Step));
        Assert.InRange(told.Rows[^1].TrainingAccuracy!.Value, 0.95, 1);
        Assert.InRange(told.Rows[^1].HeldOutAccuracy!.Value, 0.9, 1);
        Assert.All(told.Rows, row => Assert.NotNull(row.Log10Chi));
        Assert.Equal([(0, 0.1), (0, 2.0), (30, 0.1), (30, 2.0)], told.Noise.Select(row => (row.Step, row.Level)));
        Assert.True(told.Noise[^1].Accuracy!.Value < told.Noise[^2].Accuracy!.Value);
        Assert.All(told.Noise, row => Assert.InRange(row.NoiseShare!.Value, 0, 1));
    }

    [Fact]
    public void Run_OnAnyNumberOfThreads_InterruptedOrNot_GivesTheSameFiles()
    {
        using TemporaryFolder folder = new();
        string[] Files(string name) => [.. Directory.EnumerateFiles(folder[name], "part-*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Select(path => Path.GetRelativePath(folder[name], path) + Convert.ToHexString(File.ReadAllBytes(path)))];

        (Small with { Folder = folder["whole"], Threads = 1 }).Run(Token);
        string[] whole = Files("whole");
        Assert.Equal(3 * 4, whole.Length);
        for (int ends = 0; ; ends++)
        {
            using CancellationTokenSource ended = new();
            int steps = 0;
            TrainingRun run = Small with { Folder = folder["parts"], Progress = told => { if (++steps == 14) ended.Cancel(); } };
            try
            {
                run.Run(ended.Token);
                Assert.InRange(ends, 3, 30);
                break;
            }
            catch (OperationCanceledException)
            {
                Assert.True(File.Exists(folder["parts/experiment.json"]));
            }
        }

        Assert.Equal(whole, Files("parts"));
        Assert.Empty(Directory.EnumerateFiles(folder["parts"], "*.state"));
    }

    // At a noise so small that the net is linear, what it does to outputs is what the tangent says; the tangent's
    // noise has mean square 1 over the batch in each feature, the finite one in expectation.
    [Theory]
    [InlineData("batch", 1)]
    [InlineData("none", 3)]
    public void Noise_WhereItIsTiny_TakesTheShareThatTheTangentPredicts(string norm, int kernel)
    {
        RunResults run = (Small with
        {
            Network = new() { Network = new() { Norm = NormCatalog.Find(norm)!, KernelSize = kernel, Width = 16, Depth = 4 } },
            Options = Small.Options with { Rate = 0.02 },
            Split = new() { HeldOutShare = 0.5 },
            ProbedImages = 200,
            Precision = Precision.Float64,
            NoiseLevels = [Tiny],
            Nets = 8,
        }).Run(Token);
        Curve shares = run.Get(TrainedStatistics.NoiseShare, TrainedStatistics.Noisy(Tiny)), signal = run.Get(Statistic.Mu2Signal, TrainedStatistics.Logits),
            noise = run.Get(Statistic.Mu2Noise, TrainedStatistics.Logits);
        foreach (int column in Enumerable.Range(0, run.Depths.Count).Where(d => Small.ProbedSteps.Contains(run.Depths[d])))
        {
            Estimate ratio = Estimate.Of([.. Enumerable.Range(0, 8).Select(s => Math.Log(shares[s, column] / (Tiny * Tiny)) - noise[s, column] + signal[s, column])]);
            Assert.InRange(ratio.StandardError, 0, 0.2);
            Assert.InRange(ratio.T, -5, 5); // of Student's law with 7 degrees, 0.2% of all beyond; 6 numbers, seeded
        }
    }

    [Fact]
    public void Run_WhereANetDiverges_TellsSoAndLeavesItOut()
    {
        RunResults run = (Small with { Options = Small.Options with { Rate = 1e30 } }).Run(Token);
        Assert.Equal(3, run.Degeneracies.Count);
        Assert.All(run.Degeneracies.Values, lost => Assert.Equal(DegeneracyCause.Diverged, lost.Cause));
        TrainingAnalysis told = TrainingAnalysis.Of(run)!;
        Assert.Equal((3, 0), (told.Diverged, told.AboveChance));
        Assert.Null(told.Rows[^1].TrainingAccuracy);
        Assert.NotNull(told.Rows[0].TrainingAccuracy);
    }

    [Fact]
    public void Open_ARunOfAnotherTraining_IsRefusedByName()
    {
        using TemporaryFolder folder = new();
        TrainingRun run = Small with { Folder = folder["run"] };
        run.Open().Dispose();
        run.Open().Dispose(); // the same goes on
        Assert.Contains("--rate 0.1 there, 0.2 here", Refusal(run with { Options = run.Options with { Rate = 0.2 } }), StringComparison.Ordinal);
        Assert.Contains("--noise-levels 0.1,2 there, 0.1 here", Refusal(run with { NoiseLevels = [0.1] }), StringComparison.Ordinal);
        Assert.Contains("--label-fingerprint", Refusal(run with { Dataset = new Stripes(others: true) }), StringComparison.Ordinal);
        Assert.Contains("nets of moments train, not of a network of moments run", Assert.Throws<InvalidDataException>(
            () => RunDirectory.OpenOrCreate(folder["run"], run.Configuration, new())).Message, StringComparison.Ordinal);

        static string Refusal(TrainingRun other) => Assert.Throws<InvalidDataException>(() => other.Open()).Message;
    }

    [Fact]
    public void Validate_TellsEveryRuleThatIsBroken()
    {
        string[] Faults(TrainingRun run) => [.. run.Validate().Select(fault => fault.Option)];
        Assert.Empty(Faults(Small));
        Assert.Equal(["Nets", "Rate", "ProbedSteps", "NoiseLevels", "ProbedImages"], Faults(Small with
        {
            Nets = 0,
            Options = Small.Options with { Rate = -1 },
            ProbedSteps = [0, 31],
            NoiseLevels = [0],
            ProbedImages = 1,
        }));
        Assert.Equal(["ProbedSteps", "NoiseLevels"], Faults(Small with { ProbedSteps = [3, 3], NoiseLevels = [2, 1] }));
        Assert.Equal(["BatchSize", "ProbedImages"], Faults(Small with { Options = Small.Options with { BatchSize = 400 }, ProbedImages = 100 }));
        Assert.Equal(["Training"], Faults(Small with { Split = new() { Training = 1000 } }));
    }

    // Rows bright or columns bright, in noise.
    private sealed class Stripes(bool others = false) : ILabelledDataset
    {
        public string Name => "stripes";

        public int Count => 400;

        public int Channels => 1;

        public int Height => 6;

        public int Width => 6;

        public string Fingerprint => "stripes-1";

        public int Classes => 2;

        public IReadOnlyList<string>? ClassNames => null;

        public IReadOnlyList<int> TestImages => [];

        public string LabelFingerprint => others ? "others" : "stripes";

        public int LabelOf(int index) => index % 2;

        public void Read(int index, Span<float> pixels)
        {
            Architectures.Random.RandomStream stream = new(1, index, 0, Architectures.Random.RandomPurpose.Pixels);
            for (int i = 0; i < pixels.Length; i++)
                pixels[i] = (float)((0.4 * stream.NextDouble()) + (0.6 * ((index % 2 == 0 ? i / 6 : i % 6) % 2)));
        }
    }
}
