using MomentsDnns.Analysis;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Results;

namespace MomentsDnns.Toolkit.Tests.Analysis;

public sealed class CurveSummaryTests
{
    private static Curve Ranks(double[,] values) => new(Statistic.EffectiveRankSignal, Location.Activation, values);

    private static Curve LogChi(double[,] logarithms) => new(Statistic.Chi, Location.Activation, logarithms);

    [Fact]
    public void Quantile_OfWholeNumbersTo100_IsTheProbabilityInPercent()
    {
        double[] numbers = [.. Enumerable.Range(0, 101).Select(i => (double)i)];

        Assert.Equal(16, CurveSummary.Quantile(numbers, 0.16), 12);
        Assert.Equal(84, CurveSummary.Quantile(numbers, 0.84), 12);
    }

    [Theory]
    [InlineData(0.16, 1.48)] // position 3 * 0.16 = 0.48 between 1 and 2
    [InlineData(0.84, 6.08)] // position 2.52 between 4 and 8
    [InlineData(0, 1)]
    [InlineData(1, 8)]
    public void Quantile_BetweenOrderStatistics_IsLinear(double probability, double expected) =>
        Assert.Equal(expected, CurveSummary.Quantile([1, 2, 4, 8], probability), 12);

    [Fact]
    public void Quantile_OfNothingOrOutsideProbabilities_Throws()
    {
        Assert.Throws<ArgumentException>(() => CurveSummary.Quantile([], 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => CurveSummary.Quantile([1], 1.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => CurveSummary.Quantile([1], double.NaN));
    }

    [Fact]
    public void OfLinear_StandardNormal_HasPercentilesAtPlusMinus0Point9945()
    {
        // The 84th percentile of N(0, 1) is 0.99446 (normal tables); the standard error of a sample quantile is
        // sqrt(p (1 - p) / n) / density = sqrt(.16 * .84 / 4000) / .2433 = .0238, and 1 / sqrt(n) = .0158 for the mean.
        float[] normal = new float[4000];
        new RandomStream(7, 0, 0, RandomPurpose.Resampling).FillNormal(normal);
        double[,] values = new double[normal.Length, 1];
        for (int i = 0; i < normal.Length; i++) values[i, 0] = normal[i];

        CurveSummary summary = CurveSummary.OfLinear(Ranks(values));

        Assert.Equal(0, summary.Mean[0], 3.5 * 0.0158);
        Assert.Equal(-0.99446, summary.Lower[0], 3.5 * 0.0238);
        Assert.Equal(0.99446, summary.Upper[0], 3.5 * 0.0238);
    }

    [Fact]
    public void OfLinear_LogarithmKept_AveragesTheValuesNotTheLogarithms()
    {
        CurveSummary summary = CurveSummary.OfLinear(LogChi(new double[,] { { Math.Log(2) }, { Math.Log(8) } }));

        Assert.Equal(5, summary.Mean[0], 12); // the geometric mean would be 4
    }

    [Fact]
    public void OfLinear_ValuesAbsent_SummarisesThoseThereAre()
    {
        CurveSummary summary = CurveSummary.OfLinear(Ranks(new[,]
        {
            { 1, double.NaN, double.NaN },
            { 3, 5, double.NaN },
        }));

        Assert.Equal([2, 1, 0], summary.Count);
        Assert.Equal([2, double.NaN, double.NaN], summary.Mean);
        Assert.Equal([1.32, double.NaN, double.NaN], summary.Lower.Select(v => Math.Round(v, 12)));
        Assert.Equal([2.68, double.NaN, double.NaN], summary.Upper.Select(v => Math.Round(v, 12)));
    }

    [Fact]
    public void OfLog10_OfChiBeyondTheRangeOfDoubles_IsTheMeanOfItsLog10()
    {
        CurveSummary summary = CurveSummary.OfLog10(LogChi(new double[,] { { 2000 }, { 2000 + Math.Log(3) } }));

        Assert.Equal((2000 + (0.5 * Math.Log(3))) / Math.Log(10), summary.Mean[0], 1e-9);
        // the other mean: (e^2000 + 3 e^2000) / 2 = 2 e^2000
        Assert.Equal((2000 / Math.Log(10)) + Math.Log10(2), CurveSummary.OfLog10(LogChi(new double[,] { { 2000 }, { 2000 + Math.Log(3) } }), averagesLogarithms: false).Mean[0], 1e-9);
        Assert.Equal((2000 + (0.16 * Math.Log(3))) / Math.Log(10), summary.Lower[0], 1e-9);
        Assert.Equal((2000 + (0.84 * Math.Log(3))) / Math.Log(10), summary.Upper[0], 1e-9);
    }

    [Fact]
    public void OfLog10_LinearKept_AgreesWithOfLinear()
    {
        Curve ranks = Ranks(new double[,] { { 1, 10 }, { 4, 1000 }, { 7, 100 } });

        CurveSummary linear = CurveSummary.OfLinear(ranks), log10 = CurveSummary.OfLog10(ranks);

        Assert.Equal(linear.Mean.Select(v => Math.Round(Math.Log10(v), 12)), log10.Mean.Select(v => Math.Round(v, 12)));
        Assert.Equal(1.32, log10.Lower[1], 12); // log10 of 10, 100, 1000: position 0.32 from 1
    }

    [Fact]
    public void OfLinear_OfAnIncrement_IsTheMeanOfRatiosNotTheRatioOfMeans()
    {
        CurveSummary summary = Increment(new double[,] { { 0 }, { Math.Log(9) } }, new double[,] { { 0 }, { Math.Log(3) } });

        Assert.Equal(2, summary.Mean[0], 12); // (1/1 + 9/3) / 2; the ratio of means is 10/4
    }

    [Fact]
    public void OfLinear_OfAnIncrementBeyondTheRangeOfDoubles_IsFinite()
    {
        CurveSummary summary = Increment(new double[,] { { 5000.5 } }, new double[,] { { 5000 } });

        Assert.Equal(Math.Exp(0.5), summary.Mean[0], 12);
    }

    private static CurveSummary Increment(double[,] after, double[,] before)
    {
        ExperimentConfiguration configuration = new();
        return CurveSummary.OfLinear(Quantity.Increment.Get(new(configuration, [.. Enumerable.Range(0, after.GetLength(0))], [1],
            [new(Statistic.Chi, Location.Activation, after), new(Statistic.Chi, Location.Input, before)])));
    }
}
