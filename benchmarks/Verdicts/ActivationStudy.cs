using MomentsDnns.Analysis.Verdicts;

namespace MomentsDnns.Benchmarks.Verdicts;

/// <summary>Verdicts on exploding activations where the law of nu_2 is planted, against the rate of 0.05 a layer.</summary>
internal sealed class ActivationStudy(Table table)
{
    private static readonly (string Law, Func<double, double> Of)[] Laws =
    [
        ("0.04 l", l => 0.04 * l), ("0.05 l", l => 0.05 * l), ("0.06 l", l => 0.06 * l), ("0.2 l", l => 0.2 * l), ("log(l + 1)", l => Math.Log(l + 1)), ("5 log(l + 1)", l => 5 * Math.Log(l + 1)),
    ];

    public void Run()
    {
        Table.Header("log ν₂");
        foreach ((string law, Func<double, double> of) in Laws)
            table.Row([law], (draw, n) => RunAnalysis.Of(PlantedRuns.Powers(of, n, draw))[Pathology.ExplodingActivations].Presence, Verdicts.Shares);
    }
}
