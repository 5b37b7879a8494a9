using MomentsDnns.Architectures.Networks;
using MomentsDnns.Reproduction.Claims;
using MomentsDnns.Results;

namespace MomentsDnns.Toolkit.Tests.Reproduction.Claims;

public sealed class NetJudgeTests
{
    private static readonly int[] Depths = [.. Enumerable.Range(1, 20).Select(i => 10 * i)];

    [Fact]
    public void GrowsExponentially_TellsAnExponentialFromPowersAndLimits()
    {
        Assert.True(NetJudge.GrowsExponentially(Depths, d => 0.1 * Depths[d]));
        Assert.False(NetJudge.GrowsExponentially(Depths, d => 0.6 * Math.Log(Depths[d])));
        Assert.False(NetJudge.GrowsExponentially(Depths, d => 2 - (5.0 / Depths[d])));
        // Below the least rate, 0.02.
        Assert.False(NetJudge.GrowsExponentially(Depths, d => 0.019 * Depths[d]));
        Assert.Equal((0.1, true), (Math.Round(NetJudge.Rate(Depths, d => 0.1 * Depths[d])!.Value.Slope, 9), NetJudge.Rate(Depths, d => 0.1 * Depths[d])!.Value.IsLine));
        Assert.Null(NetJudge.Rate(Depths, d => d < 3 ? 1 : double.NaN));
        Assert.False(NetJudge.GrowsExponentially(Depths, _ => double.NaN));
    }

    [Theory]
    [InlineData(0.005, 8.0, true, false)]
    [InlineData(0.5, 1.1, false, true)]
    [InlineData(0.5, 8.0, false, false)]
    public void Each_JudgesTheEnd(double share, double rank, bool isZero, bool isOne)
    {
        ExperimentConfiguration configuration = new() { Records = 20 };
        RunResults run = new(configuration, [0], configuration.RecordedDepths,
        [
            Constant(Statistic.Mu2Signal, Math.Log(share)), Constant(Statistic.Nu2Signal, 0), Constant(Statistic.EffectiveRankSignal, rank), Constant(Statistic.Chi, 1),
        ]);
        NetJudge net = Assert.Single(NetJudge.Each(run));
        Assert.Equal(new NetJudge(isZero, isOne, false), net);

        Curve Constant(Statistic statistic, double value)
        {
            double[,] values = new double[1, 20];
            for (int d = 0; d < 20; d++) values[0, d] = value;
            return new(statistic, Location.Activation, values);
        }
    }

    [Fact]
    public void Each_OfARunLostInRounding_IsZeroDimensional()
    {
        ExperimentConfiguration configuration = new() { Records = 20 };
        double[,] absent = new double[1, 20];
        for (int d = 0; d < 20; d++) absent[0, d] = double.NaN;
        RunResults run = new(configuration, [0], configuration.RecordedDepths,
            [.. new[] { Statistic.Mu2Signal, Statistic.Nu2Signal, Statistic.EffectiveRankSignal, Statistic.Chi }.Select(s => new Curve(s, Location.Activation, absent))],
            degeneracies: new Dictionary<int, Degeneracy> { [0] = new(DegeneracyCause.Rounding, 40) });
        Assert.True(Assert.Single(NetJudge.Each(run)).IsZeroDimensional);
    }
}
