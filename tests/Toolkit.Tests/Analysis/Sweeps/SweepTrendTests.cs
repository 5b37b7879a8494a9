using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Analysis.Sweeps;
using MomentsDnns.Architectures.Random;

namespace MomentsDnns.Toolkit.Tests.Analysis.Sweeps;

public sealed class SweepTrendTests
{
    [Fact]
    public void ProbabilityOfNoise_OfTwoMeans_IsWelchsTTest() =>
        // scipy.stats.t.sf of t = 0.3/sqrt(0.1^2 + 0.15^2) with Welch-Satterthwaite's degrees of freedom, twice.
        Assert.Equal(0.14022975548385508, Probability(5, (1, 0.1), (1.3, 0.15)), 1e-9);

    [Fact]
    public void ProbabilityOfNoise_OfFiveMeans_IsWelchsFTest() =>
        // The same formula in NumPy, tail by scipy.stats.f.sf.
        Assert.Equal(0.021399001696010812, Probability(6, (1, 0.1), (1.1, 0.2), (0.9, 0.05), (1.05, 0.1), (1.6, 0.15)), 1e-9);

    [Fact]
    public void Differ_OfMeansOfOneLaw_SaysSoInFiveOfAHundred()
    {
        // Five means of 6 normal numbers each, spreads from 1 to 3: 4,000 draws, three standard errors of a share of 0.05 are 0.0103.
        const int draws = 4000, simulations = 6;
        RandomStream stream = new(7, 0, 0, RandomPurpose.Resampling);
        float[] numbers = new float[draws * 5 * simulations];
        stream.FillNormal(numbers, 1);
        int differ = 0;
        for (int draw = 0; draw < draws; draw++)
        {
            EndPoint[] points = [.. Enumerable.Range(0, 5).Select(i =>
            {
                double[] values = [.. numbers.Skip(((draw * 5) + i) * simulations).Take(simulations).Select(v => v * (1 + (0.5 * i)))];
                double mean = values.Average(), variance = values.Sum(v => (v - mean) * (v - mean)) / (simulations - 1);
                return new EndPoint(1, mean, Math.Sqrt(variance / simulations));
            })];
            if (SweepTrend.Differ(points, simulations)) differ++;
        }

        Assert.Equal(0.05, differ / (double)draws, 0.015); // Welch's approximation is good to a few thousandths for so few numbers
    }

    [Fact]
    public void ProbabilityOfNoise_WhereNothingCanBeTold_IsNone()
    {
        EndPoint a = new(1, 1, 0.1), b = new(1, 2, 0.1);
        Assert.Null(SweepTrend.ProbabilityOfNoise([a], 6));
        Assert.Null(SweepTrend.ProbabilityOfNoise([a, b], 1));
        Assert.Null(SweepTrend.ProbabilityOfNoise([a, b with { Error = double.NaN }], 6));
        Assert.Null(SweepTrend.ProbabilityOfNoise([a, b with { Error = 0 }], 6));
        Assert.Equal(0, SweepTrend.ProbabilityOfNoise([a with { Error = 0 }, b with { Error = 0 }], 6));
        Assert.Equal(1, SweepTrend.ProbabilityOfNoise([a with { Error = 0 }, a with { Error = 0 }], 6));
        Assert.False(SweepTrend.Differ([a, b], 1));
    }

    [Theory]
    [InlineData(true, "16", "32", "64", "128")]
    [InlineData(true, "finite:1e-3", "tangent", "finite:0.1", "finite:1")]
    [InlineData(true, "1", "2", "5", "10", "20", "50")]
    [InlineData(true, "1", "100")]
    [InlineData(false, "1", "2", "3", "4")]
    [InlineData(false, "0.02", "2", "3.98")]
    [InlineData(false, "1", "2")]
    [InlineData(false, "0", "1", "10", "100")]
    [InlineData(false, "relu", "gelu")]
    public void IsSpacedInLogs_WhereLogarithmsAreMoreEven(bool expected, params string[] values) =>
        Assert.Equal(expected, new SweepAxis("width", values).IsSpacedInLogs);

    private static double Probability(int simulations, params (double Mean, double Error)[] points) =>
        SweepTrend.ProbabilityOfNoise([.. points.Select(p => new EndPoint(50, p.Mean, p.Error))], simulations)!.Value;
}
