using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Toolkit.Tests.Analysis.Verdicts;

/// <summary>Runs of vanilla nets whose curves at the output follow given means, with log-normal scatter over simulations.</summary>
internal sealed record JudgedRuns
{
    public int Simulations { get; init; } = 8;

    public int Depth { get; init; } = 200;

    public Func<double, double> LogChi { get; init; } = l => 0.2 * Math.Log(l);

    public Func<double, double> Rank { get; init; } = _ => 5;

    public Func<double, double> VarianceShare { get; init; } = _ => 0.5;

    public Func<double, double> LogPower { get; init; } = _ => 0;

    public double Scatter { get; init; } = 0.03;

    public RunResults Build(IReadOnlyDictionary<int, Degeneracy>? degeneracies = null)
    {
        ExperimentConfiguration configuration = new() { Network = new NetworkOptions { Depth = Depth }, Records = Depth / 2 };
        IReadOnlyList<int> depths = configuration.RecordedDepths;
        Normal normal = new(0, Scatter, new Xoshiro256StarStar(11));
        Dictionary<Statistic, double[,]> tables = new[] { Statistic.Chi, Statistic.EffectiveRankSignal, Statistic.Nu2Signal, Statistic.Mu2Signal }
            .ToDictionary(s => s, _ => new double[Simulations, depths.Count]);
        for (int s = 0; s < Simulations; s++)
        {
            double chi = normal.Sample(), power = normal.Sample();
            for (int d = 0; d < depths.Count; d++)
            {
                chi += 0.3 * normal.Sample();
                power += 0.3 * normal.Sample();
                tables[Statistic.Chi][s, d] = LogChi(depths[d]) + chi;
                tables[Statistic.EffectiveRankSignal][s, d] = 1 + ((Rank(depths[d]) - 1) * Math.Exp(10 * normal.Sample()));
                tables[Statistic.Nu2Signal][s, d] = LogPower(depths[d]) + power;
                tables[Statistic.Mu2Signal][s, d] = tables[Statistic.Nu2Signal][s, d] + Math.Log(VarianceShare(depths[d])) + normal.Sample();
            }
        }

        return new(configuration, [.. Enumerable.Range(0, Simulations)], depths, tables.Select(t => new Curve(t.Key, Location.Activation, t.Value)), degeneracies: degeneracies);
    }
}
