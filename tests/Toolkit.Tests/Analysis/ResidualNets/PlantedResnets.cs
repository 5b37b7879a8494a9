using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Toolkit.Tests.Analysis.ResidualNets;

/// <summary>
/// Residual nets of the law of large width, unit by unit: the power of the signal starts at 1, each branch adds a power of its own, and takes the noise per
/// signal times Delta^2. No noise but what is asked for.
/// </summary>
internal sealed record PlantedResnets
{
    public NetworkOptions Network { get; init; } = new() { Topology = Topology.Residual, Norm = NormKind.Batch, KernelSize = 1 };

    public int Simulations { get; init; } = 5;

    public int Units { get; init; } = 200;

    /// <summary>Units between records.</summary>
    public int Step { get; init; } = 1;

    /// <summary>Delta^2 of a simulation's unit.</summary>
    public Func<int, int, double> Growth { get; init; } = (_, _) => 2.3;

    /// <summary>B of a unit: by default that of ReLU, 1 - 1/pi.</summary>
    public Func<int, double> Branch { get; init; } = _ => 1 - (1 / Math.PI);

    /// <summary>What is added to log chi after the sum.</summary>
    public Func<int, int, double> Beyond { get; init; } = (_, _) => 0;

    public RunResults Build(ImportedSource? imported = null)
    {
        ExperimentConfiguration configuration = new() { Network = Network with { Depth = Units }, Records = Units / Step };
        IReadOnlyList<int> depths = configuration.RecordedDepths;
        Dictionary<(Statistic, Location), double[,]> tables = [];
        for (int s = 0; s < Simulations; s++)
        {
            double signal = 1, noise = 1 + (0.1 * s);
            for (int l = 1; l <= Units; l++)
            {
                double branch = Branch(l), growth = Growth(s, l), before = noise / signal;
                (signal, noise) = (signal + branch, noise + (branch * growth * before));
                if (l % Step != 0) continue;
                int d = (l / Step) - 1;
                Put(Statistic.Chi, Location.Input, s, d, (0.5 * Math.Log(before)) + Beyond(s, l - 1));
                Put(Statistic.Chi, Location.Convolution, s, d, (0.5 * Math.Log(before)) + Beyond(s, l - 1) + (0.25 * Math.Log(growth)));
                Put(Statistic.Chi, Location.Branch, s, d, (0.5 * Math.Log(before * growth)) + Beyond(s, l - 1));
                Put(Statistic.Chi, Location.Sum, s, d, (0.5 * Math.Log(noise / signal)) + Beyond(s, l));
                Put(Statistic.Mu2Signal, Location.Branch, s, d, Math.Log(branch));
                Put(Statistic.Mu2Signal, Location.Sum, s, d, Math.Log(signal));
            }
        }

        return new(imported is { ConfigurationIsDeclared: false } ? null : configuration, [.. Enumerable.Range(0, Simulations)], depths, tables.Select(t => new Curve(t.Key.Item1, t.Key.Item2, t.Value)), imported);

        void Put(Statistic statistic, Location location, int s, int d, double value)
        {
            if (!tables.TryGetValue((statistic, location), out double[,]? table)) tables.Add((statistic, location), table = new double[Simulations, depths.Count]);
            table[s, d] = value;
        }
    }
}
