using System.Text.Json.Nodes;
using MomentsDnns.Analysis.TheoryComparison;
using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Results;
using MomentsDnns.Results.Facts;

namespace MomentsDnns.Toolkit.Tests.Analysis.Sites;

public sealed class SiteVerdictTests
{
    private static readonly IReadOnlyList<SiteFacts> Net = SyntheticProbe.ResNet(false, 2, 2, 2, 2);

    private static SyntheticProbe Probe => new() { Sites = Net };

    [Theory]
    [InlineData(0.006, Presence.Present)]
    [InlineData(0.02, Presence.Absent)]
    [InlineData(0.01, Presence.Inconclusive)]
    public void ZeroDimensional_ByTheShareAtTheOutput(double share, Presence presence)
    {
        // The branches do not count, whatever they are like.
        SyntheticProbe probe = Probe with { Scatter = 0.1, VarianceShare = c => Net[c].IsOnMainPath ? share : 0.9 };
        PathologyVerdict verdict = RunAnalysis.Of(probe.Build())[Pathology.ZeroDimensionalSignal];

        Assert.Equal(presence, verdict.Presence);
        Assert.Contains("at fc", verdict.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("trend", verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void ZeroDimensional_FromTheFirstSiteFromWhichItStaysSo()
    {
        int from = Net.ToList().FindIndex(s => s.Name == "layer3.0.relu2");
        int before = Net.ToList().FindIndex(s => s.Name == "layer1.0.relu2");
        SyntheticProbe probe = Probe with { VarianceShare = c => c >= from || c == before || !Net[c].IsOnMainPath ? 0.001 : 0.5 };
        PathologyVerdict verdict = RunAnalysis.Of(probe.Build())[Pathology.ZeroDimensionalSignal];

        Assert.Equal(("layer3.0.relu2", from + 1), (verdict.OnsetSite, verdict.Onset));
        Assert.Contains("layer3.0.relu2", AnalysisText.Of("run", RunAnalysis.Of(probe.Build())), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1.05, Presence.Present)]
    [InlineData(1.6, Presence.Absent)]
    public void OneDimensional_ByTheRankAtTheOutput(double rank, Presence presence) => Assert.Equal(presence,
        RunAnalysis.Of((Probe with { Rank = c => c < 5 ? 8 : rank }).Build())[Pathology.OneDimensionalSignal].Presence);

    [Fact]
    public void OneDimensional_OfTwoImagesOfFeatures_IsDecidedBySizes()
    {
        PathologyVerdict verdict = RunAnalysis.Of((Probe with { BatchSize = 2, Rank = _ => 1 }).Build())[Pathology.OneDimensionalSignal];

        Assert.Equal(Presence.Inconclusive, verdict.Presence);
        Assert.Contains("decided by sizes", verdict.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.1, Presence.Present)]
    [InlineData(0.005, Presence.Absent)]
    public void Sensitivity_OfRepeatedUnits_ByTheirGrowth(double rate, Presence presence)
    {
        SyntheticProbe probe = new() { Sites = SyntheticProbe.Plain(16), Scatter = 0.004, LogChi = c => rate * ((c / 3) + 1) };
        RunAnalysis analysis = RunAnalysis.Of(probe.Build());
        PathologyVerdict verdict = analysis[Pathology.ExplodingSensitivity];

        Assert.Equal(presence, verdict.Presence);
        Assert.Contains("a unit from 1 to 16", verdict.Sentence, StringComparison.Ordinal);
        Assert.Contains("16 outputs of features.* (ReLU)", verdict.Sentence, StringComparison.Ordinal);
        // No law is told of sites that differ.
        Assert.Null(analysis.Growth);
        if (presence == Presence.Present) Assert.Equal("features.2", verdict.OnsetSite);
    }

    [Fact]
    public void Sensitivity_OfNoUnitThatRepeats_TellsTheTotalAndNoVerdict()
    {
        SyntheticProbe probe = new() { Sites = SyntheticProbe.ResNet(true, 1, 1, 1), LogChi = c => 0.05 * c };
        RunAnalysis analysis = RunAnalysis.Of(probe.Build());
        PathologyVerdict verdict = analysis[Pathology.ExplodingSensitivity];

        Assert.Equal(Presence.Inconclusive, verdict.Presence);
        Assert.StartsWith("no unit repeats 4 times", verdict.Sentence, StringComparison.Ordinal);
        Assert.Contains("log10 chi is", verdict.Sentence, StringComparison.Ordinal);
        Assert.Equal(analysis.Sites!.Total, verdict.Evidence[0].Mean);
        Assert.Equal(analysis.Sites.Stages.Select(s => s.Share!.Value), verdict.Evidence.Skip(1).Select(e => e.Value!.Value));
        Assert.All(new[] { Pathology.ExplodingActivations, Pathology.VanishingActivations }, p => Assert.Equal(Presence.Inconclusive, analysis[p].Presence));
    }

    [Theory]
    [InlineData(0.3, Presence.Present, Presence.Absent)]
    [InlineData(-0.3, Presence.Absent, Presence.Present)]
    public void Activations_OfRepeatedUnits_ByTheirRate(double rate, Presence explodes, Presence vanishes)
    {
        RunAnalysis analysis = RunAnalysis.Of(new SyntheticProbe { Sites = SyntheticProbe.Plain(12), LogPower = c => rate * (c / 3) }.Build());

        Assert.Equal((explodes, vanishes), (analysis[Pathology.ExplodingActivations].Presence, analysis[Pathology.VanishingActivations].Presence));
    }

    [Fact]
    public void Of_FewReplicates_IsInconclusiveThroughout_OfFewSitesNot()
    {
        RunAnalysis few = RunAnalysis.Of((Probe with { Simulations = 4 }).Build());
        Assert.All(few.Verdicts, v => Assert.Equal(Presence.Inconclusive, v.Presence));
        Assert.Contains("a verdict needs", few.Verdicts[0].Sentence, StringComparison.Ordinal);

        Assert.Equal(Presence.Absent, RunAnalysis.Of(new SyntheticProbe { Sites = SyntheticProbe.Plain(2) }.Build())[Pathology.ZeroDimensionalSignal].Presence);
    }

    [Fact]
    public void Of_AJudgeOfOnesOwn_IsAskedAndItsSitesAreNamed()
    {
        RunAnalysis analysis = RunAnalysis.Of(Probe.Build(), judges: [new DirectionsJudge()]);
        PathologyVerdict verdict = Assert.Single(analysis.Verdicts);

        Assert.Equal((Presence.Present, "relu"), (verdict.Presence, verdict.OnsetSite));
        Assert.Equal("seen at fc", verdict.Sentence);
    }

    [Fact]
    public void Json_OfAProbe_NamesItsSites()
    {
        JsonNode run = JsonNode.Parse(AnalysisJson.Write([("run", RunAnalysis.Of((Probe with { LogChi = c => 0.02 * c }).Build()))]))![0]!;

        Assert.Equal(Net.Select(s => s.Name), run["sites"]!["all"]!.AsArray().Select(s => (string)s!["name"]!));
        Assert.Equal("fc", (string)run["verdicts"]![0]!["numbers"]![0]!["site"]!);
        Assert.Equal("112 × 112", (string)run["sites"]!["stages"]![0]!["name"]!);
        Assert.NotNull(run["sites"]!["chi-grows-most"]![0]!["value"]!["standard-error"]);
        Assert.Equal("layer1.0.relu2", (string)run["sites"]!["units"]![0]!["sites"]![0]!);
        Assert.All(run["observations"]!.AsArray(), o => Assert.NotNull(o!["site"]));
        // Nets that repeat one unit have none of it.
        JsonNode other = JsonNode.Parse(AnalysisJson.Write([("run", RunAnalysis.Of(Plotting.SyntheticRuns.Residual()))]))![0]!;
        Assert.Null(other["sites"]);
        Assert.Null(other["observations"]![0]!["site"]);
    }

    [Fact]
    public void Theory_OfAProbe_IsNone()
    {
        RunResults run = SyntheticProbe.Plausible(Net).Build();
        Assert.Empty(TheoryCurves.Of(run));
        Assert.Null(RunAnalysis.Of(run).PredictedPowerLaw);
    }

    [Fact]
    public void Degeneracies_AreToldByTheNamesOfSites()
    {
        ProbedSource source = Probe.Source;
        RunResults run = new(null, [0, 1], source.Depths, [], degeneracies: new Dictionary<int, Degeneracy> { [0] = new(DegeneracyCause.Rounding, 3), [1] = new(DegeneracyCause.Rounding, 4) }, probed: source);

        Assert.Equal(["the signal was lost in the rounding of float64 at relu to maxpool in 2 of 2 simulations"], RunAnalysis.Of(run).Degeneracies);
    }

    private sealed class DirectionsJudge : IJudge
    {
        private static readonly Pathology Judged = new("test-directions");

        public IReadOnlyList<Pathology> Pathologies { get; } = [Judged];

        public IReadOnlyList<PathologyVerdict> Judge(JudgedRun run) =>
        [
            new(Judged, Presence.Present, 1, 3, null, [new(new("seen", n => $"seen at {n.Site}")) { Place = run.Results.Facts.Unit, Depth = run.Sites!.All.Count }]),
        ];
    }
}
