using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Results;

namespace MomentsDnns.Toolkit.Tests.Analysis.Verdicts;

/// <summary>Verdicts of runs whose signal or noise was lost.</summary>
public sealed class DegenerateVerdictTests
{
    [Fact]
    public void Of_Underflow_IsJudgedByTheDataBefore()
    {
        PathologyVerdict verdict = RunAnalysis.Of(Lost(DegeneracyCause.Underflow, 60, Statistic.Mu2Signal, Statistic.Nu2Signal))[Pathology.ZeroDimensionalSignal];

        Assert.Equal(Presence.Absent, verdict.Presence);
        Assert.EndsWith("beyond, the signal leaves the range of float32: take --precision float64", verdict.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DegeneracyCause.Rounding)]
    [InlineData(DegeneracyCause.Zero)]
    public void Of_VarianceThatSinksOrVanishesEverywhere_IsZeroDimensional(DegeneracyCause cause) =>
        Assert.Equal(Presence.Present, RunAnalysis.Of(Lost(cause, 60, Statistic.Mu2Signal))[Pathology.ZeroDimensionalSignal].Presence);

    [Fact]
    public void Of_CurvesThatEndInTheTransient_GivesNoVerdictFromThem()
    {
        RunAnalysis analysis = RunAnalysis.Of(Lost(DegeneracyCause.Overflow, 19, Statistic.Mu2Signal, Statistic.Nu2Signal, Statistic.Chi, Statistic.EffectiveRankSignal));

        foreach (Pathology pathology in new[] { Pathology.ZeroDimensionalSignal, Pathology.OneDimensionalSignal, Pathology.ExplodingSensitivity })
            Assert.Equal(Presence.Inconclusive, analysis[pathology].Presence);
        Assert.Contains("a verdict needs 20", analysis[Pathology.OneDimensionalSignal].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_LostNoise_IsSaidWithItsRemedy()
    {
        RunResults run = new JudgedRuns().Build(), part = Without(run, 100, [Statistic.Chi]);
        RunAnalysis analysis = RunAnalysis.Of(new(part.Configuration, part.Simulations, part.Depths, part.Curves,
            noiseDegeneracies: part.Simulations.ToDictionary(s => s, s => new Degeneracy(DegeneracyCause.NoiseRounding, 100 + s))));

        Assert.EndsWith("the finite noise is lost in rounding from layer 100: take a larger amplitude, --precision float64 or --noise tangent",
            analysis[Pathology.ExplodingSensitivity].Sentence, StringComparison.Ordinal);
        Assert.Equal(["the finite noise was lost in the rounding of float32 at layer 100 to 107 in 8 of 8 simulations"], analysis.Degeneracies);
    }

    [Fact]
    public void Of_OldRunWithANoiseBelowTheResolution_SaysNothingOfSensitivity()
    {
        RunResults run = new JudgedRuns { LogChi = l => 0.1 * l }.Build();
        RunResults old = new(run.Configuration with { NoiseAmplitude = 3e-8 }, run.Simulations, run.Depths, run.Curves);

        PathologyVerdict verdict = RunAnalysis.Of(old)[Pathology.ExplodingSensitivity];

        Assert.Equal(Presence.Inconclusive, verdict.Presence);
        Assert.StartsWith("the finite noise lies below the resolution of float32", verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ImagesAllAlike_GivesNoVerdict()
    {
        RunResults run = Lost(DegeneracyCause.ConstantInput, 1);

        Assert.All(RunAnalysis.Of(run).Verdicts, v => Assert.Equal(Presence.Inconclusive, v.Presence));
        Assert.Equal(["the images of the batch were all alike in 8 of 8 simulations: there was no signal"], DegeneracyText.Of(run));
    }

    private static RunResults Lost(DegeneracyCause cause, int depth, params Statistic[] lost)
    {
        RunResults run = Without(new JudgedRuns().Build(), depth, lost);
        return new(run.Configuration, run.Simulations, run.Depths, run.Curves, degeneracies: run.Simulations.ToDictionary(s => s, _ => new Degeneracy(cause, depth)));
    }

    private static RunResults Without(RunResults run, int depth, Statistic[] lost) => new(run.Configuration, run.Simulations, run.Depths, run.Curves.Select(curve =>
    {
        double[,] values = curve.ToArray();
        for (int s = 0; s < curve.Simulations; s++)
        {
            for (int d = 0; d < curve.Depths; d++) values[s, d] = lost.Contains(curve.Statistic) && run.Depths[d] >= depth ? double.NaN : values[s, d];
        }

        return new Curve(curve.Statistic, curve.Location, values);
    }));
}
