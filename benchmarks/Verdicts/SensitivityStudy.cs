using MathNet.Numerics;
using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Benchmarks.Verdicts;

/// <summary>Verdicts on exploding sensitivity where the law of chi is planted.</summary>
internal sealed class SensitivityStudy(Table table)
{
    private const double Tau = 0.62, Offset = 1.467; // of a batch-norm resnet: a = pi/(pi - 1)

    private static readonly (string Law, Topology Topology, int Depth, Func<int, Func<double, double>> Of)[] Laws =
    [
        ("0.01 l", Topology.Feedforward, 200, _ => l => 0.01 * l),
        ("0.1 l", Topology.Feedforward, 200, _ => l => 0.1 * l),
        ("0.1 l", Topology.Feedforward, 40, _ => l => 0.1 * l),
        ("0.62 log l + 0.1 l", Topology.Feedforward, 200, _ => l => (0.62 * Math.Log(l)) + (0.1 * l)),
        ("0.62 log l + 0.004 l", Topology.Feedforward, 200, _ => l => (0.62 * Math.Log(l)) + (0.004 * l)),
        ("0.05 l^0.8", Topology.Feedforward, 200, _ => l => 0.05 * Math.Pow(l, 0.8)),
        ("0.02 l^0.9", Topology.Feedforward, 200, _ => l => 0.02 * Math.Pow(l, 0.9)),
        ("0.62 log l", Topology.Feedforward, 200, _ => l => 0.62 * Math.Log(l)),
        ("-3/√l", Topology.Feedforward, 200, _ => l => -3 / Math.Sqrt(l)),
        ("-3/√l", Topology.Feedforward, 40, _ => l => -3 / Math.Sqrt(l)),
        ("constant", Topology.Feedforward, 200, _ => _ => 0),
        ("0.0005 l", Topology.Feedforward, 200, _ => l => 0.0005 * l),
        ("0.1 l in every second net, else 0.62 log l", Topology.Feedforward, 200, s => s % 2 == 0 ? l => 0.1 * l : l => 0.62 * Math.Log(l)),
        ("resnet: 0.62 log l", Topology.Residual, 200, _ => l => 0.62 * Math.Log(l)),
        ("resnet: its own law, 2τ = 1.24", Topology.Residual, 200, _ => Residual),
        ("resnet: its own law, 2τ = 1.24", Topology.Residual, 40, _ => Residual),
        ("resnet: its own law + 0.001 l", Topology.Residual, 200, _ => l => Residual(l) + (0.001 * l)),
        ("resnet: its own law + 0.004 l", Topology.Residual, 200, _ => l => Residual(l) + (0.004 * l)),
        ("resnet: its own law + 0.02 l", Topology.Residual, 40, _ => l => Residual(l) + (0.02 * l)),
        ("resnet: 0.62 log l + 0.004 l", Topology.Residual, 200, _ => l => (0.62 * Math.Log(l)) + (0.004 * l)),
    ];

    public void Run()
    {
        Table.Header("log χ", "depth");
        foreach ((string law, Topology topology, int depth, Func<int, Func<double, double>> of) in Laws)
        {
            table.Row([law, $"{depth}"], (draw, n) => RunAnalysis.Of(PlantedRuns.Sensitivity(topology, depth, of, n, draw))[Pathology.ExplodingSensitivity].Presence,
                Verdicts.Shares);
        }
    }

    /// <summary>log chi of a wide batch-norm resnet: the product of (1 + 2 tau/(k + a))^(1/2), k = 1 to l.</summary>
    public static double Residual(double l) => 0.5 * (SpecialFunctions.GammaLn(l + 1 + Offset + (2 * Tau)) - SpecialFunctions.GammaLn(l + 1 + Offset));
}
