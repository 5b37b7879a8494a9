using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Initialization;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Normalization;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Datasets;
using MomentsDnns.Propagation;
using MomentsDnns.Propagation.Networks;
using MomentsDnns.Results;
using MomentsDnns.Results.Storage;
using MomentsDnns.Samples.DenseNet;
using MomentsDnns.Samples.OwnInitializer;
using MomentsDnns.Samples.RmsNorm;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Cli.Tests;

/// <summary>The samples: a norm and a law of weights of one's own, from the program to the file of a run.</summary>
public sealed class SampleTests : IDisposable
{
    private const string RmsProgram = "RmsNorm", LaplaceProgram = "OwnInitializer";

    private readonly TemporaryFolder _folder = new();
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void RmsNorm_RunsAndIsAnalyzed_AndItsOptionsAreReadBack()
    {
        Moments.Outcome run = Run(RmsProgram, "--norm", "own-rms"), analysis = Moments.RunSample(RmsProgram, "analyze", _folder["run"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(0, analysis.ExitCode);
        Assert.Contains("exploding", analysis.Output, StringComparison.Ordinal);
        // The program that lacks it says so in one line.
        Moments.Outcome foreign = Moments.Run("analyze", _folder["run"]);
        Assert.Equal(1, foreign.ExitCode);
        Assert.Contains("the norm own-rms is none of none, batch, layer, instance, group, position-layer, rms; register your own", Assert.Single(foreign.ErrorLines), StringComparison.Ordinal);

        NormKind kind = NormCatalog.Register(new("own-rms", (settings, _) => new RmsNormalization(settings)));
        using RunDirectory stored = RunDirectory.Open(_folder["run"]);
        Assert.Equal(new NetworkOptions { Norm = kind, KernelSize = 1, Width = 16, Depth = 4 }, stored.Configuration.Network);
    }

    [Fact]
    public void RmsNorm_OnceRegistered_StandsInHelp() =>
        Assert.Contains("none|batch|layer|instance|group[:G]|position-layer|rms|own-rms", Moments.RunSample(RmsProgram, "run", "--help").Output, StringComparison.Ordinal);

    [Fact]
    public void OwnInitializer_RunsAndIsAnalyzed()
    {
        Moments.Outcome run = Run(LaplaceProgram, "--init", "laplace"), analysis = Moments.RunSample(LaplaceProgram, "analyze", _folder["run"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(0, analysis.ExitCode);
    }

    // Central differences in 64 bits: their error is of the order of Step^2.
    [Fact]
    public void RmsNorm_Tangent_IsTheCentralDifference_AndFiniteNoiseTheDifference()
    {
        const double step = 1e-4;
        NormalizationSettings settings = new() { Channels = 8, Dtype = ScalarType.Float64 };
        using RmsNormalization tangent = new(settings), finite = new(settings with { Noise = NoiseKind.Finite });
        Tensor y = Numbers(1), dy = Numbers(2);

        Tensor actual = TwinBatch.Noise(tangent.call(TwinBatch.Stack(y, dy)));
        Tensor difference = TwinBatch.Noise(finite.call(TwinBatch.Stack(y, dy)));

        Assert.True(Distance(actual, (Signal(y + (dy * step)) - Signal(y - (dy * step))) / (2 * step)) < 1e-6);
        Assert.True(Distance(difference, Signal(y + dy) - Signal(y)) < 1e-12);

        Tensor Signal(Tensor values) => TwinBatch.Signal(tangent.call(TwinBatch.Stack(values, values)));
    }

    [Fact]
    public void RmsNorm_Signal_HasMeanSquareOneAtEveryPosition()
    {
        using RmsNormalization norm = new(new() { Channels = 8, Epsilon = 0, Dtype = ScalarType.Float64 });
        Tensor z = TwinBatch.Signal(norm.call(TwinBatch.Stack(Numbers(1), Numbers(2))));

        Tensor squares = (z * z).mean([1]);
        Assert.True(Distance(squares, ones_like(squares)) < 1e-12);
    }

    // Of Laplace's law E w^2 = 2 b^2 and E w^4 = 24 b^4, a kurtosis of 6; over 2^18 numbers its standard error is 0.1 and less.
    [Fact]
    public void Laplace_HasTheMomentsOfItsLaw()
    {
        float[] weights = new float[1 << 18];
        new LaplaceInitializer().Fill(weights, new Fans(64, 4096), new RandomStream(3, 0, 1, RandomPurpose.Weight));

        double mean = weights.Average(w => w), square = weights.Average(w => (double)w * w), fourth = weights.Average(w => Math.Pow(w, 4));
        Assert.Equal(0, mean, 5 * Math.Sqrt(2.0 / 64 / weights.Length));
        Assert.Equal(2.0 / 64, square, 5 * 2.0 / 64 * Math.Sqrt(5.0 / weights.Length));
        Assert.Equal(6, fourth / (square * square), 0.5);
    }

    [Fact]
    public void StableRank_IsRecordedAnalyzedAndExported_AlsoByTheProgramThatLacksIt()
    {
        Moments.Outcome run = Run("StableRank"), analysis = Moments.RunSample("StableRank", "analyze", _folder["run"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("stable_rank, activation", analysis.Output, StringComparison.Ordinal);
        Assert.Equal(analysis.Output, Moments.Run("analyze", _folder["run"]).Output);
        Assert.Equal(0, Moments.Run("export", _folder["run"], "--output", _folder["run.csv"]).ExitCode);
        string[] lines = File.ReadAllLines(_folder["run.csv"]);
        int column = Array.IndexOf(lines[0].Split(','), "stable_rank");
        double[] ranks = [.. lines.Skip(1).Select(l => l.Split(',')[column]).Where(v => v.Length > 0).Select(v => double.Parse(v, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.All(ranks, rank => Assert.InRange(rank, 1, 8)); // 8 images
        Assert.NotEmpty(ranks);
    }

    [Fact]
    public void DenseNet_RunsAndIsAnalyzedDrawnAndReported_InItsOwnWords()
    {
        const string Dense = "DenseNet";
        string[] options = ["--topology", "dense-12", "--norm", "batch"];
        Moments.Outcome run = Run(Dense, [.. options, "--depth", "20", "--records", "20", "--simulations", "8"]), analysis = Moments.RunSample(Dense, "analyze", _folder["run"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(0, analysis.ExitCode);
        Assert.Contains("at dense layer 20", analysis.Output, StringComparison.Ordinal);
        Assert.Contains("delta_BN chi", analysis.Output, StringComparison.Ordinal);
        // Theory of residual units or of chains of layers is not for it.
        Assert.DoesNotContain("branch", analysis.Output, StringComparison.Ordinal);
        Assert.Equal(0, Moments.RunSample(Dense, "report", _folder["run"], "--output", _folder["report.html"]).ExitCode);
        Assert.Contains("--topology </span><span class=\"word\">dense-12 ", File.ReadAllText(_folder["report.html"]), StringComparison.Ordinal);
        Moments.Outcome foreign = Moments.Run("analyze", _folder["run"]);
        Assert.Contains("the topology dense-12 is none of feedforward, residual; register your own", Assert.Single(foreign.ErrorLines), StringComparison.Ordinal);
        Assert.Contains("take csv or parquet", Moments.RunSample(Dense, "export", _folder["run"], "--output", _folder["run.npz"]).Error, StringComparison.Ordinal);
        Assert.Contains("--norm group:4: cannot divide", Run(Dense, "--topology", "dense-12", "--norm", "group:4").Error, StringComparison.Ordinal);
    }

    // Channels grow by k; a whole kept net and the one whose units are built in turn give the same bits; the noise is the central difference.
    [Theory]
    [InlineData("none", 1)]
    [InlineData("batch", 3)]
    public void DenseNet_GrowsByItsRate_AndItsNoiseIsTheDerivative(string norm, int kernelSize)
    {
        NetworkOptions options = new()
        {
            Topology = new DenseTopology(5),
            Norm = NormCatalog.Find(norm)!,
            KernelSize = kernelSize,
            Width = 6,
            Depth = 4,
            Activation = ActivationCatalog.Find("tanh")!,
        };
        ExperimentConfiguration configuration = new() { Network = options, BatchSize = 8, Records = 4, Precision = Precision.Float64, Seed = 2 };
        CifarLikeDataset images = new();
        using Simulator redrawn = new(configuration, images);
        using DeepNetwork network = new NetworkBuilder(options, ScalarType.Float64).BuildNetwork(new InputBatch(images, configuration).Channels, 2, 1);
        using Simulator kept = Simulator.Through(configuration, images, _ => new KeptNetwork(options, network));

        Assert.Equal([11, 16, 21, 26], network.Units.Select(unit => 5 + unit.Convolutions[0].Weight.shape[1]));
        LayerRecord[] expected = [.. kept.Run(1, null, TestContext.Current.CancellationToken).Records];
        LayerRecord[] actual = [.. redrawn.Run(1, null, TestContext.Current.CancellationToken).Records];
        Assert.Equal(expected.SelectMany(r => r.Values), actual.SelectMany(r => r.Values));
        Assert.Equal(4 * (norm == "none" ? 4 : 5), actual.Length);
        if (norm != "none") return; // frozen statistics are no functions of the signal

        const double step = 1e-5;
        Tensor twin = new InputBatch(images, configuration).Draw(0), x = TwinBatch.Signal(twin), dx = TwinBatch.Noise(twin);
        Tensor difference = (Signal(x + (dx * step)) - Signal(x - (dx * step))) / (2 * step);
        Assert.True(Distance(TwinBatch.Noise(network.call(twin)), difference) < 1e-7);

        Tensor Signal(Tensor values) => TwinBatch.Signal(network.call(TwinBatch.Stack(values, dx)));
    }

    private Moments.Outcome Run(string program, params string[] options) => Moments.RunSample(program, ["run", .. options, "--kernel-size", "1", "--width", "16",
        .. options.Contains("--depth") ? Array.Empty<string>() : ["--depth", "4", "--records", "4", "--simulations", "2"],
        "--batch-size", "8", "--quiet", "--output", _folder["run"]]);

    private static Tensor Numbers(ulong seed)
    {
        float[] values = new float[3 * 8 * 5 * 5];
        new RandomStream(seed, 0, 0, RandomPurpose.Noise).FillNormal(values);
        return tensor(values, [3, 8, 5, 5]).to(ScalarType.Float64);
    }

    private static double Distance(Tensor a, Tensor b) => (a - b).norm().item<double>() / b.norm().item<double>();
}
