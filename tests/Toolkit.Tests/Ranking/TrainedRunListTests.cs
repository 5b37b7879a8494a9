using MomentsDnns.Analysis.Ranking;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Datasets;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Propagation.Tracing;
using MomentsDnns.Ranking;
using MomentsDnns.Results;
using MomentsDnns.Training;
using MomentsDnns.Training.Running;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Ranking;

/// <summary>Runs of trainings as networks of a ranking: their accuracy, their nets, and which runs do not compare.</summary>
public sealed class TrainedRunListTests : IDisposable
{
    private const int Classes = 8, Values = 3 * 32 * 32;

    private static readonly CifarLikeClassesDataset s_images = new();
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_FindsRunsInFolders_WithTheMeanAccuracyOfTheirNets()
    {
        RunResults wide = Train("sweep/width-6", 6, nets: 3), flat = Train("flat", 4, nets: 1);
        // Of three nets none is left after the first step.
        Train("lost", 4, nets: 3, rate: 1e30);
        new Measurement(new ExperimentConfiguration { Network = new() { KernelSize = 1, Width = 4, Depth = 2 }, BatchSize = 4 }, 1) { Folder = _folder["other"] }.Run(Token);
        TrainedRunList list = TrainedRunList.Read(_folder.Path);
        Assert.Equal(["flat", "lost", "sweep/width-6"], list.Runs.Select(run => run.Name));
        Assert.Equal(1, list.Others);
        Assert.Empty(list.Validate());
        Curve accuracy = wide.Get(TrainedStatistics.Accuracy, TrainedStatistics.HeldOut);
        Assert.Equal(100 * Enumerable.Range(0, 3).Average(net => accuracy[net, wide.Depths.Count - 1]), list.Runs[2].Accuracy, 1e-12);
        Assert.Equal(100 * flat.Get(TrainedStatistics.Accuracy, TrainedStatistics.HeldOut)[0, flat.Depths.Count - 1], list.Runs[0].Accuracy, 1e-12);
        Assert.Equal((100.0 / Classes, 3), (list.Runs[1].Accuracy, list.Runs[1].Diverged));
        Assert.Equal(["rate 0.05 1E+30", "simulations 1 3"], list.Differences.Select(d => $"{d.Option} {string.Join(' ', d.Values)}"));
        TrainedRun one = Assert.Single(TrainedRunList.Read(_folder["flat"]).Runs);
        Assert.Equal("flat", one.Name);
    }

    [Fact]
    public void Measure_TakesTheNetsThatWereTrained()
    {
        Train("a", 16, nets: 1);
        Train("b", 20, nets: 2, topology: Topology.Residual);
        TrainedRunList list = TrainedRunList.Read(_folder.Path);
        IReadOnlyList<RankedNetwork> networks = list.Networks(s_images);
        NetworkRanking ranking = new(networks, new(s_images) { Repeated = 2, Repeats = 2, BatchSize = 6, Seed = 4, Threads = 2 }, _folder["ranking"]);
        IReadOnlyList<MeasuredNetwork> measured = ranking.Measure(Token);
        Assert.Equal(4, measured.Count);
        // First map without bias; L maps of width w, each with a norm's scale and shift (a branch of two has two); the head.
        Assert.Equal((Values * 16) + (3 * ((16 * 16) + (2 * 16))) + (16 * Classes) + Classes, Value("a", 0, "params"));
        Assert.Equal((Values * 20) + (2 * 3 * ((20 * 20) + (2 * 20))) + (20 * Classes) + Classes, Value("b", 0, "params"));
        // Repeat 1 is net 1 of the run's seed; the batch is that of the ranking's seed plus 1.
        using TrainableNetwork net = new(list.Runs[1].Nets.Options, Values, Seed, 1, ScalarType.Float64);
        RunResults probed = new Probe(net.ProbeModel("net", [Values]), 1) { NormStatistics = BatchStatistics.Frozen, Dataset = s_images, BatchSize = 6, Seed = 5 }.Run(Token);
        Curve chi = probed.Get(Statistic.Chi, Location.Define("site"));
        Assert.Equal(chi[0, chi.Depths - 1] / Math.Log(10), Value("b", 1, "chi_output"), 1e-9);
        Assert.NotEqual(Value("b", 0, "chi_output"), Value("b", 1, "chi_output"));
        Assert.All(measured, m => Assert.Equal(NetworkRanking.Measures.Count, m.Values.Count));
        Assert.All(measured, m => Assert.Equal(m.Repeat == 0, m.Verdicts.Count > 0));

        // What is finished is not measured again; runs that reached another accuracy are another ranking.
        int told = 0;
        Assert.Equal(4, (ranking with { Progress = _ => told++ }).Measure(Token).Count);
        Assert.Equal(0, told);
        string said = Assert.Throws<InvalidDataException>(() => (ranking with { Networks = [networks[0] with { Identity = "other" }, networks[1]] }).Measure(Token)).Message;
        Assert.Contains("holds another ranking (\"sample\"", said, StringComparison.Ordinal);

        double Value(string name, int repeat, string measure) =>
            measured.Single(m => m.Name == name && m.Repeat == repeat).Values.Single(v => v.Key.Name == measure).Value;
    }

    [Fact]
    public void Validate_RefusesWhatDoesNotCompare()
    {
        Assert.Contains("holds no run of moments train", Assert.Single(TrainedRunList.Read(_folder.Path).Validate()), StringComparison.Ordinal);
        Train("a", 4, nets: 1);
        (Run("unfinished", 4, 1) with { Nets = 2 }).Open().Dispose();
        Assert.Contains("1 of 2 runs have no finished net (unfinished); finish them", Assert.Single(TrainedRunList.Read(_folder.Path).Validate()), StringComparison.Ordinal);
        Directory.Delete(_folder["unfinished"], recursive: true);
        (Run("labels", 4, 1) with { Dataset = new Renamed() }).Run(Token);
        TrainedRunList list = TrainedRunList.Read(_folder.Path);
        Assert.Contains("were trained on 2 tasks (label-fingerprint", Assert.Single(list.Validate()), StringComparison.Ordinal);
        Assert.Null(list.Validate(s_images));
        Assert.Contains("were trained on other images, or labels,", list.Validate(new Renamed()), StringComparison.Ordinal);
    }

    private const ulong Seed = 9;

    private TrainingRun Run(string name, int width, int nets, double rate = 0.05, Topology? topology = null) => new()
    {
        Network = new() { Network = new() { Topology = topology ?? Topology.Feedforward, Norm = NormKind.Batch, KernelSize = 1, Width = width, Depth = 3 } },
        Options = new() { Steps = 4, BatchSize = 10, Records = 3, JudgedImages = 20, Rate = rate },
        Split = new() { Training = 40, HeldOut = 24 },
        Nets = nets,
        Seed = Seed,
        Threads = 1,
        ProbedSteps = [0],
        ProbedImages = 8,
        NoiseLevels = [],
        Folder = _folder[name],
    };

    private RunResults Train(string name, int width, int nets, double rate = 0.05, Topology? topology = null) =>
        Run(name, width, nets, rate, topology).Run(Token);

    // The same images with other labels.
    private sealed class Renamed : ILabelledDataset
    {
        public string Name => s_images.Name;

        public int Count => s_images.Count;

        public int Channels => s_images.Channels;

        public int Height => s_images.Height;

        public int Width => s_images.Width;

        public string Fingerprint => s_images.Fingerprint;

        public int Classes => s_images.Classes;

        public IReadOnlyList<string>? ClassNames => null;

        public IReadOnlyList<int> TestImages => [];

        public string LabelFingerprint => "others";

        public int LabelOf(int index) => s_images.LabelOf(index);

        public void Read(int index, Span<float> pixels) => s_images.Read(index, pixels);
    }
}
