using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Toolkit.Tests.Analysis.Verdicts;

/// <summary>Runs of nets whose laws are known one by one.</summary>
internal static class PlantedNets
{
    private const int Depth = 200, Records = 50;

    /// <summary>Feedforward nets whose log chi is the law of each and a walk along depth.</summary>
    public static RunResults Sensitive(Func<int, Func<double, double>> law, int seed, int simulations = 8) =>
        Run(Topology.Feedforward, (Statistic.Chi, Location.Activation, Walks(law, simulations, seed, _ => 0.005)));

    /// <summary>Batch-norm resnets of one Delta^2, whose chi is the product of their units times exp(rate l).</summary>
    public static RunResults Residual(double branchGrowth, double rate, int seed) => Residual(_ => branchGrowth, rate, seed);

    /// <summary>Batch-norm resnets whose Delta^2 depends on depth, and whose chi is the product of their units.</summary>
    public static RunResults Growing(Func<double, double> branchGrowth) => Residual(branchGrowth, 0, 1);

    // Branches have the share 1 / (l + a), a = pi / (pi - 1): standard normal pre-activations.
    private static RunResults Residual(Func<double, double> branchGrowth, double rate, int seed, int simulations = 8)
    {
        double Unit(int k) => 0.5 * Math.Log(1 + ((branchGrowth(k) - 1) / (k + (Math.PI / (Math.PI - 1)))));
        double[,] after = Walks(_ => l => Enumerable.Range(1, (int)l).Sum(Unit) + (rate * l), simulations, seed, l => 0.03 / Math.Sqrt(l));
        double[,] before = new double[simulations, Records], branch = new double[simulations, Records];
        IReadOnlyList<int> depths = Setting(Topology.Residual).RecordedDepths;
        for (int s = 0; s < simulations; s++)
        {
            for (int d = 0; d < Records; d++)
            {
                before[s, d] = after[s, d] - Unit(depths[d]);
                branch[s, d] = before[s, d] + (0.5 * Math.Log(branchGrowth(depths[d])));
            }
        }

        return Run(Topology.Residual, (Statistic.Chi, Location.Sum, after), (Statistic.Chi, Location.Input, before), (Statistic.Chi, Location.Branch, branch));
    }

    /// <summary>Nets whose mu_2/nu_2 is a law of each net, the same distance from it at all depths.</summary>
    public static RunResults Collapsing(Func<double, double> logMedian, double logDeviation, int seed, int simulations = 8)
    {
        Normal normal = new(0, 1, new Xoshiro256StarStar(seed));
        double[] distances = [.. Enumerable.Range(0, simulations).Select(_ => logDeviation * normal.Sample())];
        return Collapsing(s => l => logMedian(l) + distances[s], simulations);
    }

    /// <summary>Nets whose log mu_2/nu_2 is given.</summary>
    public static RunResults Collapsing(Func<int, Func<double, double>> logShare, int simulations = 8) => Run(Topology.Feedforward,
        (Statistic.Mu2Signal, Location.Activation, Walks(logShare, simulations, 1, _ => 0)), (Statistic.Nu2Signal, Location.Activation, new double[simulations, Records]));

    private static double[,] Walks(Func<int, Func<double, double>> law, int simulations, int seed, Func<int, double> step)
    {
        Normal normal = new(0, 1, new Xoshiro256StarStar(seed));
        IReadOnlyList<int> depths = Setting(Topology.Feedforward).RecordedDepths;
        double[,] values = new double[simulations, depths.Count];
        for (int s = 0; s < simulations; s++)
        {
            double position = 0;
            int layer = 0;
            for (int d = 0; d < depths.Count; d++)
            {
                while (layer < depths[d]) position += step(++layer) * normal.Sample();
                values[s, d] = law(s)(layer) + position;
            }
        }

        return values;
    }

    private static ExperimentConfiguration Setting(Topology topology) => new()
    {
        Network = new() { Topology = topology, Norm = topology == Topology.Residual ? NormKind.Batch : NormKind.None, KernelSize = 1, Depth = Depth },
        Records = Records,
    };

    private static RunResults Run(Topology topology, params (Statistic Statistic, Location Place, double[,] Values)[] curves)
    {
        ExperimentConfiguration setting = Setting(topology);
        return new(setting, [.. Enumerable.Range(0, curves[0].Values.GetLength(0))], setting.RecordedDepths, curves.Select(c => new Curve(c.Statistic, c.Place, c.Values)));
    }
}
