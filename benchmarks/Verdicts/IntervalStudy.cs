using System.Globalization;
using MomentsDnns.Analysis;
using MomentsDnns.Analysis.Growth;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Benchmarks.Verdicts;

/// <summary>How often the 95% interval of an exponent holds the planted one, which law is preferred, and how often a true law is rejected.</summary>
internal sealed class IntervalStudy(Table table)
{
    private static readonly (GrowthLaw Law, double Exponent)[] Planted =
        [(GrowthLaw.Exponential, 0.02), (GrowthLaw.Exponential, 0.2), (GrowthLaw.PowerLaw, 0.65), (GrowthLaw.PowerLaw, 1.3), (GrowthLaw.Saturation, 9)];

    /// <summary>Slopes that differ by walks along depth; then slopes that are log-normal over nets.</summary>
    public void Coverage()
    {
        Table.Header("law", "slopes over nets");
        foreach ((GrowthLaw law, double exponent) in Planted)
            table.Row([Name(law, exponent), "one, and the walk"], (draw, n) => Holds(law, exponent, 0, n, draw), Percent);
        foreach (double deviation in (double[])[0.5, 1, 1.5])
            table.Row([Name(GrowthLaw.Exponential, 0.2), $"log-normal, log-sd {deviation.ToString(CultureInfo.InvariantCulture)}"], (draw, n) => Holds(GrowthLaw.Exponential, 0.2, deviation, n, draw), Percent);
    }

    /// <summary>The planted law / another law preferred / the planted law rejected as exact.</summary>
    public void Laws()
    {
        Table.Header("law");
        foreach ((GrowthLaw law, double exponent) in Planted)
        {
            table.Row([Name(law, exponent)], (draw, n) => Fit(law, exponent, 0, n, draw), fits => string.Join(" / ", new[]
            {
                fits.Count(f => f.Preferred == law), fits.Count(f => f.Preferred is { } other && other != law), fits.Count(f => f[law].IsRejected),
            }.Select(count => Table.Percent(count, fits.Count))));
        }
    }

    /// <summary>Exponents of runs drawn from pools: the pool's slope is the truth.</summary>
    public void Real(Pools pools)
    {
        Table.Header("nets", "law");
        AnalysisOptions options = new() { Resamples = 1 };
        foreach ((string name, ExperimentConfiguration net) in Pools.All)
        {
            RunResults pool = pools.Measure(net);
            foreach (GrowthLaw law in GrowthLaws.All)
            {
                double truth = GrowthFit.OfSensitivity(pool, options)![law].Exponent.Value;
                table.Row([name, law.Name()], (draw, n) => Holds(GrowthFit.OfSensitivity(Pools.Draw(pool, draw, n), options)![law].Exponent, truth), Percent);
            }
        }
    }

    private static bool Holds(GrowthLaw law, double exponent, double deviation, int simulations, int draw) =>
        Holds(Fit(law, exponent, deviation, simulations, draw, resamples: 1)[law].Exponent, exponent);

    private static bool Holds(Estimate estimate, double truth) => estimate.Interval(0.95) is var (lower, upper) && lower <= truth && truth <= upper;

    private static GrowthFit Fit(GrowthLaw law, double exponent, double deviation, int simulations, int draw, int resamples = 1000)
    {
        RunResults run = PlantedRuns.Sensitivity(Topology.Feedforward, 200, s =>
        {
            double own = deviation == 0 ? exponent : exponent * Math.Exp((deviation * new Gaussian(draw, 1_000_000 + s).Next()) - (0.5 * deviation * deviation));
            return l => own * law.Shape(l);
        }, simulations, draw);
        return GrowthFit.Of(run.Depths, Quantity.Chi.Get(run).ToArray(), new() { Resamples = resamples })!;
    }

    private static string Name(GrowthLaw law, double exponent) => $"{law.Name()}, {law.ExponentName()} = {exponent.ToString(CultureInfo.InvariantCulture)}";

    private static string Percent(IReadOnlyList<bool> holds) => Table.Percent(holds.Count(h => h), holds.Count);
}
