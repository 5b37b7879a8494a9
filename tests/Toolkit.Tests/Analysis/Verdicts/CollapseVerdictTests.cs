using System.Text.Json.Nodes;
using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Results;

namespace MomentsDnns.Toolkit.Tests.Analysis.Verdicts;

/// <summary>Collapse of nets whose shares are log-normal, against the threshold 0.01; rates over many draws stand in docs/method.md.</summary>
public sealed class CollapseVerdictTests
{
    private const int Draws = 100;
    private const double Threshold = 0.01;

    [Theory]
    [InlineData(0.5)]
    [InlineData(1.5)]
    [InlineData(2)]
    public void Of_TypicalNetAtTheThreshold_IsCalledOnEitherSideAsRarelyAsStated(double logDeviation)
    {
        Presence[] verdicts = [.. Enumerable.Range(0, Draws).Select(draw => Of(PlantedNets.Collapsing(_ => Math.Log(Threshold), logDeviation, draw)).Presence)];
        // 5% on each side: 5, standard deviation 2.2.
        Assert.InRange(verdicts.Count(v => v == Presence.Present), 0, 12);
        Assert.InRange(verdicts.Count(v => v == Presence.Absent), 0, 12);
    }

    [Fact]
    public void Of_OneNetOfMany_DoesNotDecide()
    {
        // The arithmetic mean is 0.025, of one net; the typical net's share is 0.0007.
        PathologyVerdict verdict = Of(PlantedNets.Collapsing(s => _ => s == 0 ? Math.Log(0.2) : Math.Log(0.0003 + (0.00001 * s))));
        Assert.Equal((Presence.Present, new NetCount(7, 8)), (verdict.Presence, verdict.Nets));
        Assert.Contains("in the typical net at layer 200, at most 0.01 in 7 of 8 nets", verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_FewNetsFarBelow_IsInconclusive()
    {
        // The mean log lies far below the threshold, five of eight nets above.
        PathologyVerdict verdict = Of(PlantedNets.Collapsing(s => _ => s < 3 ? -40 : Math.Log(0.3)));
        Assert.Equal((Presence.Inconclusive, new NetCount(3, 8)), (verdict.Presence, verdict.Nets));
    }

    [Fact]
    public void Of_ShareOfZero_IsBelow() =>
        Assert.Equal(Presence.Present, Of(PlantedNets.Collapsing(s => _ => s == 0 ? double.NegativeInfinity : Math.Log(1e-6))).Presence);

    [Fact]
    public void Of_FallingShare_HasARangeOfOnsetsAroundTheCrossing()
    {
        // Crosses at l = 60; 68% nominal, and a recorded depth wider on either side.
        int inside = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            (int lower, int upper) = Of(PlantedNets.Collapsing(l => Math.Log(Threshold) - (2 * Math.Log(l / 60)), 1, draw)).OnsetRange!.Value;
            if (lower <= 60 && 60 <= upper) inside++;
        }

        Assert.InRange(inside, 60, 95);
    }

    [Fact]
    public void Write_Verdict_CountsItsNets()
    {
        RunResults run = PlantedNets.Collapsing(s => _ => s == 0 ? Math.Log(0.2) : Math.Log(0.0003));
        JsonNode nets = JsonNode.Parse(AnalysisJson.Write([("run", RunAnalysis.Of(run))]))![0]!["verdicts"]![0]!["nets"]!;
        Assert.Equal((7, 8), ((int)nets["count"]!, (int)nets["of"]!));
    }

    private static PathologyVerdict Of(RunResults run) => RunAnalysis.Of(run)[Pathology.ZeroDimensionalSignal];
}
