using MomentsDnns.Analysis;
using MomentsDnns.Analysis.Growth;
using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Results.Exchange;
using MomentsDnns.Toolkit.Tests.Analysis.ResidualNets;
using MomentsDnns.Toolkit.Tests.Results;

namespace MomentsDnns.Toolkit.Tests.Analysis.Verdicts;

public sealed class RunAnalysisTests
{
    [Fact]
    public void Of_SoundNet_HasNoPathology()
    {
        RunAnalysis analysis = RunAnalysis.Of(new JudgedRuns().Build());
        Assert.All(analysis.Verdicts, v => Assert.Equal(Presence.Absent, v.Presence));
        Assert.Equal(GrowthLaw.PowerLaw, analysis.Growth!.Preferred);
    }

    [Fact]
    public void Of_ResidualNet_CountsByUnits_AndOfAFeedforwardNetByLayers()
    {
        Assert.Equal(("unit", true), Counted(new PlantedResnets { Growth = (s, _) => 2.3 + (0.02 * s) }.Build()));
        Assert.Equal(("layer", false), Counted(new JudgedRuns().Build()));

        static (string?, bool) Counted(RunResults run)
        {
            PathologyVerdict verdict = RunAnalysis.Of(run)[Pathology.ExplodingSensitivity];
            return (verdict.Evidence[0].Place, verdict.Sentence.Contains(" a unit from ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Of_RankThatFallsToOne_IsOneDimensionalFromItsOnset()
    {
        // Off the first direction: 1 - 1/r = 0.2 at r = 1.25, where 1 + 25/l crosses it: l = 100.
        PathologyVerdict verdict = RunAnalysis.Of(new JudgedRuns { Rank = l => 1 + (25 / l), Scatter = 0.01 }.Build())[Pathology.OneDimensionalSignal];
        Assert.Equal(Presence.Present, verdict.Presence);
        Assert.InRange(verdict.Onset!.Value, 92, 112);
        Assert.InRange(verdict.Onset.Value, verdict.OnsetRange!.Value.Lower, verdict.OnsetRange.Value.Upper);
        Assert.True(verdict.Confidence > 0.95);
    }

    [Fact]
    public void Of_RankThatLevelsAt18_IsNotOneDimensional()
    {
        // As borders of zeros do.
        Assert.Equal(Presence.Absent, RunAnalysis.Of(new JudgedRuns { Rank = l => 1.8 + (20 / (l * l)) }.Build())[Pathology.OneDimensionalSignal].Presence);
    }

    [Fact]
    public void Of_RankStillFalling_IsInconclusive()
    {
        PathologyVerdict verdict = RunAnalysis.Of(new JudgedRuns { Rank = l => 1 + (25 / l), Depth = 40 }.Build())[Pathology.OneDimensionalSignal];
        Assert.Equal(Presence.Inconclusive, verdict.Presence);
        Assert.Contains("by its trend", verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_VarianceThatVanishes_IsZeroDimensional()
    {
        // 4 / l^2 = 0.01 at l = 20.
        PathologyVerdict verdict = RunAnalysis.Of(new JudgedRuns { VarianceShare = l => 4 / (l * l) }.Build())[Pathology.ZeroDimensionalSignal];
        Assert.Equal(Presence.Present, verdict.Presence);
        Assert.InRange(verdict.Onset!.Value, 18, 22);
    }

    [Fact]
    public void Of_VarianceLostInRoundingEverywhere_IsZeroDimensional()
    {
        Dictionary<int, Degeneracy> degeneracies = Enumerable.Range(0, 8).ToDictionary(s => s, s => new Degeneracy(DegeneracyCause.Rounding, 30 + s));
        RunResults sound = new JudgedRuns().Build(degeneracies);
        PathologyVerdict verdict = RunAnalysis.Of(sound)[Pathology.ZeroDimensionalSignal];
        Assert.Equal((Presence.Present, 37), (verdict.Presence, verdict.Onset));
    }

    [Fact]
    public void Of_ExponentialChi_Explodes()
    {
        RunAnalysis analysis = RunAnalysis.Of(new JudgedRuns { LogChi = l => 0.1 * l }.Build());
        Assert.Equal(Presence.Present, analysis[Pathology.ExplodingSensitivity].Presence);
        Assert.Equal(GrowthLaw.Exponential, analysis.Growth!.Preferred);
        Assert.InRange(analysis.Growth[GrowthLaw.Exponential].Exponent.Value, 0.099, 0.101);
    }

    [Fact]
    public void Of_ChiThatStays_DoesNotExplode() =>
        Assert.Equal(Presence.Absent, RunAnalysis.Of(new JudgedRuns { LogChi = _ => 0.3, Scatter = 0.003 }.Build())[Pathology.ExplodingSensitivity].Presence);

    [Theory]
    [InlineData(0.5, Presence.Present, Presence.Absent)]
    [InlineData(-0.5, Presence.Absent, Presence.Present)]
    [InlineData(0.001, Presence.Absent, Presence.Absent)]
    public void Of_ActivationsThatGrow_ExplodeOrVanish(double rate, Presence explodes, Presence vanishes)
    {
        RunAnalysis analysis = RunAnalysis.Of(new JudgedRuns { LogPower = l => rate * l }.Build());
        Assert.Equal((explodes, vanishes), (analysis[Pathology.ExplodingActivations].Presence, analysis[Pathology.VanishingActivations].Presence));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Of_PowersThatFollowAPowerLaw_NeitherExplodeNorVanish(int sign)
    {
        // nu_2 = l + 1, as in residual nets: log(25/3)/22 = 0.096 a layer from 2 to 24, which is above the rate of 0.05, and bends.
        RunAnalysis analysis = RunAnalysis.Of(new JudgedRuns { LogPower = l => sign * Math.Log(l + 1), Depth = 24, Scatter = 0.02 }.Build());
        Assert.Equal((Presence.Absent, Presence.Absent), (analysis[Pathology.ExplodingActivations].Presence, analysis[Pathology.VanishingActivations].Presence));
        Assert.Contains("bends away", analysis[sign > 0 ? Pathology.ExplodingActivations : Pathology.VanishingActivations].Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, 200)]
    [InlineData(8, 10)]
    [InlineData(1, 200)]
    public void Of_FewSimulationsOrLayers_IsInconclusiveThroughout(int simulations, int depth)
    {
        // Curves as clear as can be: it is their number that does not suffice.
        RunAnalysis analysis = RunAnalysis.Of(new JudgedRuns { Simulations = simulations, Depth = depth, LogChi = l => l, Rank = _ => 1.001 }.Build());
        Assert.All(analysis.Verdicts, v => Assert.Equal(Presence.Inconclusive, v.Presence));
        Assert.Contains("a verdict needs", analysis.Verdicts[0].Sentence, StringComparison.Ordinal);
        Assert.Null(analysis.Growth?.Preferred);
    }

    [Fact]
    public void Of_OptionsThatBreakARule_Refuses() =>
        Assert.Contains("Confidence", Assert.Throws<OptionException>(() => RunAnalysis.Of(new JudgedRuns().Build(), new AnalysisOptions { Confidence = 1 })).Message, StringComparison.Ordinal);

    [Fact]
    public void Of_PublishedBatchNormFeedforward_Explodes()
    {
        // Issue and published curve: log10 chi 4.537 at 50, 17.99 at 200, gamma .2066 a layer.
        RunAnalysis analysis = RunAnalysis.Of(NpzImport.Read(ReferenceFiles.Find("bn_ff_fc_64.npz")));
        Assert.Equal(GrowthLaw.Exponential, analysis.Growth!.Preferred);
        Assert.Equal(0.207, analysis.Growth[GrowthLaw.Exponential].Exponent.Value, 0.001);
        Assert.Equal(Presence.Present, analysis[Pathology.ExplodingSensitivity].Presence);
        Assert.Equal(Presence.Absent, analysis[Pathology.OneDimensionalSignal].Presence);
    }

    [Fact]
    public void Of_PublishedResnet_FollowsAPowerLaw()
    {
        RunResults run = NpzImport.Read(ReferenceFiles.Find("bn_res_fc.npz"));
        RunAnalysis analysis = RunAnalysis.Of(run);
        Assert.Equal(GrowthLaw.PowerLaw, analysis.Growth!.Preferred);
        // Of the branch the file holds nothing: no prediction, but its law, on log(l + a + tau + 1/2), a of delta_phi.
        Assert.Null(analysis.PredictedPowerLaw);
        Assert.InRange(analysis.Growth.PowerLawOffset, 2.2, 3);
        Assert.Equal(0.647, analysis.Growth[GrowthLaw.PowerLaw].Exponent.Value, 0.001);
        Assert.InRange(analysis.Growth[GrowthLaw.PowerLaw].MisfitShare, 0, 0.001);
        Assert.Contains("the power law is of residual nets: tau on log(l + 2.6", AnalysisText.Of("run", analysis), StringComparison.Ordinal);
        Assert.Equal(Presence.Absent, analysis[Pathology.ExplodingSensitivity].Presence);
    }

    [Fact]
    public void Of_PublishedVanilla_FollowsNeitherLawAndIsOneDimensional()
    {
        RunAnalysis analysis = RunAnalysis.Of(NpzImport.Read(ReferenceFiles.Find("vanilla_fc.npz")));
        Assert.Null(analysis.Growth!.Preferred);
        Assert.Equal(Presence.Absent, analysis[Pathology.ExplodingSensitivity].Presence);
        PathologyVerdict verdict = analysis[Pathology.OneDimensionalSignal];
        // r_eff is 2.81 at depth 10 and 1.155 at 50.
        Assert.Equal(Presence.Present, verdict.Presence);
        Assert.InRange(verdict.Onset!.Value, 30, 50);
    }
}
