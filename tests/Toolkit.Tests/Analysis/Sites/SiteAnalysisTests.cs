using MomentsDnns.Analysis.Growth;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Sites;
using MomentsDnns.Results.Facts;

namespace MomentsDnns.Toolkit.Tests.Analysis.Sites;

public sealed class SiteAnalysisTests
{
    private static readonly IReadOnlyList<SiteFacts> Net = SyntheticProbe.ResNet(false, 2, 2, 2, 2);

    private static int ColumnOf(string name) => Net.ToList().FindIndex(s => s.Name == name);

    [Fact]
    public void Sites_WhereAStepWasPlanted_NamesThemInOrder()
    {
        // chi grows by a factor of 2 at one sum and of 1.5 at another.
        int first = ColumnOf("layer2.1.relu2.input"), second = ColumnOf("layer4.0.relu2.input");
        SiteAnalysis found = SiteAnalysis.Of(new SyntheticProbe
        {
            Sites = Net,
            LogChi = c => (c >= first ? Math.Log(1.5) : 0) + (c >= second ? Math.Log(2) : 0),
        }.Build())!;

        Assert.Equal(["layer4.0.relu2.input", "layer2.1.relu2.input"], found.ChiGrowsMost.Take(2).Select(s => s.Site));
        SiteValue largest = found.ChiGrowsMost[0];
        Assert.Equal(("7 × 7", "layer3.1.relu2", "function"), (largest.Stage, largest.Before, largest.Kind));
        // What one site adds scatters by 0.01 over 12 replicates.
        Assert.Equal(Math.Log10(2), largest.Value.Value, 4 * largest.Value.StandardError);
        Assert.InRange(largest.Value.StandardError, 0.4 * 0.01 / Math.Log(10) / Math.Sqrt(12), 2 * 0.01 / Math.Log(10) / Math.Sqrt(12));
    }

    [Fact]
    public void Sites_WhereRanksFall_AreThoseOfThePathAlone()
    {
        int fall = ColumnOf("layer3.0.relu2");
        SiteAnalysis found = SiteAnalysis.Of(new SyntheticProbe
        {
            Sites = Net,
            Scatter = 0.001,
            // On branches there are few directions, which are lost to nobody.
            Rank = c => !Net[c].IsOnMainPath ? 1.5 : c >= fall ? 10 : 40,
            VarianceShare = c => Net[c].Name == "layer1.0.relu2" ? 0.05 : 0.5,
        }.Build())!;

        Assert.Equal("layer3.0.relu2", found.RankFallsMost[0].Site);
        Assert.Equal(Math.Log10(10.0 / 40), found.RankFallsMost[0].Value.Value, 0.002);
        Assert.Equal("layer1.0.relu2", found.NearestPoint[0].Site);
        Assert.Equal(0.05, found.NearestPoint[0].Value.Value, 0.001);
        Assert.All(found.NearestLine, site => Assert.InRange(site.Value.Value, 9.9, 10.1));
    }

    [Fact]
    public void Stages_Shares_AddUpToTheWhole()
    {
        SiteAnalysis found = SiteAnalysis.Of(SyntheticProbe.Plausible(Net).Build())!;

        Assert.Equal(1, found.Stages.Sum(s => s.Share!.Value), 1e-9);
        Assert.Equal(found.Total!.Value, found.Stages.Sum(s => s.LogGrowth!.Value), 1e-9);
        Assert.Null(found.Stages[0].RankBefore);
        Assert.All(found.Stages.Zip(found.Stages.Skip(1)), pair => Assert.Equal(pair.First.RankBehind, pair.Second.RankBefore));
        Assert.Equal(Net.Count, found.Stages.Sum(s => s.Sites));
        Assert.Equal(Net.Count(s => s.IsOnMainPath), found.Stages.Sum(s => s.OnMainPath));
    }

    [Fact]
    public void ShareOf_OfProportionalParts_IsExactWithoutError()
    {
        Estimate share = SiteAnalysis.ShareOf([1, 2, 3, 4], [4, 8, 12, 16]);

        Assert.Equal((0.25, 0), (share.Value, Math.Round(share.StandardError, 12)));
    }

    [Fact]
    public void Stages_OfATotalThatMayBeNone_HaveNoShares() => Assert.All(
        SiteAnalysis.Of(new SyntheticProbe { Sites = Net, Scatter = 0.1 }.Build())!.Stages, stage => Assert.Null(stage.Share));

    [Fact]
    public void Units_OfAResNet_AreTheOutputsOfItsBlocks_OfAllAndOfOneShape()
    {
        IReadOnlyList<SiteFacts> net = SyntheticProbe.ResNet(true, 3, 4, 6, 3);
        IReadOnlyList<UnitGrowth> units = SiteAnalysis.Of(SyntheticProbe.Plausible(net).Build())!.Units;

        Assert.Equal([("layer*.*.relu*", "ReLU")], units.Select(u => (u.Pattern, u.Kind)).Distinct());
        Assert.Equal([null, "28 × 28", "14 × 14"], units.Select(u => u.Stage));
        Assert.Equal([16, 4, 6], units.Select(u => u.Sites.Count));
        Assert.Equal("layer4.2.relu3", units[0].Sites[^1]);
    }

    [Theory]
    [InlineData(GrowthLaw.Exponential, 0.1)]
    [InlineData(GrowthLaw.PowerLaw, 0.6)]
    public void Units_OfAPlantedLaw_AreFittedByIt(GrowthLaw law, double exponent)
    {
        IReadOnlyList<SiteFacts> net = SyntheticProbe.Plain(16);
        // Unit u ends with ReLU at column 3 u - 1.
        UnitGrowth units = SiteAnalysis.Of(new SyntheticProbe { Sites = net, Scatter = 0.002, LogChi = c => exponent * law.Shape((c / 3) + 1) }.Build())!.Units[0];

        Assert.Equal(16, units.Sites.Count);
        Assert.Equal(law, units.Growth!.Preferred);
        Assert.Equal(exponent, units.Growth[law].Exponent.Value, 5 * units.Growth[law].Exponent.StandardError);
    }

    [Fact]
    public void Units_ThatRepeatLessOften_AreNone()
    {
        Assert.Empty(SiteAnalysis.Of(new SyntheticProbe { Sites = SyntheticProbe.Plain(3) }.Build())!.Units);
        Assert.Single(SiteAnalysis.Of(new SyntheticProbe { Sites = SyntheticProbe.Plain(4) }.Build())!.Units);
    }

    [Fact]
    public void Of_ANetOfOurs_IsNull() => Assert.Null(SiteAnalysis.Of(Plotting.SyntheticRuns.Vanilla(5)));
}
