using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Results.Exchange;
using MomentsDnns.Results.Facts;

namespace MomentsDnns.Toolkit.Tests.Results.Exchange;

public sealed class MeansTableTests
{
    private const string Head = "experiment,statistic,depth,simulations,mean,sd,mean_log,sd_log";

    private static readonly NetworkFacts Vanilla = Facts(NormKind.None), Norm = Facts(NormKind.Batch);

    private static NetworkFacts Facts(NormKind norm) => NetworkFacts.Of(new() { Network = new() { Norm = norm } });

    [Fact]
    public void Read_AnExperiment_HasItsNumbersAtItsPlaces()
    {
        using TemporaryFolder folder = new();
        string path = Write(folder, Head, "a,chi_loc3,2,1000,1.5,0.25,0.375,0.125", "b,chi_loc4,2,8,1,1,,", "a,reff_signal_loc3,4,500,3,1,,");

        PublishedMeans means = MeansTable.Read(path, "a", Vanilla);

        Assert.Equal(("a", 500), (means.Experiment, means.Simulations));
        Assert.Equal(new PublishedMean(Statistic.Chi, Location.Activation, 2, 1000, 1.5, 0.25, 0.375, 0.125), means.Points[0]);
        Assert.Equal(new PublishedMean(Statistic.EffectiveRankSignal, Location.Activation, 4, 500, 3, 1, double.NaN, double.NaN), means.Points[1]);
        // The same number means another place in a net with a norm.
        Assert.Equal(Location.Norm, MeansTable.Read(path, "a", Norm).Points[0].Location);
        Assert.Equal(Location.Activation, Assert.Single(MeansTable.Read(path, "b", Norm).Points).Location);
    }

    [Fact]
    public void Read_OneExperimentWithoutAName_NeedsNone()
    {
        using TemporaryFolder folder = new();
        string path = Write(folder, "depth,statistic,simulations,sd_log,mean_log", "2,chi_loc3,10,0.5,1");

        PublishedMean point = Assert.Single(MeansTable.Read(path, null, Vanilla).Points);

        Assert.Equal((1, 0.5, true), (point.LogMean, point.LogDeviation, double.IsNaN(point.Mean)));
    }

    [Theory]
    [InlineData(null, "holds 2 experiments; name one with --experiment: a, b")]
    [InlineData("c", "holds no experiment c; it holds a, b")]
    public void Read_WithoutTheRightName_ListsThem(string? experiment, string fault)
    {
        using TemporaryFolder folder = new();
        string path = Write(folder, Head, "a,chi_loc3,2,1000,1,1,1,1", "b,chi_loc3,2,1000,1,1,1,1");

        Assert.Equal($"{path}: {fault}", Assert.Throws<InvalidDataException>(() => MeansTable.Read(path, experiment, Vanilla)).Message);
    }

    [Theory]
    [InlineData("a,chi_loc3,2,1000,1,1,1", "holds 7 values, the head names 8")]
    [InlineData("a,chi_loc4,2,1000,1,1,1,1", "chi_loc4: the places of this architecture end at loc3")]
    [InlineData("a,chi,2,1000,1,1,1,1", "chi names no statistic and location")]
    [InlineData("a,chi_loc3,0,1000,1,1,1,1", "depth 0: must be a whole number of at least 1")]
    [InlineData("a,chi_loc3,2,1,1,1,1,1", "simulations 1: must be a whole number of at least 2")]
    [InlineData("a,chi_loc3,2,1000,x,1,1,1", "mean x: must be a finite number")]
    [InlineData("a,chi_loc3,2,1000,1e999,1,1,1", "mean 1e999: must be a finite number")]
    [InlineData("a,chi_loc3,2,1000,1,,1,1", "lacks a mean or its standard deviation")]
    [InlineData("a,chi_loc3,2,1000,1,-1,1,1", "has a negative standard deviation")]
    [InlineData("a,chi_loc3,1,1000,1,1,1,1", "stands there twice")]
    public void Read_ALineThatBreaksARule_IsNamed(string line, string fault)
    {
        using TemporaryFolder folder = new();
        string path = Write(folder, Head, "a,chi_loc3,1,1000,1,1,1,1", line);

        Assert.StartsWith($"{path}, line 3: {fault}", Assert.Throws<InvalidDataException>(() => MeansTable.Read(path, "a", Vanilla)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("statistic,depth,simulations,mean")]
    [InlineData("statistic,depth,simulations,mean,sd,unknown")]
    [InlineData("statistic,statistic,depth,simulations,mean,sd")]
    public void Read_AnotherHead_IsNoTable(string head)
    {
        using TemporaryFolder folder = new();
        string path = Write(folder, head);

        Assert.StartsWith($"{path}: is no table of means", Assert.Throws<InvalidDataException>(() => MeansTable.Read(path, null, Vanilla)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AHugeFile_IsRefused()
    {
        using TemporaryFolder folder = new();
        string path = folder["huge.csv"];
        using (FileStream stream = File.Create(path)) stream.SetLength(20 << 20);

        Assert.Contains("is larger than 16 MB", Assert.Throws<InvalidDataException>(() => MeansTable.Read(path, null, Vanilla)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ThePublishedConvolutionalCurves_AreThere()
    {
        string path = ReferenceFiles.Find("convolution_curves.csv");

        PublishedMeans means = MeansTable.Read(path, "bn_ff", Norm);

        Assert.Equal((700, 1000), (means.Points.Count, means.Simulations));
        PublishedMean last = means.Points.Single(p => (p.Statistic, p.Location, p.Depth) == (Statistic.Chi, Location.Activation, 200));
        Assert.Equal(13.746, last.LogMean / Math.Log(10), 3);
        Assert.True(MeansTable.IsTable(path));
        Assert.False(MeansTable.IsTable(ReferenceFiles.Find("vanilla_fc.npz")));
    }

    private static string Write(TemporaryFolder folder, params string[] lines)
    {
        File.WriteAllText(folder["means.csv"], string.Join('\n', lines) + "\n");
        return folder["means.csv"];
    }
}
