using MomentsDnns.Architectures.Networks;
using MomentsDnns.Reproduction.Claims;
using MomentsDnns.Results;

namespace MomentsDnns.Toolkit.Tests.Reproduction.Claims;

public sealed class LogarithmicVersionTests
{
    [Fact]
    public void Of_PlantedMap_FindsIt()
    {
        // chi_ff(l) = e^{0.2 l}, chi_res(l) = e^{0.2 (3 + 4 log l)}; mu_4 follows the same map.
        static double Map(double unit) => 3 + (4 * Math.Log(unit));
        RunResults feedforward = Made(Topology.Feedforward, Location.Activation, l => 0.2 * l, l => Math.Log(3 + (0.1 * l)));
        RunResults residual = Made(Topology.Residual, Location.Sum, l => 0.2 * Map(l), l => Math.Log(3 + (0.1 * Map(l))));
        LogarithmicVersion map = LogarithmicVersion.Of(feedforward, residual);
        Assert.Equal(4, map.Scale, 1e-9);
        Assert.Equal(3, map.Offset, 1e-9);
        Assert.Equal(0, map.MisfitShare, 1e-9);
        Assert.Equal(2, map.Units[0]);
        Assert.All(map.Compare(feedforward, residual, Statistic.Mu4Signal, Location.Norm), p => Assert.Equal(p.Feedforward, p.Residual, 1e-9));
    }

    [Fact]
    public void Of_ExponentialResnet_IsNoLogarithmicVersion()
    {
        RunResults feedforward = Made(Topology.Feedforward, Location.Activation, l => 0.2 * l, _ => 0);
        LogarithmicVersion map = LogarithmicVersion.Of(feedforward, Made(Topology.Residual, Location.Sum, l => 0.1 * l, _ => 0));
        Assert.True(map.MisfitShare > 0.05);
    }

    [Fact]
    public void Find_ByAClock_IsLinearInIt_AndAbsentOutOfRange()
    {
        // chi_res(l) = e^{0.2 (1 + 2 sqrt l)}: no line in log l, one in sqrt l.
        RunResults feedforward = Made(Topology.Feedforward, Location.Activation, l => 0.2 * l, _ => 0);
        RunResults residual = Made(Topology.Residual, Location.Sum, l => 0.2 * (1 + (2 * Math.Sqrt(l))), _ => 0);
        LogarithmicVersion map = LogarithmicVersion.Find(feedforward, residual, Math.Sqrt)!;
        Assert.Equal(2, map.Scale, 1e-9);
        Assert.Equal(1, map.Offset, 1e-9);
        Assert.Equal(7, map.LayerOf(9), 1e-9);
        Assert.True(LogarithmicVersion.Of(feedforward, residual).MisfitShare > 0.05);
        Assert.Null(LogarithmicVersion.Find(feedforward, Made(Topology.Residual, Location.Sum, l => 100 + l, _ => 0)));
    }

    private static RunResults Made(Topology topology, Location output, Func<double, double> logChi, Func<double, double> logFourth)
    {
        ExperimentConfiguration configuration = new() { Network = new() { Topology = topology, Norm = NormKind.Batch, Depth = 200 }, Records = 100 };
        double[,] chi = new double[2, 100], fourth = new double[2, 100];
        for (int s = 0; s < 2; s++)
        {
            for (int d = 0; d < 100; d++)
            {
                chi[s, d] = logChi(configuration.RecordedDepths[d]) + (s == 0 ? 0.01 : -0.01);
                fourth[s, d] = logFourth(configuration.RecordedDepths[d]);
            }
        }

        return new(configuration, [0, 1], configuration.RecordedDepths, [new(Statistic.Chi, output, chi), new(Statistic.Mu4Signal, Location.Norm, fourth)]);
    }
}
