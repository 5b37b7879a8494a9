using MomentsDnns.Analysis;
using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Initialization;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Plotting;
using MomentsDnns.Propagation.Prediction;
using MomentsDnns.Results;
using MomentsDnns.Toolkit.Tests.Analysis.ResidualNets;

namespace MomentsDnns.Toolkit.Tests.Analysis;

/// <summary>A residual net of which nothing is predicted is told nothing: in no table, no JSON, no figure.</summary>
public sealed class PredictionConditionsTests
{
    private static readonly FigureOptions Theory = new() { Theory = true };

    [Theory]
    [InlineData("relu")]
    [InlineData("tanh")]
    public void ResnetsWithoutNorm_AreToldNoExponentAndGetNoCurve(string activation)
    {
        RunResults run = Run(NormKind.None, activation);
        RunAnalysis analysis = RunAnalysis.Of(run);

        Assert.Null(analysis.PredictedPowerLaw);
        Assert.Equal(0, analysis.Growth!.PowerLawOffset);
        Assert.Empty(analysis.Theory);
        Assert.DoesNotContain("predicted", AnalysisText.Of("run", analysis), StringComparison.Ordinal);
        Assert.Contains("\"predicted-power-law\": null", AnalysisJson.Write([("run", analysis)]), StringComparison.Ordinal);
        Assert.Equal(["χ^l"], FigureCatalog.Describe(PaperFigures.Residual, run, Theory).Panels[1].Series.Select(s => s.Label.PlainText));
    }

    [Fact]
    public void ResnetsWithLayerNorm_AreToldTheSumOfPowersAlone()
    {
        RunResults run = Run(NormKind.Layer, "relu");
        RunAnalysis analysis = RunAnalysis.Of(run);

        Assert.Null(analysis.PredictedPowerLaw);
        Assert.Equal(0, analysis.Growth!.PowerLawOffset);
        Assert.Equal(["unit-increment", "residual-sensitivity"], analysis.Theory.Select(c => c.Key));
        Assert.All(analysis.Theory, c => Assert.Contains("measured share", c.Basis, StringComparison.Ordinal));
        Assert.Contains("share of the residual branch x (l + 1)", analysis.Observations.Select(o => o.Name));
        Assert.Equal(["χ^l", "χ^l, theory"], FigureCatalog.Describe(PaperFigures.Residual, run, Theory).Panels[1].Series.Select(s => s.Label.PlainText));
    }

    [Fact]
    public void ResnetsWithBatchNorm_AreToldAll()
    {
        RunAnalysis analysis = RunAnalysis.Of(Run(NormKind.Batch, "tanh"));

        Assert.NotNull(analysis.PredictedPowerLaw);
        Assert.Equal(["branch-share", "unit-increment-bounds", "unit-increment", "residual-sensitivity"],
            analysis.Theory.Select(c => c.Key));
        Assert.Contains("predicted from whole branches, share 1/(l + 1.268): tau = ", AnalysisText.Of("run", analysis), StringComparison.Ordinal);
        Assert.Contains("share of the residual branch x (l + a)", analysis.Observations.Select(o => o.Name));
    }

    // Of a norm that says no more than its layer, and of a law of weights that says no more than its variance.
    [Fact]
    public void KindsOfOnesOwn_LetNoTheoryInUnlessTheySaySo()
    {
        NormKind norm = new("own", (_, _) => throw new InvalidOperationException("no layer is needed"));
        PredictionConditions conditions = new(Run(norm, "relu"));
        Assert.False(conditions.PreActivationsAreStandard || conditions.ChannelsDecide || conditions.UnitsSumPowers
            || conditions.BranchesAreOfOnePower || conditions.ShareOffsetIsKnown || conditions.PublishedBoundsHold || conditions.IsMeanField);
        Assert.Empty(RunAnalysis.Of(Run(norm, "relu")).Theory);

        InitializationKind law = new("own", 2, new HeInitializer());
        NetworkOptions network = new() { KernelSize = 1, Norm = NormKind.Batch, Initialization = law };
        conditions = new(new PlantedResnets { Network = network with { Topology = Topology.Residual } }.Build());
        Assert.False(conditions.PreActivationsAreStandard || conditions.ShareOffsetIsKnown);
        Assert.Equal(["Initialization"], PredictionRules.Broken(new() { Network = network }).Select(fault => fault.Option));
    }

    private static RunResults Run(NormKind norm, string activation) => new PlantedResnets
    {
        Network = new() { Topology = Topology.Residual, Norm = norm, KernelSize = 1, Activation = ActivationCatalog.Find(activation)! },
    }.Build();
}
