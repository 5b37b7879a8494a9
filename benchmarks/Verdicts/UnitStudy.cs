using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Results;
using MomentsDnns.Results.Facts;

namespace MomentsDnns.Benchmarks.Verdicts;

/// <summary>
/// Verdicts on exploding sensitivity of nets whose layers differ, over the outputs of a repeated unit where its law is planted: few units,
/// and a walk of 0.03 a unit, as of narrow layers.
/// </summary>
internal sealed class UnitStudy(Table table)
{
    private const double Step = 0.03, RecordError = 0.005;

    private static readonly (string Law, int Units, Func<double, double> Of)[] Laws =
    [
        ("0.2 u", 16, u => 0.2 * u), ("0.2 u", 6, u => 0.2 * u), ("0.2 u", 4, u => 0.2 * u), ("0.05 u", 16, u => 0.05 * u), ("0.05 u", 6, u => 0.05 * u),
        ("0.62 log u", 16, u => 0.62 * Math.Log(u)), ("0.62 log u", 6, u => 0.62 * Math.Log(u)), ("0.62 log u", 4, u => 0.62 * Math.Log(u)),
        ("resnet: its own law, 2τ = 1.24", 16, SensitivityStudy.Residual), ("resnet: its own law, 2τ = 1.24", 6, SensitivityStudy.Residual), ("resnet: its own law, 2τ = 1.24", 4, SensitivityStudy.Residual),
        ("that law, begun anew every 4 units", 16, u => (Math.Floor((u - 1) / 4) * (SensitivityStudy.Residual(4) - SensitivityStudy.Residual(0))) + SensitivityStudy.Residual(((u - 1) % 4) + 1)),
        ("constant", 16, _ => 0), ("constant", 4, _ => 0), ("0.01 u", 16, u => 0.01 * u),
    ];

    public void Run()
    {
        Table.Header("log χ", "units");
        foreach ((string law, int units, Func<double, double> of) in Laws)
            table.Row([law, $"{units}"], (draw, n) => RunAnalysis.Of(Planted(of, units, n, draw))[Pathology.ExplodingSensitivity].Presence, Verdicts.Shares);
    }

    private static RunResults Planted(Func<double, double> law, int units, int simulations, int draw)
    {
        ProbedSource source = new()
        {
            Model = "planted",
            Sites = [.. Enumerable.Range(0, units).Select(i => new SiteFacts { Name = $"block{i}", Kind = "Block", Channels = 64, Positions = 64, IsOnMainPath = true })],
        };
        return RunResults.FromSimulations(source, Enumerable.Range(0, simulations).Select(s =>
        {
            Gaussian normal = new(draw, s);
            double position = 0.1 * normal.Next();
            return new SimulationResult(s, [.. Enumerable.Range(1, units).Select(unit =>
            {
                position += Step * normal.Next();
                return new LayerRecord(unit, Architectures.Networks.Location.Define("site"), new Dictionary<Statistic, double> { [Statistic.Chi] = law(unit) + position + (RecordError * normal.Next()) });
            })]);
        }));
    }
}
