using MomentsDnns.Analysis.Ranking;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Datasets;
using MomentsDnns.Propagation.Tracing;
using MomentsDnns.Ranking;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Ranking;

/// <summary>Measuring the networks of a list: sample, resumption, and what is measured.</summary>
public sealed class NetworkRankingTests
{
    private static readonly CifarLikeClassesDataset s_images = new();

    [Fact]
    public void Measure_GoesOnWhereItWasKilled_WithTheSameNumbers()
    {
        using TemporaryFolder folder = new();
        NetworkRanking ranking = Ranking(folder["one"], threads: 2);
        IReadOnlyList<MeasuredNetwork> measured = ranking.Measure(TestContext.Current.CancellationToken);
        Assert.Equal(5 + 2, measured.Count);
        string table = Path.Combine(folder["one"], "measurements.csv");
        // Of seven rows two and a half are left.
        string[] lines = File.ReadAllLines(table);
        File.WriteAllText(table, string.Join('\n', lines[..3]) + '\n' + lines[3][..40]);
        int told = 0;
        IReadOnlyList<MeasuredNetwork> again = (ranking with { Progress = _ => told++, Options = ranking.Options with { Threads = 1 } }).Measure(TestContext.Current.CancellationToken);
        Assert.Equal(5, told);
        Assert.Equal(Numbers(measured), Numbers(again));
        Assert.Equal(Numbers(measured), Numbers(ranking.Measure(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public void Measure_TakesEveryMeasure_FromOtherWeightsInEachRepeat()
    {
        using TemporaryFolder folder = new();
        IReadOnlyList<MeasuredNetwork> measured = Ranking(folder["one"], threads: 2).Measure(TestContext.Current.CancellationToken);
        foreach (MeasuredNetwork network in measured)
        {
            Assert.Equal(NetworkRanking.Measures.Select(m => m.Name).Order(), network.Values.Keys.Select(m => m.Name).Order());
            Assert.Equal(network.Repeat == 0, network.Verdicts.Count > 0);
        }

        foreach (IGrouping<string, MeasuredNetwork> repeats in measured.GroupBy(n => n.Name).Where(g => g.Count() > 1))
        {
            MeasuredNetwork[] both = [.. repeats];
            Assert.Equal(Value(both[0], "params"), Value(both[1], "params"));
            Assert.NotEqual(Value(both[0], "chi_output"), Value(both[1], "chi_output"));
            Assert.NotEqual(Value(both[0], "snip"), Value(both[1], "snip"));
        }
    }

    [Fact]
    public void Sample_DoesNotDependOnTheOrderOfTheList_AndAnotherIsRefused()
    {
        using TemporaryFolder folder = new();
        NetworkRanking ranking = Ranking(folder["one"], threads: 2) with { };
        ranking = ranking with { Options = ranking.Options with { Networks = 2, Repeated = 0 } };
        IReadOnlyList<MeasuredNetwork> measured = ranking.Measure(TestContext.Current.CancellationToken);
        Assert.Equal(Numbers(measured), Numbers((ranking with { Networks = [.. ranking.Networks.Reverse()] }).Measure(TestContext.Current.CancellationToken)));
        string said = Assert.Throws<InvalidDataException>(() => (ranking with { Options = ranking.Options with { Seed = 8 } }).Measure(TestContext.Current.CancellationToken)).Message;
        Assert.Contains("holds another ranking (\"seed\": 7 there, \"seed\": 8 asked for)", said, StringComparison.Ordinal);
        File.AppendAllText(Path.Combine(folder["one"], "measurements.csv"), "\"width 4\",1,0,x\n");
        Assert.Contains("line 4 is damaged", Assert.Throws<InvalidDataException>(() => ranking.Measure(TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_TellEveryFault()
    {
        RankingOptions options = new(s_images) { Networks = 9, Repeated = 10, Repeats = 1, BatchSize = 1, Threads = 0 };
        Assert.Equal(["Networks", "Repeated", "Repeats", "BatchSize", "Threads"], options.Validate(5).Select(fault => fault.Option));
        Assert.Throws<OptionException>(() => new NetworkRanking([], new(s_images), "nowhere").Measure(TestContext.Current.CancellationToken));
    }

    private static NetworkRanking Ranking(string folder, int threads) =>
        new([.. Enumerable.Range(3, 5).Select(width => new RankedNetwork($"width {width}", 50 + width, Model(width)))],
            new(s_images) { Repeated = 2, Repeats = 2, Seed = 7, BatchSize = 4, Threads = threads }, folder);

    private static ModuleModel Model(int width) => new($"width {width}", () => nn.Sequential(
        ("conv", nn.Conv2d(3, width, 3, padding: 1)), ("norm", nn.BatchNorm2d(width)), ("relu", nn.ReLU()),
        ("conv2", nn.Conv2d(width, width, 3, stride: 2)), ("relu2", nn.ReLU()),
        ("pool", nn.AdaptiveAvgPool2d(1)), ("flatten", nn.Flatten()), ("head", nn.Linear(width, s_images.Classes))), [3, 8, 8]);

    private static double Value(MeasuredNetwork network, string measure) => network.Values.Single(v => v.Key.Name == measure).Value;

    private static IEnumerable<(string, int, string)> Numbers(IEnumerable<MeasuredNetwork> measured) =>
        measured.Select(n => (n.Name, n.Repeat, string.Join(' ', n.Values.OrderBy(v => v.Key.Name).Select(v => v.Value.ToString("R")))));
}
