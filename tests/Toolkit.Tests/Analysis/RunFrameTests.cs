using Microsoft.Data.Analysis;
using MomentsDnns.Analysis;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Toolkit.Tests.Results;

namespace MomentsDnns.Toolkit.Tests.Analysis;

public sealed class RunFrameTests
{
    // Depths 2, 4, 6; locations input and activation; ranks at the activation alone.
    private static readonly RunResults Run = RunResults.FromSimulations(SampleRuns.Configuration, [SampleRuns.Simulation(0), SampleRuns.Simulation(3)]);

    private static readonly DataFrame Frame = RunFrame.Of(Run);

    [Fact]
    public void Of_HasARowForEachSimulationDepthAndLocation()
    {
        Assert.Equal(2 * 3 * 2, Frame.Rows.Count);
        Assert.Equal([0, 3], Frame[RunFrame.SimulationColumn].Cast<int>().Distinct());
        Assert.Equal([2, 4, 6], Frame[RunFrame.DepthColumn].Cast<int>().Distinct());
        Assert.Equal(["input", "activation"], Frame[RunFrame.LocationColumn].Cast<string>().Distinct());
    }

    [Fact]
    public void Of_HoldsEveryStatisticLinearAndAsLogarithm()
    {
        foreach (Curve curve in Run.Curves)
        {
            for (int s = 0; s < curve.Simulations; s++)
            {
                for (int d = 0; d < curve.Depths; d++)
                {
                    int row = Row(s, d, curve.Location);
                    Assert.Equal(curve.Linear(s, d), Frame[curve.Statistic.Name][row]);
                    if (curve.Statistic.IsLogarithmic) Assert.Equal(curve[s, d], Frame[curve.Statistic.ColumnName][row]);
                }
            }
        }
    }

    [Fact]
    public void Of_WhatWasNotRecorded_IsNull()
    {
        Assert.Null(Frame["reff_signal"][Row(0, 0, Location.Input)]);
        Assert.DoesNotContain(Frame.Columns, c => c.Name == "log_reff_signal");
        Assert.DoesNotContain(Frame.Columns, c => c.Name == "delta_BN_chi"); // ends behind the norm, which was not recorded
    }

    [Fact]
    public void Of_Increments_StandWhereTheyEnd()
    {
        double expected = Run.Get(Statistic.Chi, Location.Activation).Linear(1, 2) / Run.Get(Statistic.Chi, Location.Input).Linear(1, 2);

        Assert.Equal(expected, (double)Frame["delta_chi"][Row(1, 2, Location.Activation)], 1e-12);
        Assert.Null(Frame["delta_chi"][Row(1, 2, Location.Input)]);
    }

    [Fact]
    public void Below_KeepsTheSimulationsOfSmallerIndex()
    {
        RunResults kept = Run.Below(3);

        SampleRuns.AssertEqual(RunResults.FromSimulations(SampleRuns.Configuration, [SampleRuns.Simulation(0)]), kept);
        Assert.Same(Run, Run.Below(4));
    }

    private static int Row(int simulation, int depth, Location location) => (((simulation * 3) + depth) * 2) + (location == Location.Input ? 0 : 1);
}
