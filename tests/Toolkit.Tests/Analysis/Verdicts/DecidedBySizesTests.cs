using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Normalization;
using MomentsDnns.Results;

namespace MomentsDnns.Toolkit.Tests.Analysis.Verdicts;

/// <summary>Curves as clear as can be, under sizes that leave no other.</summary>
public sealed class DecidedBySizesTests
{
    private static readonly NetworkOptions Connected = new() { Depth = 200, KernelSize = 1, Width = 64, Norm = NormKind.Batch };

    [Theory]
    [InlineData(2, 64, Presence.Inconclusive)]
    [InlineData(64, 1, Presence.Inconclusive)]
    [InlineData(3, 64, Presence.Present)]
    public void Of_RankOneBySizes_IsNotPronounced(int batch, int width, Presence expected)
    {
        PathologyVerdict verdict = Judge(Connected with { Norm = NormKind.None, Width = width }, batch, new JudgedRuns { Rank = _ => 1 })[Pathology.OneDimensionalSignal];

        Assert.Equal(expected, verdict.Presence);
        Assert.Equal(expected == Presence.Inconclusive, verdict.Sentence.StartsWith("decided by sizes: r_eff is at most min(channels, points - 1) = 1", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_OneChannelOfAConvolution_IsNotPronounced() => Assert.Equal(Presence.Inconclusive,
        Judge(Connected with { KernelSize = 3, Width = 1 }, 64, new JudgedRuns { Rank = _ => 1 })[Pathology.OneDimensionalSignal].Presence);

    [Theory]
    [InlineData(2, "feedforward", Presence.Inconclusive, Presence.Inconclusive)]
    [InlineData(2, "residual", Presence.Absent, Presence.Inconclusive)]
    [InlineData(64, "feedforward", Presence.Absent, Presence.Present)]
    public void Of_BatchNormOfTwoImages_SaysNothingOfWhatItSets(int batch, string topologyName, Presence zeroDimensional, Presence exploding)
    {
        Topology topology = TopologyCatalog.Find(topologyName)!;
        RunAnalysis analysis = Judge(Connected with { Topology = topology }, batch, new JudgedRuns { LogChi = l => 0.1 * l });

        Assert.Equal((zeroDimensional, exploding), (analysis[Pathology.ZeroDimensionalSignal].Presence, analysis[Pathology.ExplodingSensitivity].Presence));
    }

    [Theory]
    [InlineData("layer", 2, 1)]
    [InlineData("group", 8, 4)]
    public void Of_NormsOverTwoValues_SayNothingOfSensitivity(string norm, int width, int groups) => Assert.Equal(Presence.Inconclusive,
        Judge(Connected with { Norm = NormCatalog.Find(norm)!, Width = width, NormGroups = groups }, 64, new JudgedRuns { LogChi = l => 0.1 * l })[Pathology.ExplodingSensitivity].Presence);

    [Fact]
    public void Of_DifferentiatedBatchNormOfTwoImages_SaysNothingOfSensitivity() => Assert.Equal(Presence.Inconclusive,
        Judge(Connected with { NormStatistics = NormStatistics.Differentiated }, 2, new JudgedRuns { LogChi = l => 0.1 * l })[Pathology.ExplodingSensitivity].Presence);

    [Fact]
    public void Of_FewImages_ObservationsNameTheirBounds()
    {
        IReadOnlyList<Observation> observations = Judge(Connected, 4, new JudgedRuns()).Observations;

        Assert.EndsWith("; at most 3", observations.Single(o => o.Name == "r_eff(x)").Meaning, StringComparison.Ordinal);
    }

    private static RunAnalysis Judge(NetworkOptions network, int batch, JudgedRuns curves)
    {
        RunResults run = curves.Build();
        Location output = network.Topology.Sites(network).Single(s => s.Is(SiteRoles.Output)).Location;
        return RunAnalysis.Of(new(run.Configuration with { Network = network, BatchSize = batch }, run.Simulations, run.Depths,
            run.Curves.Select(c => c.Statistic == Statistic.EffectiveRankSignal ? c : new Curve(c.Statistic, output, c.ToArray()))));
    }
}
