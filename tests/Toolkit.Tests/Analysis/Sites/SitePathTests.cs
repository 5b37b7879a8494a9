using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.Sites;
using MomentsDnns.Results;
using MomentsDnns.Results.Facts;

namespace MomentsDnns.Toolkit.Tests.Analysis.Sites;

public sealed class SitePathTests
{
    private static SitePath PathOf(IReadOnlyList<SiteFacts> sites) => SitePath.Of(new SyntheticProbe { Sites = sites, Simulations = 2 }.Build())!;

    private static SiteFacts Site(string name, int positions, bool isMain = true) =>
        new() { Name = name, Kind = "k", Channels = 4, Positions = positions, IsOnMainPath = isMain };

    [Fact]
    public void Stages_OfAResNet_AreItsResolutions_AndHoldEverySite()
    {
        SitePath path = PathOf(SyntheticProbe.ResNet(true, 3, 4, 6, 3));

        Assert.Equal(["112 × 112", "56 × 56", "28 × 28", "14 × 14", "7 × 7", "1 × 1"], path.Stages.Select(s => s.Name));
        Assert.Equal(0, path.Stages[0].First);
        Assert.Equal(path.Sites.Count - 1, path.Stages[^1].Last);
        Assert.All(path.Stages.Zip(path.Stages.Skip(1)), pair => Assert.Equal(pair.First.Last + 1, pair.Second.First));
        Assert.Equal(path.Main, path.Stages.SelectMany(s => s.Main));
        // What leads to a resolution belongs to it: the first convolution of its first block.
        Assert.Equal("28 × 28", path.StageOf(path.Sites.ToList().FindIndex(s => s.Name == "layer2.0.conv1")).Name);
    }

    [Fact]
    public void Stages_OneResolutionThroughout_AreTheFirstPartsOfNames()
    {
        Assert.Equal(["embed", "blocks", "head"], PathOf([Site("embed.proj", 9), Site("blocks.0.a", 9), Site("blocks.1.a", 9), Site("head.norm", 9)]).Stages.Select(s => s.Name));
        Assert.Equal(["encoder"], PathOf([Site("/encoder/a", 9), Site("/encoder/b", 9)]).Stages.Select(s => s.Name));
        Assert.Equal(["6 positions", "1 × 1"], PathOf([Site("a", 6), Site("b", 1)]).Stages.Select(s => s.Name));
    }

    [Fact]
    public void Stages_AResolutionThatComesBack_IsAnotherStage() => Assert.Equal(["4 × 4", "2 × 2", "4 × 4"],
        PathOf([Site("down", 16), Site("middle", 4), Site("up", 16)]).Stages.Select(s => s.Name));

    [Fact]
    public void Before_IsTheLastSiteOnTheMainPath()
    {
        SitePath path = PathOf([Site("a", 4), Site("b", 4, false), Site("c", 4, false), Site("d", 4)]);

        Assert.Equal([null, 0, 0, 0], Enumerable.Range(0, 4).Select(path.Before));
        Assert.Equal([0, 3], path.Main);
    }

    [Fact]
    public void MainPath_NotKnown_IsEverySite() => Assert.Equal([0, 1], PathOf([Site("a", 4, false), Site("b", 4, false)]).Main);

    [Fact]
    public void LargestRank_IsThatOfChannelsOrPoints()
    {
        // 16 images: 16 positions each are 256 points, one position 16.
        SitePath path = PathOf([Site("a", 16) with { Channels = 300 }, Site("b", 16), Site("c", 1) with { Channels = 300 }]);

        Assert.Equal([255, 4, 15], Enumerable.Range(0, 3).Select(path.LargestRank));
    }

    [Fact]
    public void Pattern_StarsWholeNumbers() => Assert.Equal(["features.*", "features.*", "layer*.*.conv*"],
        new[] { "features.9", "features.1234", "layer3.10.conv2" }.Select(name => new SiteFacts { Name = name }.Pattern));

    [Fact]
    public void PathIncrement_IsTheRatioFromTheSiteBefore_AtFirstFromTheInput()
    {
        RunResults run = new SyntheticProbe
        {
            Sites = [Site("a", 4), Site("b", 4, false), Site("c", 4)],
            Simulations = 3,
            Scatter = 0,
            LogChi = c => new[] { 0.2, 0.9, 0.5 }[c],
        }.Build();
        QuantityCurve increment = SiteQuantities.PathIncrement.Get(run);

        Assert.Equal([0.2, 0.7, 0.3], Enumerable.Range(0, 3).Select(c => Math.Round(increment[0, c], 12)));
    }

    [Fact]
    public void Quantities_OfSites_AreFaultsOfOurNets()
    {
        Assert.All(QuantityCatalog.OfSites, q => Assert.NotNull(q.Fault(new ExperimentConfiguration())));
        Assert.All(QuantityCatalog.OfSites, q => Assert.Null(q.Find(Plotting.SyntheticRuns.Vanilla(5))));
        Assert.All(QuantityCatalog.OfSites, q => Assert.Equal(q, QuantityCatalog.Find(q.Name)));
    }
}
