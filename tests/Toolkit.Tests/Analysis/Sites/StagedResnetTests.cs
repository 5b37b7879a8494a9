using MomentsDnns.Analysis.Comparison;
using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Analysis.Sites;
using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Plotting;
using MomentsDnns.Results;

namespace MomentsDnns.Toolkit.Tests.Analysis.Sites;

/// <summary>The analysis of a real probe: what is planted nowhere else, names, main path and stages of a module.</summary>
public sealed class StagedResnetTests(ITestOutputHelper output)
{
    private static readonly Lazy<RunResults> He = new(() => StagedResnet.Probe("he")), Uniform = new(() => StagedResnet.Probe("uniform")),
        WithoutSkips = new(() => StagedResnet.Probe("he", hasSkips: false));

    [Fact]
    public void Probe_ItsStagesAndUnits_AreThoseOfTheModule()
    {
        SiteAnalysis sites = SiteAnalysis.Of(He.Value)!;
        output.WriteLine(AnalysisText.Of("staged", RunAnalysis.Of(He.Value)));

        Assert.Equal(4, sites.Stages.Count);
        Assert.Equal([8, 16, 32, 10], sites.Stages.Select(s => s.Channels));
        Assert.Equal("blocks.*.relu*", sites.Units[0].Pattern);
        Assert.Equal([null, .. sites.Stages.Take(3).Select(s => s.Name)], sites.Units.Select(u => u.Stage));
        Assert.Equal([12, 4, 4, 4], sites.Units.Select(u => u.Sites.Count));
        Assert.All(sites.Units, units => Assert.All(units.Sites, name => Assert.EndsWith(".relu2", name, StringComparison.Ordinal)));
        // The path: input of the last ReLU of each block, and that ReLU; no layer of a branch.
        Assert.DoesNotContain(sites.All, s => s.IsOnMainPath && s.Name.Contains(".conv", StringComparison.Ordinal));
        Assert.All(sites.All, s => Assert.NotNull(s.LogSensitivity));
    }

    [Fact]
    public void Probe_TheSum_IsTheTotal()
    {
        SiteAnalysis sites = SiteAnalysis.Of(He.Value)!;

        Assert.Equal(sites.Total!.Value, sites.Stages.Sum(s => s.LogGrowth!.Value), 1e-9);
        Assert.Equal(sites.Total.Value, sites.All.Where(s => s.IsOnMainPath).Sum(s => s.LogGrowth!.Value), 1e-9);
    }

    // The talk's claim, in an architecture that it does not name: skips slow the growth of chi.
    [Fact]
    public void Probe_WithoutSkips_GrowsFasterAUnit()
    {
        SiteAnalysis with = SiteAnalysis.Of(He.Value)!, without = SiteAnalysis.Of(WithoutSkips.Value)!;
        output.WriteLine(AnalysisText.Of("without skips", RunAnalysis.Of(WithoutSkips.Value)));

        Assert.True(without.Units[0].Growth!.LogGrowth.Interval(0.95).Lower > with.Units[0].Growth!.LogGrowth.Interval(0.95).Upper);
    }

    [Fact]
    public void Probe_OfTwoLaws_IsOfPairs_AndDraws()
    {
        Assert.Equal((true, true), (RunPairing.Of(He.Value, Uniform.Value)!.Inputs, RunPairing.Of(He.Value, Uniform.Value)!.Weights));
        IReadOnlyList<string> labels = RunLabels.Of([He.Value, Uniform.Value]);
        FigureDescription figure = FigureCatalog.SideBySide([new(labels[0], He.Value), new(labels[1], Uniform.Value)]);
        Assert.NotNull(figure.Panel("difference"));
        Assert.NotEmpty(FigureRenderer.RenderPng(FigureCatalog.Describe(FigureCatalog.For(He.Value)[0], He.Value), 60));
    }
}
