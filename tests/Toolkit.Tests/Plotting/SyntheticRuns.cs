using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Plotting;
using MomentsDnns.Results;

namespace MomentsDnns.Toolkit.Tests.Plotting;

/// <summary>Seeded results with the trends of each architecture, of any size.</summary>
internal static class SyntheticRuns
{
    public const int Simulations = 40;

    public static RunResults Vanilla(int records = 40) => Create(Topology.Feedforward, NormKind.None, records,
        [Location.Input, Location.Convolution, Location.Activation], depth => Math.Log(depth + 1));

    public static RunResults NormalizedFeedforward(int records = 40, double growth = 0.2) => Create(Topology.Feedforward,
        NormKind.Batch, records, [Location.Input, Location.Convolution, Location.Norm, Location.Activation],
        depth => growth * depth);

    public static RunResults Residual(int records = 40) => Create(Topology.Residual, NormKind.Batch, records,
        [Location.Input, Location.Norm, Location.Activation, Location.Convolution, Location.Branch, Location.Sum],
        depth => 0.65 * Math.Log(depth + 1));

    public static RunResults Of(IFigure figure) => figure.Name switch
    {
        "fig2" or "fig3" => Vanilla(),
        "fig4" => NormalizedFeedforward(),
        _ => Residual(),
    };

    /// <summary>The same run without some of its curves.</summary>
    public static RunResults Without(this RunResults results, Func<Curve, bool> leaveOut) =>
        new(results.Configuration, results.Simulations, results.Depths, results.Curves.Where(c => !leaveOut(c)));

    /// <summary>The same run with the values of some curves replaced.</summary>
    public static RunResults Replace(this RunResults results, Statistic statistic, Func<int, int, double> value) =>
        new(results.Configuration, results.Simulations, results.Depths, results.Curves.Select(c =>
        {
            if (c.Statistic != statistic) return c;
            double[,] values = new double[c.Simulations, c.Depths];
            for (int s = 0; s < c.Simulations; s++)
                for (int d = 0; d < c.Depths; d++) values[s, d] = value(s, d);
            return new Curve(statistic, c.Location, values);
        }));

    private static RunResults Create(Topology topology, NormKind norm, int records, Location[] locations,
        Func<int, double> logChi)
    {
        ExperimentConfiguration configuration = new()
        {
            Network = new NetworkOptions { Topology = topology, Norm = norm, Depth = 200 },
            Records = records,
            Seed = 3,
        };
        List<Curve> curves = [];
        foreach (Statistic statistic in Statistic.All.Where(s => s.IsBuiltIn))
        {
            foreach (Location location in locations)
            {
                double[,] values = new double[Simulations, records];
                for (int s = 0; s < Simulations; s++)
                {
                    float[] noise = new float[records];
                    new RandomStream(3, s, (100 * statistic.Index) + Array.IndexOf([.. Location.All], location), RandomPurpose.Resampling)
                        .FillNormal(noise, statistic == Statistic.SignBalance ? 0.01f : 0.05f);
                    for (int d = 0; d < records; d++)
                        values[s, d] = Trend(statistic, location, configuration.RecordedDepths[d], logChi) + noise[d];
                }

                curves.Add(new Curve(statistic, location, values));
            }
        }

        return new RunResults(configuration, [.. Enumerable.Range(0, Simulations)], configuration.RecordedDepths, curves);
    }

    private static double Trend(Statistic statistic, Location location, int depth, Func<int, double> logChi) => statistic.Name switch
    {
        "reff_noise" => 30 - (0.1 * depth),
        "reff_signal" => 2 + (10 / (1 + (0.1 * depth))),
        "mu4_signal" => Math.Log(3.2 + (0.002 * depth)),
        "nu1_abs_signal" => Math.Log(0.78),
        "sign_balance" => 0.25, // from 0 to 1/2
        "one_signed_share" => 0.5,
        "chi" => logChi(depth) + (location == Location.Norm ? 0.03 : location == Location.Input ? 0 : 0.2),
        _ => -0.01 * depth,
    };
}
