using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Benchmarks.Verdicts;

/// <summary>Runs whose curves at the output are known laws with the noise of real nets: independent steps add up along depth, and every
/// record has an error of its own.</summary>
internal static class PlantedRuns
{
    // Measured on nets of width 64: 0.067 a layer, 0.095/sqrt(l) a unit; it falls as 1/sqrt(width): these are of width 512.
    private const double FeedforwardStep = 0.024, ResidualStep = 0.034, RecordError = 0.01;

    /// <summary>log chi of each simulation by a law of its own: given the simulation's index, log chi at a depth.</summary>
    public static RunResults Sensitivity(Topology topology, int depth, Func<int, Func<double, double>> law, int simulations, int draw)
    {
        ExperimentConfiguration setting = Setting(topology, depth);
        IReadOnlyList<int> depths = setting.RecordedDepths;
        double[,] values = new double[simulations, depths.Count];
        for (int s = 0; s < simulations; s++)
        {
            Gaussian normal = new(draw, s);
            Func<double, double> own = law(s);
            double position = 0.3 * normal.Next();
            int layer = 0;
            for (int d = 0; d < depths.Count; d++)
            {
                for (; layer < depths[d]; layer++)
                    position += (topology == Topology.Residual ? ResidualStep / Math.Sqrt(layer + 1) : FeedforwardStep) * normal.Next();
                values[s, d] = own(layer) + position + (RecordError * normal.Next());
            }
        }

        return Run(setting, simulations, (Statistic.Chi, values));
    }

    /// <summary>mu_2/nu_2: log-normal over simulations, each simulation's distance from the median the same at all depths.</summary>
    public static RunResults Shares(Func<double, double> logMedian, double logDeviation, int depth, int simulations, int draw)
    {
        ExperimentConfiguration setting = Setting(Topology.Feedforward, depth);
        IReadOnlyList<int> depths = setting.RecordedDepths;
        double[,] values = new double[simulations, depths.Count];
        for (int s = 0; s < simulations; s++)
        {
            Gaussian normal = new(draw, s);
            double distance = logDeviation * normal.Next();
            for (int d = 0; d < depths.Count; d++)
                values[s, d] = logMedian(depths[d]) + distance + (0.05 * normal.Next());
        }

        return Run(setting, simulations, (Statistic.Mu2Signal, values), (Statistic.Nu2Signal, new double[simulations, depths.Count]));
    }

    /// <summary>log nu_2 of each simulation: a law and the walk of feedforward nets, ten times as wide: the spread of width 5.</summary>
    public static RunResults Powers(Func<double, double> law, int simulations, int draw)
    {
        ExperimentConfiguration setting = Setting(Topology.Feedforward, 200);
        IReadOnlyList<int> depths = setting.RecordedDepths;
        double[,] values = new double[simulations, depths.Count];
        for (int s = 0; s < simulations; s++)
        {
            Gaussian normal = new(draw, s);
            double position = 0;
            for (int d = 0; d < depths.Count; d++)
            {
                position += 10 * FeedforwardStep * Math.Sqrt(2) * normal.Next();
                values[s, d] = law(depths[d]) + position;
            }
        }

        return Run(setting, simulations, (Statistic.Nu2Signal, values));
    }

    private static ExperimentConfiguration Setting(Topology topology, int depth) => new()
    {
        Network = new() { Topology = topology, Norm = topology == Topology.Residual ? NormKind.Batch : NormKind.None, Depth = depth },
        Records = depth / 2,
    };

    private static RunResults Run(ExperimentConfiguration setting, int simulations, params (Statistic Statistic, double[,] Values)[] curves)
    {
        Location place = setting.Network.Topology == Topology.Residual ? Location.Sum : Location.Activation;
        return new(setting, [.. Enumerable.Range(0, simulations)], setting.RecordedDepths, curves.Select(c => new Curve(c.Statistic, place, c.Values)));
    }
}
