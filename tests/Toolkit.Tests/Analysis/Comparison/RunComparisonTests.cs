using MomentsDnns.Analysis.Comparison;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Results;
using MomentsDnns.Toolkit.Tests.Results;

namespace MomentsDnns.Toolkit.Tests.Analysis.Comparison;

public sealed class RunComparisonTests
{
    private static readonly ComparisonOptions MeansOnly = new() { IncludeIncrements = false };

    [Fact]
    public void Compare_TwoSmallSamples_GivesTheClosedForm()
    {
        // means 2 and 5; variances 1 and 20/3; z = (2 - 5)/sqrt(1/3 + 20/12) = -3/sqrt 2
        CurveComparison curve = Assert.Single(RunComparison.Compare(Chi([1], [2], [3]), Chi([2], [4], [6], [8]), MeansOnly).Curves);

        ComparedPoint point = Assert.Single(curve.Points);
        Assert.Equal(-3 / Math.Sqrt(2), point.Z, 1e-14);
        Assert.Equal((2, 5, 3, 4), (point.A, point.B, point.SimulationsA, point.SimulationsB));
        Assert.Equal(Math.Sqrt(1.0 / 3), point.ErrorA, 1e-14);
        Assert.Equal(Math.Sqrt(20.0 / 12), point.ErrorB, 1e-14);
        Assert.Equal("log chi, activation", curve.Quantity.Name);
        Assert.Equal(ComparisonVerdict.Agree, curve.Verdict);
    }

    [Fact]
    public void Compare_Spread_GivesTheClosedForm()
    {
        // a = -1, -1, 1, 1: s^2 = 4/3, m4 = 1, var s^2 = (1 - (1/3) 16/9)/4 = 11/108; b is three times as wide
        ComparisonResult result = RunComparison.Compare(Chi([-1], [-1], [1], [1]), Chi([-3], [-3], [3], [3]), MeansOnly with { IncludeSpread = true });

        Assert.Equal(["log chi, activation", "sd of log chi, activation"], result.Curves.Select(c => c.Quantity.Name));
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
            [.. StatisticExtensions.All.Select(s => (s, Location.Activation, s.IsLogarithmic() ? logs : ranks))]);

        ComparisonResult result = RunComparison.Compare(run, run, MeansOnly);

        Assert.Equal([Statistic.Nu2Signal, Statistic.Mu2Signal, Statistic.Mu2Noise, Statistic.Chi],
            result.Curves.Where(c => c.Quantity.IsLogarithmic).Select(c => c.Quantity.Statistic!.Value));
        Assert.All(result.Curves, c => Assert.Equal(c.Quantity.IsLogarithmic ? Math.Log(3) / 2 : 2, c.Points[0].A, 1e-15));
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

        CurveComparison curve = Assert.Single(RunComparison.Compare(a, b, MeansOnly).Curves);

        Assert.Equal((1, 3), (Assert.Single(curve.Points).Depth, curve.Points[0].SimulationsA));
        Assert.Equal([2], curve.SkippedDepths);
        Assert.Equal(1, RunComparison.Compare(a, b, MeansOnly).SkippedCount);
    }

    [Fact]
    public void Compare_LostSignals_SurvivorsAreNotCompared()
    {
        RunResults sound = Chi([1, 1, 1], [2, 2, 2], [3, 3, 3]), whole = Chi([1, 1, double.NaN], [2, 2, 2], [3, 3, 3]);
        RunResults lost = new(whole.Configuration, whole.Simulations, whole.Depths, whole.Curves,
            losses: new Dictionary<int, SignalLoss> { [0] = new(LossCause.Rounding, 3) });

        Assert.Equal([1, 2, 3], Assert.Single(RunComparison.Compare(whole, sound, MeansOnly).Curves).Points.Select(p => p.Depth));
        CurveComparison curve = Assert.Single(RunComparison.Compare(lost, sound, MeansOnly).Curves);
        Assert.Equal([1, 2], curve.Points.Select(p => p.Depth));
        Assert.Equal([3], curve.SkippedDepths);
    }

    [Fact]
    public void Compare_ConstantsOnBothSides_AreEqualOrInfinitelyFar()
    {
        ComparedPoint equal = OnlyPoint(Chi([1], [1]), Chi([1], [1])), different = OnlyPoint(Chi([1], [1]), Chi([2], [2]));

        Assert.Equal((0, true), (equal.Z, equal.BothConstant));
        Assert.Equal((double.NegativeInfinity, true), (different.Z, different.BothConstant));
        Assert.Equal(ComparisonVerdict.Differ, RunComparison.Compare(Chi([1], [1]), Chi([2], [2])).Verdict);
    }

    [Fact]
    public void Compare_DifferenceOfRounding_IsNoEvidence()
    {
        RunResults a = Chi([1], [1 + 1e-9]), b = Chi([1 + 5e-7], [1 + 5.01e-7]);

        Assert.Equal(0, OnlyPoint(a, b).Z);
        // taken at its word it would be 5e-7 in units of sqrt(2) 5e-10
        Assert.InRange(OnlyPoint(a, b, MeansOnly with { Resolution = 0 }).Z, -1000, -100);
    }

    // Far points: |z| = 4 at some of 100 depths, 0 at the others; 3 % are agreement, 4 % are not.
    [Theory]
    [InlineData(3, ComparisonVerdict.Agree)]
    [InlineData(4, ComparisonVerdict.Differ)]
    public void Compare_FarPoints_AreToleratedUpToTheirShare(int far, ComparisonVerdict expected)
    {
        ComparisonResult result = RunComparison.Compare(Noise(1, 40, 100), Shifted(4, depth => depth <= far), MeansOnly);

        Assert.Equal(far / 100.0, result.FarFraction);
        Assert.Equal(expected, result.Verdict);
        Assert.Equal(4, Math.Abs(result.Worst.Worst.Z), 1e-9);
    }

    [Theory]
    [InlineData(4.99, ComparisonVerdict.Agree)]
    [InlineData(5.01, ComparisonVerdict.Differ)]
    public void Compare_OnePlantedDifference_IsFoundAtItsDepth(double z, ComparisonVerdict expected)
    {
        ComparisonResult result = RunComparison.Compare(Noise(1, 40, 100), Shifted(z, depth => depth == 37), MeansOnly);

        Assert.Equal(expected, result.Verdict);
        Assert.Equal(expected, result.Worst.Verdict);
        Assert.Equal(37, result.Worst.Worst.Depth);
        Assert.Equal(100, result.PointCount);
    }

    [Fact]
    public void Compare_SameLaw_AgreesAndItsZIsStandardNormal()
    {
        double sum = 0, sumSpread = 0;
        for (int seed = 0; seed < 10; seed++)
        {
            ComparisonResult result = RunComparison.Compare(Noise(2 * seed, 60, 100), Noise((2 * seed) + 1, 60, 100), MeansOnly with { IncludeSpread = true });
            Assert.Equal(ComparisonVerdict.Agree, result.Verdict);
            sum += result.Curves[0].Points.Sum(p => p.Z * p.Z);
            sumSpread += result.Curves[1].Points.Sum(p => p.Z * p.Z);
        }

        // 1000 independent z: E z^2 = 1 + 2/118 + .. for Student's law, its standard error sqrt(2/1000) = 0.045;
        // 4 standard errors. The error of the spread is itself noisier (fourth moment): E z^2 is a little above 1.
        Assert.InRange(sum / 1000, 1.02 - 0.18, 1.02 + 0.18);
        Assert.InRange(sumSpread / 1000, 1.08 - 0.22, 1.08 + 0.22);
    }

    [Fact]
    public void Compare_WiderLawOfTheSameMean_IsFoundBySpreadAlone()
    {
        RunResults a = Noise(1, 200, 20), b = Noise(2, 200, 20, deviation: 1.5);

        Assert.Equal(ComparisonVerdict.Agree, RunComparison.Compare(a, b, MeansOnly).Verdict);
        ComparisonResult result = RunComparison.Compare(a, b, MeansOnly with { IncludeSpread = true });
        Assert.Equal(ComparisonVerdict.Differ, result.Verdict);
        // se(s) = s/sqrt(2 n): z near -0.5/(sqrt(1 + 2.25)/20) = -5.5
        Assert.InRange(result.Curves[1].Points.Average(p => p.Z), -5.5 - 0.7, -5.5 + 0.7);
    }

    [Fact]
    public void Compare_IncrementsOfTheSameParts_AreComparedLinearly()
    {
        double[,] before = { { 0, 0, 0 }, { 1, 1, 1 } }, after = { { Math.Log(2), 0, 0 }, { 1 + Math.Log(4), 1, 1 } };
        RunResults run = SampleRuns.Run(SampleRuns.Configuration, (Statistic.Chi, Location.Input, before), (Statistic.Chi, Location.Activation, after));

        CurveComparison curve = RunComparison.Compare(run, run).Curves[^1];

        Assert.Equal("delta_chi", curve.Quantity.Name);
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

    [Fact]
    public void Compare_SharedSeed_IsToldOfMeasuredRunsOnTheSameImages()
    {
        RunResults run = With(SampleRuns.Configuration);

        Assert.True(RunComparison.Compare(run, With(SampleRuns.Configuration)).SharesSeed);
        Assert.False(RunComparison.Compare(run, With(SampleRuns.Configuration with { Seed = 4 })).SharesSeed);
        Assert.False(RunComparison.Compare(run, With(SampleRuns.Configuration with { DatasetFingerprint = "png:9:ab" })).SharesSeed);
        Assert.False(RunComparison.Compare(run, With(SampleRuns.Configuration, new ImportedSource())).SharesSeed);
        Assert.False(RunComparison.Compare(With(SampleRuns.Configuration, new ImportedSource()), run).SharesSeed);

        static RunResults With(ExperimentConfiguration configuration, ImportedSource? imported = null) => new(configuration, [0, 1], [2, 4, 6],
            [new(Statistic.Chi, Location.Activation, new double[,] { { 1, 2, 3 }, { 2, 3, 4 } })], imported);
    }

    private static ComparedPoint OnlyPoint(RunResults a, RunResults b, ComparisonOptions? options = null) =>
        Assert.Single(Assert.Single(RunComparison.Compare(a, b, options ?? MeansOnly).Curves).Points);

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

        return SampleRuns.Run(Depths(simulations[0].Length), (Statistic.Chi, Location.Activation, values));
    }

    private static RunResults Noise(int seed, int simulations, int depths, double deviation = 1) => Chi(
        [.. Enumerable.Range(0, simulations).Select(s =>
        {
            float[] row = new float[depths];
            new RandomStream((ulong)seed, s, 0, default).FillNormal(row, (float)deviation);
            return Array.ConvertAll(row, v => (double)v);
        })]);

    // The values of Noise(1, 40, 100), moved at some depths so far that z is as asked.
    private static RunResults Shifted(double z, Func<int, bool> isMoved)
    {
        RunResults noise = Noise(1, 40, 100);
        Curve curve = noise.Get(Statistic.Chi, Location.Activation);
        double[] shift = new double[100];
        for (int d = 0; d < 100; d++)
        {
            double[] values = [.. Enumerable.Range(0, 40).Select(s => curve[s, d])];
            double mean = values.Average(), variance = values.Sum(v => (v - mean) * (v - mean)) / 39;
            if (isMoved(d + 1)) shift[d] = z * Math.Sqrt(2 * variance / 40);
        }

        return Chi([.. Enumerable.Range(0, 40).Select(s => Enumerable.Range(0, 100).Select(d => curve[s, d] + shift[d]).ToArray())]);
    }
}
