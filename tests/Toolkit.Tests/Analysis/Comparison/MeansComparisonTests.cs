using MomentsDnns.Analysis.Comparison;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Results.Exchange;
using MomentsDnns.Toolkit.Tests.Results;

namespace MomentsDnns.Toolkit.Tests.Analysis.Comparison;

public sealed class MeansComparisonTests
{
    [Fact]
    public void Compare_OnePoint_GivesTheClosedForm()
    {
        // 1, 2, 3 against 2.5 (sd 2) of 11: pooled variance (2 * 1 + 10 * 4)/12 = 3.5, z = -0.5 / sqrt(3.5 (1/3 + 1/11))
        ComparisonResult result = MeansComparison.Compare(Run([[1], [2], [3]]), new("x", [new(Statistic.Chi, Location.Activation, 1, 11, double.NaN, double.NaN, 2.5, 2)]));

        ComparedPoint point = Assert.Single(Assert.Single(result.Curves).Points);
        Assert.Equal(-0.5 / Math.Sqrt(3.5 * ((1 / 3.0) + (1 / 11.0))), point.Z, 1e-12);
        Assert.Equal((2, 2.5, 3, 11), (point.A, point.B, point.SimulationsA, point.SimulationsB));
        Assert.Equal(2 / Math.Sqrt(11), point.ErrorB, 1e-12);
        Assert.Equal("log chi, activation", result.Curves[0].Name);
        Assert.Equal((ComparisonTest.ParametricBootstrap, ComparisonVerdict.CannotTell), (result.Test, result.Verdict)); // 3 simulations
    }

    [Fact]
    public void Compare_LinearMeansAlone_AreComparedLinearly()
    {
        ComparisonResult result = MeansComparison.Compare(Run([[0], [Math.Log(3)]]), new("x", [new(Statistic.Chi, Location.Activation, 1, 11, 2, 1, double.NaN, double.NaN)]));

        Assert.False(result.Curves[0].IsLogarithmic);
        Assert.Equal(0, result.Worst.Worst.Z, 1e-12); // (1 + 3)/2 is 2
    }

    [Fact]
    public void Compare_AShareOfZero_IsComparedLinearly()
    {
        RunResults run = SampleRuns.Run(SampleRuns.Configuration with { Network = SampleRuns.Configuration.Network with { Depth = 1 }, Records = 1 },
            (Statistic.OneSignedShare, Location.Norm, new double[,] { { 0 }, { 0.5 } }));

        ComparisonResult result = MeansComparison.Compare(run, new("x", [new(Statistic.OneSignedShare, Location.Norm, 1, 11, 0.25, 1, -2, 1)]));

        Assert.False(result.Curves[0].IsLogarithmic);
        Assert.Equal((0, 1), (result.Worst.Worst.Z, result.MeanSquareP));
    }

    [Fact]
    public void Compare_NothingShared_TellsTheDepths() => Assert.Equal(
        "the run and the table share no statistic at a depth and location; the table has depths 5 to 5, the run 1 to 1: run those",
        Assert.Throws<InvalidDataException>(() => MeansComparison.Compare(Run([[1], [2]]), new("x", [new(Statistic.Chi, Location.Activation, 5, 11, 2, 1, 2, 1)]))).Message);

    [Fact]
    public void Compare_FewSimulations_GivesNoVerdict()
    {
        ComparisonResult few = MeansComparison.Compare(Run(GaussianRuns.Walks(1, 7, 20)), Table(GaussianRuns.Walks(2, 200, 20)));

        Assert.Equal((ComparisonVerdict.CannotTell, "the run has 7 simulations, 8 are needed against a table of means"), (few.Verdict, few.Reason));
        Assert.NotEqual(ComparisonVerdict.CannotTell, MeansComparison.Compare(Run(GaussianRuns.Walks(1, 8, 20)), Table(GaussianRuns.Walks(2, 200, 20))).Verdict);
    }

    // Means over simulations of one law, of which neighbouring depths are correlated; the table's of 200 more.
    [Theory]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(32)]
    public void Compare_RunsOfTheTablesLaw_DifferInFivePercentOrLess(int simulations)
    {
        const int trials = 250;
        int differ = Enumerable.Range(0, trials).Count(i => MeansComparison.Compare(Run(GaussianRuns.Walks(2 * i, simulations, 100)),
            Table(GaussianRuns.Walks((2 * i) + 1, 200, 100)), new() { Permutations = 199, LeastSimulationsAgainstMeans = 5 }).Verdict == ComparisonVerdict.Differ);

        // Correlations that fade make the test cautious. 3.5 standard errors of 1.4%.
        Assert.InRange(differ / (double)trials, 0.002, 0.05 + 0.048);
    }

    [Fact]
    public void Compare_AShiftOfOneStandardDeviation_IsFound()
    {
        ComparisonResult result = MeansComparison.Compare(Run(GaussianRuns.Walks(1, 32, 100)), Table(GaussianRuns.Walks(2, 500, 100, shift: 3)));

        Assert.Equal(ComparisonVerdict.Differ, result.Verdict); // at the first depths 3 standard deviations, z = 3 sqrt 32 = 17
        Assert.InRange(Math.Abs(result.Worst.Worst.Z), 10, 25);
    }

    // Sixteen of the published nets against the means of the others, ten times.
    [Theory]
    [InlineData("vanilla_fc.npz")]
    [InlineData("bn_ff_fc_64.npz")]
    [InlineData("bn_res_fc.npz")]
    public void Compare_PublishedNetsWithTheMeansOfTheOthers_Agree(string file)
    {
        RunResults run = NpzImport.Read(ReferenceFiles.Find(file));
        ComparisonResult[] results = [.. Enumerable.Range(0, 10).Select(i => MeansComparison.Compare(run.OfRows([.. Enumerable.Range(16 * i, 16)]), Others(run, 16 * i, 16), new() { Permutations = 199 }))];

        // 3 of 10 or more by chance: 1.2%.
        Assert.InRange(results.Count(r => r.Verdict == ComparisonVerdict.Differ), 0, 2);
        PublishedMeans means = Others(run, 0, 16);
        PublishedMean[] moved = [.. means.Points.Select(m => m.Statistic == Statistic.Chi && m.Depth == 100 ? m with { LogMean = m.LogMean + (2 * m.LogDeviation) } : m)];
        ComparisonResult other = MeansComparison.Compare(run.Below(16), means with { Points = moved });
        Assert.Equal((ComparisonVerdict.Differ, 100), (other.Verdict, other.Worst.Worst.Depth)); // z near 2 sqrt 16 = 8
    }

    private static PublishedMeans Others(RunResults run, int first, int count) => new("",
    [
        .. run.Curves.SelectMany(c => run.Depths.Select((depth, d) =>
        {
            double[] values = [.. Enumerable.Range(0, run.Simulations.Count).Where(s => s < first || s >= first + count).Select(s => c.Linear(s, d))], logs = [.. values.Select(v => Math.Log(v))];
            return new PublishedMean(c.Statistic, c.Location, depth, values.Length, values.Average(), Deviation(values), logs.Average(), Deviation(logs));
        }).Where(m => double.IsFinite(m.Deviation) && double.IsFinite(m.LogDeviation))),
    ]);

    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
    }

    private static PublishedMeans Table(double[][] rows) => new("x",
    [
        .. Enumerable.Range(0, rows[0].Length).Select(d => new PublishedMean(Statistic.Chi, Location.Activation, d + 1, rows.Length, double.NaN, double.NaN,
            rows.Average(r => r[d]), Deviation([.. rows.Select(r => r[d])]))),
    ]);

    private static RunResults Run(double[][] logChi)
    {
        int depths = logChi[0].Length;
        double[,] values = new double[logChi.Length, depths];
        for (int s = 0; s < logChi.Length; s++)
        {
            for (int d = 0; d < depths; d++) values[s, d] = logChi[s][d];
        }

        return SampleRuns.Run(SampleRuns.Configuration with { Network = SampleRuns.Configuration.Network with { Depth = depths }, Records = depths }, (Statistic.Chi, Location.Activation, values));
    }
}
