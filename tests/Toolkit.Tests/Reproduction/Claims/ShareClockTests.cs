using MomentsDnns.Architectures.Networks;
using MomentsDnns.Reproduction.Claims;
using MomentsDnns.Results;

namespace MomentsDnns.Toolkit.Tests.Reproduction.Claims;

public sealed class ShareClockTests
{
    // p_j = k/(j + 1): T(l) = k (H(l + 1) - 1).
    [Theory]
    [InlineData(1.0)]
    [InlineData(0.7)]
    public void Of_ADilutedBranch_IsTheHarmonicSum(double share)
    {
        ExperimentConfiguration configuration = new() { Network = new() { Topology = Topology.Residual, Norm = NormKind.Layer, Depth = 100 }, Records = 20 };
        double[,] branch = new double[1, 20], sum = new double[1, 20];
        for (int d = 0; d < 20; d++) branch[0, d] = Math.Log(share / (configuration.RecordedDepths[d] + 1));
        RunResults run = new(configuration, [0], configuration.RecordedDepths, [new(Statistic.Mu2Signal, Location.Branch, branch), new(Statistic.Mu2Signal, Location.Sum, sum)]);
        Func<double, double> clock = ShareClock.Of(run);
        double harmonic = Enumerable.Range(1, 100).Sum(j => 1.0 / (j + 1));
        Assert.Equal(share * harmonic, clock(100), 1e-9);
        Assert.Equal(share / 2, clock(1), 1e-9);
        Assert.All(ShareClock.Scaled(run), s => Assert.Equal(share, s, 1e-9));
    }
}
