using MomentsDnns.Analysis.Comparison;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Toolkit.Tests.Results;

namespace MomentsDnns.Toolkit.Tests.Analysis.Comparison;

public sealed class RunComparisonTests
{
    private static ulong _seed;
    private static readonly ComparisonOptions Usual = new();

    [Fact]
    public void Compare_TwoSmallSamples_GivesTheClosedForm()
    {
        // means 2 and 5; variances 1 and 20/3; z = (2 - 5)/sqrt(1/3 + 20/12) = -3/sqrt 2
        CurveComparison curve = Assert.Single(RunComparison.Compare(Chi([1], [2], [3]), Chi([2], [4], [6], [8]), Usual).Curves);

        ComparedPoint point = Assert.Single(curve.Points);
        Assert.Equal(-3 / Math.Sqrt(2), point.Z, 1e-14);
        Assert.Equal((2, 5, 3, 4), (point.A, point.B, point.SimulationsA, point.SimulationsB));
        Assert.Equal(Math.Sqrt(1.0 / 3), point.ErrorA, 1e-14);
        Assert.Equal(Math.Sqrt(20.0 / 12), point.ErrorB, 1e-14);
        Assert.Equal("log chi, activation", curve.Name);
        Assert.Equal(ComparisonVerdict.CannotTell, curve.Verdict); // of 3 simulations
    }

    [Fact]
    public void Compare_Spread_GivesTheClosedForm()
    {
        // a = -1, -1, 1, 1: s^2 = 4/3, m4 = 1, var s^2 = (1 - (1/3) 16/9)/4 = 11/108; b is three times as wide
        ComparisonResult result = RunComparison.Compare(Chi([-1], [-1], [1], [1]), Chi([-3], [-3], [3], [3]), Usual with { IncludeSpread = true });

        Assert.Equal(["log chi, activation", "sd of log chi, activation"], result.Curves.Select(c => c.Name));
        ComparedPoint point = Assert.Single(result.Curves[1].Points);
        double s = Math.Sqrt(4.0 / 3), error = Math.Sqrt(11.0 / 108) / (2 * s);
        Assert.Equal(s, point.A, 1e-14);
        Assert.Equal(3 * s, point.B, 1e-14);
        Assert.Equal(error, point.ErrorA, 1e-14);
        Assert.Equal(-2 * s / (error * Math.Sqrt(10)), point.Z, 1e-12);
    }

    [Fact]
    public void Compare_Statistics_UsesLogarithmsForLogNormalOnesOnly()
    {
        double[,] logs = { { 0, 0, 0 }, { Math.Log(3), Math.Log(3), Math.Log(3) } };
        double[,] ranks = { { 1, 1, 1 }, { 3, 3, 3 } };
        RunResults run = SampleRuns.Run(SampleRuns.Configuration,
            [.. Statistic.All.Where(s => s.IsBuiltIn).Select(s => (s, Location.Activation, s.IsLogarithmic ? logs : ranks))]);

        ComparisonResult result = RunComparison.Compare(run, run, Usual);

        Assert.Equal(["nu2_signal@activation", "mu2_signal@activation", "mu2_noise@activation", "chi@activation"],
            result.Curves.Where(c => c.IsLogarithmic).Select(c => c.Quantity.Name));
        Assert.All(result.Curves, c => Assert.Equal(c.IsLogarithmic ? Math.Log(3) / 2 : 2, c.Points[0].A, 1e-15));
    }

    [Fact]
    public void Compare_Depths_TakesTheSharedOnes()
    {
        ExperimentConfiguration coarse = SampleRuns.Configuration with { Records = 1 };
        RunResults a = SampleRuns.Run(SampleRuns.Configuration, (Statistic.Chi, Location.Input, new double[,] { { 1, 2, 3 }, { 2, 3, 4 } }));
        RunResults b = SampleRuns.Run(coarse, (Statistic.Chi, Location.Input, new double[,] { { 3 }, { 4 } }));

        ComparedPoint point = Assert.Single(Assert.Single(RunComparison.Compare(a, b).Curves).Points);

        Assert.Equal((6, 3.5, 0), (point.Depth, point.A, point.Z));
    }

    [Fact]
    public void Compare_AbsentValues_AreCountedOutOrSkipped()
    {
        RunResults a = Chi([1, double.NaN], [2, double.NegativeInfinity], [double.NaN, 1], [3, double.NaN]), b = Chi([1, 1], [2, 2], [3, 3]);

        CurveComparison curve = Assert.Single(RunComparison.Compare(a, b, Usual).Curves);

        Assert.Equal((1, 3), (Assert.Single(curve.Points).Depth, curve.Points[0].SimulationsA));
        Assert.Equal([2], curve.SkippedDepths);
        Assert.Equal(1, RunComparison.Compare(a, b, Usual).SkippedCount);
    }

    [Fact]
    public void Compare_LostSignals_SurvivorsAreNotCompared()
    {
        RunResults sound = Chi([1, 1, 1], [2, 2, 2], [3, 3, 3]), whole = Chi([1, 1, double.NaN], [2, 2, 2], [3, 3, 3]);
        RunResults lost = new(whole.Configuration, whole.Simulations, whole.Depths, whole.Curves,
            degeneracies: new Dictionary<int, Degeneracy> { [0] = new(DegeneracyCause.Rounding, 3) });

        Assert.Equal([1, 2, 3], Assert.Single(RunComparison.Compare(whole, sound, Usual).Curves).Points.Select(p => p.Depth));
        CurveComparison curve = Assert.Single(RunComparison.Compare(lost, sound, Usual).Curves);
        Assert.Equal([1, 2], curve.Points.Select(p => p.Depth));
        Assert.Equal([3], curve.SkippedDepths);
    }

    [Fact]
    public void Compare_ConstantsOnBothSides_AreEqualOrInfinitelyFar()
    {
        ComparedPoint equal = OnlyPoint(Chi([1], [1]), Chi([1], [1])), different = OnlyPoint(Chi([1], [1]), Chi([2], [2]));

        Assert.Equal((0, true), (equal.Z, equal is { ErrorA: 0, ErrorB: 0 }));
        Assert.Equal((double.NegativeInfinity, true), (different.Z, different is { ErrorA: 0, ErrorB: 0 }));
        ComparisonResult result = RunComparison.Compare(Chi([1], [1], [1], [1], [1]), Chi([2], [2], [2], [2], [2]));
        Assert.Equal((ComparisonVerdict.Differ, 1 / 126.0), (result.Verdict, result.P));
    }

    [Fact]
    public void Compare_DifferenceOfRounding_IsNoEvidence()
    {
        RunResults a = Chi([1], [1 + 1e-9]), b = Chi([1 + 5e-7], [1 + 5.01e-7]);

        Assert.Equal(0, OnlyPoint(a, b).Z);
        // taken at its word it would be 5e-7 in units of sqrt(2) 5e-10
        Assert.InRange(OnlyPoint(a, b, Usual with { Resolution = 0 }).Z, -1000, -100);
    }

    [Fact]
    public void Compare_IncrementsOfTheSameParts_AreComparedLinearly()
    {
        double[,] before = { { 0, 0, 0 }, { 1, 1, 1 } }, after = { { Math.Log(2), 0, 0 }, { 1 + Math.Log(4), 1, 1 } };
        RunResults run = SampleRuns.Run(SampleRuns.Configuration, (Statistic.Chi, Location.Input, before), (Statistic.Chi, Location.Activation, after));

        CurveComparison curve = RunComparison.Compare(run, run).Curves[^1];

        Assert.Equal("delta_chi", curve.Name);
        Assert.Equal(3, curve.Points[0].A, 1e-14); // the mean of ratios, (2 + 4)/2
    }

    [Fact]
    public void Compare_OneSimulation_SaysWhatToDo() => Assert.Equal(
        "the second run has 1 simulation(s); at least 2 are needed for a standard error: run more",
        Assert.Throws<InvalidDataException>(() => RunComparison.Compare(Chi([1], [2]), Chi([1]))).Message);

    [Fact]
    public void Compare_NothingShared_SaysWhatToDo()
    {
        RunResults other = SampleRuns.Run(Depths(1), (Statistic.Chi, Location.Input, new double[,] { { 1 }, { 2 } }));

        Assert.StartsWith("the runs share no statistic at a depth and location",
            Assert.Throws<InvalidDataException>(() => RunComparison.Compare(Chi([1], [2]), other)).Message);
    }

    [Fact]
    public void Compare_NoSharedDepth_TellsBothRanges()
    {
        RunResults a = SampleRuns.Run(SampleRuns.Configuration with { Records = 1 }, (Statistic.Chi, Location.Activation, new double[,] { { 1 }, { 2 } }));

        Assert.Equal("the runs share no recorded depth: the first has 1 from 6 to 6, the second 2 from 1 to 2; run one with depths that the other records",
            Assert.Throws<InvalidDataException>(() => RunComparison.Compare(a, Chi([1, 1], [2, 2]))).Message);
    }

    private static ComparedPoint OnlyPoint(RunResults a, RunResults b, ComparisonOptions? options = null) =>
        Assert.Single(Assert.Single(RunComparison.Compare(a, b, options ?? Usual).Curves).Points);

    private static ExperimentConfiguration Depths(int count) =>
        SampleRuns.Configuration with { Network = SampleRuns.Configuration.Network with { Depth = count }, Records = count };

    // One row per simulation, one column per depth from 1.
    private static RunResults Chi(params double[][] simulations)
    {
        double[,] values = new double[simulations.Length, simulations[0].Length];
        for (int s = 0; s < simulations.Length; s++)
        {
            for (int d = 0; d < simulations[s].Length; d++) values[s, d] = simulations[s][d];
        }

        // Runs of one seed would be pairs.
        return SampleRuns.Run(Depths(simulations[0].Length) with { Seed = ++_seed }, (Statistic.Chi, Location.Activation, values));
    }

    [Fact]
    public void Compare_WiderLawOfTheSameMean_IsFoundBySpreadAlone()
    {
        RunResults a = Chi(GaussianRuns.Walks(1, 100, 20)), b = Chi(GaussianRuns.Walks(2, 100, 20, scale: 1.5));

        Assert.Equal(ComparisonVerdict.Agree, RunComparison.Compare(a, b, Usual).Verdict);
        ComparisonResult result = RunComparison.Compare(a, b, Usual with { IncludeSpread = true });
        Assert.Equal(ComparisonVerdict.Differ, result.Verdict);
        Assert.Equal((ComparisonVerdict.Agree, ComparisonVerdict.Differ), (result.Curves[0].Verdict, result.Curves[1].Verdict));
        // se(s) = s/sqrt(2 n): z near -0.5/(sqrt(1 + 2.25)/sqrt 200) = -3.9, one standard error either way at least
        Assert.InRange(result.Curves[1].Points.Average(p => p.Z), -5.5, -2.5);
    }

    [Fact]
    public void Compare_OneShiftedDepth_IsFoundThere()
    {
        double[][] b = GaussianRuns.Walks(2, 30, 100);
        foreach (double[] row in b) row[36] += 12; // the walk has a standard deviation of 6 there: z near 12 / (6 sqrt(2/30)) = 7.7

        ComparisonResult result = RunComparison.Compare(Chi(GaussianRuns.Walks(1, 30, 100)), Chi(b), Usual);

        Assert.Equal((ComparisonVerdict.Differ, 37, 100), (result.Verdict, result.Worst.Worst.Depth, result.PointCount));
        Assert.Equal((ComparisonTest.Permutation, 1000, false), (result.Test, result.Redrawings, result.TakesAll));
        Assert.Equal(result.P, RunComparison.Compare(Chi(GaussianRuns.Walks(1, 30, 100)), Chi(b), Usual).P); // seeded
    }

    [Theory]
    [InlineData(5)]
    [InlineData(12)]
    public void Compare_RunsOfOneLaw_DifferInFivePercent(int simulations)
    {
        const int pairs = 400;
        int differ = Enumerable.Range(0, pairs).Count(i => RunComparison.Compare(Chi(GaussianRuns.Walks(2 * i, simulations, 40)),
            Chi(GaussianRuns.Walks((2 * i) + 1, simulations, 40)), Usual with { Permutations = 199 }).Verdict == ComparisonVerdict.Differ);

        // At 5 the 126 splits allow 6/126 = 4.8%. Standard error of a share of 5% of 400: 1.1%; 3.5 of them.
        Assert.InRange(differ / (double)pairs, 0.05 - 0.038, 0.05 + 0.038);
    }

    [Theory]
    [InlineData(4, "a run has 4 simulations, 5 are needed")]
    [InlineData(3, "a run has 3 simulations, 5 are needed")]
    public void Compare_FewSimulations_CannotTell(int simulations, string reason)
    {
        ComparisonResult result = RunComparison.Compare(Chi(GaussianRuns.Walks(1, simulations, 5)), Chi(GaussianRuns.Walks(2, 8, 5, shift: 100)), Usual);

        Assert.Equal((ComparisonVerdict.CannotTell, reason), (result.Verdict, result.Reason));
        Assert.Equal(ComparisonVerdict.CannotTell, result.Curves[0].Verdict);
        ComparisonResult asked = RunComparison.Compare(Chi(GaussianRuns.Walks(1, 3, 5)), Chi(GaussianRuns.Walks(2, 3, 5)), Usual with { LeastSimulations = 2 });
        Assert.Equal((ComparisonVerdict.CannotTell, "3 simulations have 10 permutations, so that p cannot fall to 0.05"), (asked.Verdict, asked.Reason));
    }

    [Fact]
    public void Compare_OptionsThatBreakARule_AreRefused() =>
        Assert.Contains("Permutations", Assert.Throws<OptionException>(() => RunComparison.Compare(Chi([1], [2]), Chi([1], [2]), new() { Permutations = 0 })).Message, StringComparison.Ordinal);
}
