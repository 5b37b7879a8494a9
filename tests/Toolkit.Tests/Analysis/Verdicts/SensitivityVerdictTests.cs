using MomentsDnns.Analysis.Verdicts;

namespace MomentsDnns.Toolkit.Tests.Analysis.Verdicts;

/// <summary>Exploding sensitivity where the law of chi is planted; rates over many draws stand in docs/method.md.</summary>
public sealed class SensitivityVerdictTests
{
    private const int Draws = 20;

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.2)]
    public void Of_Exponential_IsPresent(double rate) =>
        Assert.All(Verdicts(_ => l => rate * l), v => Assert.Equal(Presence.Present, v.Presence));

    [Fact]
    public void Of_ExponentialWithATransient_IsPresent() =>
        Assert.All(Verdicts(_ => l => (0.62 * Math.Log(l)) + (0.1 * l)), v => Assert.Equal(Presence.Present, v.Presence));

    [Theory]
    [InlineData(0.05, 0.8)]
    [InlineData(0.2, 0.7)]
    public void Of_StretchedExponential_IsNotPresent(double rate, double power) =>
        // Misses the exponential by a percent of its growth, downward.
        Assert.All(Verdicts(_ => l => rate * Math.Pow(l, power)), v => Assert.NotEqual(Presence.Present, v.Presence));

    [Fact]
    public void Of_ExponentialBesideAPowerLaw_IsNotAbsent()
    {
        // Nearest to the power law by far, and bending upward against it: 0.004 a layer is twice the threshold.
        IReadOnlyList<PathologyVerdict> verdicts = Verdicts(_ => l => (0.62 * Math.Log(l)) + (0.004 * l));
        Assert.All(verdicts, v => Assert.NotEqual(Presence.Absent, v.Presence));
        Assert.Contains("exponential beside a power law: 0.00", verdicts[0].Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.62, 0)]
    [InlineData(0, -3)]
    public void Of_PowerLawOrSaturation_IsAbsent(double exponent, double level) =>
        Assert.All(Verdicts(_ => l => (exponent * Math.Log(l)) + (level / Math.Sqrt(l))), v => Assert.Equal(Presence.Absent, v.Presence));

    [Fact]
    public void Of_HalfOfTheNetsExploding_SaysHowMany()
    {
        IReadOnlyList<PathologyVerdict> verdicts = Verdicts(s => s % 2 == 0 ? l => 0.1 * l : l => 0.62 * Math.Log(l));
        Assert.All(verdicts, v => Assert.Equal((Presence.Inconclusive, new NetCount(4, 8)), (v.Presence, v.Nets)));
        Assert.Contains("4 of 8 nets explode by themselves", verdicts[0].Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, Presence.Absent)]
    [InlineData(0.001, Presence.Absent)]
    [InlineData(0.004, Presence.Inconclusive)]
    public void Of_ExponentialBesideTheUnitsOfAResnet_IsSeenDownToTheThreshold(double rate, Presence expected)
    {
        for (int draw = 0; draw < Draws; draw++)
        {
            PathologyVerdict verdict = RunAnalysis.Of(PlantedNets.Residual(2.24, rate, draw))[Pathology.ExplodingSensitivity];
            Assert.Equal(expected, verdict.Presence);
            Assert.Contains("beside the product of the units: ", verdict.Sentence, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Of_BranchesThatGrowEverMoreSensitive_IsNotAbsentThoughTheProductHolds()
    {
        // Delta^2 = exp(0.02 l): chi is the product of its units, and the product explodes.
        PathologyVerdict verdict = RunAnalysis.Of(PlantedNets.Growing(l => Math.Exp(0.02 * l)))[Pathology.ExplodingSensitivity];
        Assert.NotEqual(Presence.Absent, verdict.Presence);
    }

    private static IReadOnlyList<PathologyVerdict> Verdicts(Func<int, Func<double, double>> law) =>
        [.. Enumerable.Range(0, Draws).Select(draw => RunAnalysis.Of(PlantedNets.Sensitive(law, draw))[Pathology.ExplodingSensitivity])];
}
