using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Results;

namespace MomentsDnns.Toolkit.Tests.Results;

/// <summary>Small runs with made-up values that depend on their key alone.</summary>
internal static class SampleRuns
{
    public static readonly RunVersions Versions = new() { Toolkit = "0.1.0", TorchSharp = "0.107.0", DotNet = "10.0.1" };

    public static ExperimentConfiguration Configuration { get; } = new()
    {
        Network = new() { Depth = 6, Width = 8, Norm = NormKind.Batch },
        Records = 3,
        BatchSize = 4,
        Seed = 18_000_000_000_000_000_000,
    };

    /// <summary>Every statistic at input and activation, but effective ranks at the activation only.</summary>
    public static SimulationResult Simulation(int index, ExperimentConfiguration? configuration = null)
    {
        configuration ??= Configuration;
        RandomStream random = new(configuration.Seed, index, 0, default);
        List<LayerRecord> records = [];
        foreach (int depth in configuration.RecordedDepths)
        {
            foreach (Location location in (Location[])[Location.Input, Location.Activation])
            {
                Dictionary<Statistic, double> values = [];
                foreach (Statistic statistic in Statistic.All.Where(s => s.IsBuiltIn))
                {
                    if (statistic.IsLogarithmic) values.Add(statistic, (6 * random.NextDouble()) - 3);
                    else if (location == Location.Activation) values.Add(statistic, 1 + random.NextDouble());
                }

                records.Add(new(depth, location, values));
            }
        }

        return new(index, records);
    }

    public static RunResults Run(ExperimentConfiguration configuration, params (Statistic Statistic, Location Location, double[,] Values)[] curves) =>
        new(configuration, [.. Enumerable.Range(0, curves[0].Values.GetLength(0))], configuration.RecordedDepths,
            curves.Select(c => new Curve(c.Statistic, c.Location, c.Values)));

    /// <summary>Fails unless both runs hold the same curves with equal values, to the bit.</summary>
    public static void AssertEqual(RunResults expected, RunResults actual)
    {
        Assert.Equal(expected.Simulations, actual.Simulations);
        Assert.Equal(expected.Depths, actual.Depths);
        Assert.Equal(expected.Curves.Select(c => (c.Statistic, c.Location)), actual.Curves.Select(c => (c.Statistic, c.Location)));
        foreach ((Curve a, Curve b) in expected.Curves.Zip(actual.Curves))
        {
            for (int s = 0; s < a.Simulations; s++)
            {
                for (int d = 0; d < a.Depths; d++) Assert.Equal(a[s, d], b[s, d]);
            }
        }
    }
}
