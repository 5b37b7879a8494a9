using System.Globalization;
using MomentsDnns.Analysis.Verdicts;

namespace MomentsDnns.Benchmarks.Verdicts;

/// <summary>Verdicts on a collapse where the law of the share is planted, against the threshold t = 0.01 of mu_2/nu_2.</summary>
internal sealed class CollapseStudy(Table table)
{
    private const int Depth = 200, Crossing = 60;
    private const double Threshold = 0.01;
    private static readonly double[] Deviations = [0.5, 1, 1.5, 2];

    /// <summary>Shares that do not change with depth.</summary>
    public void Flat()
    {
        Table.Header("share", "log-sd");
        foreach (double deviation in Deviations)
        {
            double half = 0.5 * deviation * deviation; // log of mean over median
            Row("median 1.25 t", deviation, Math.Log(1.25 * Threshold));
            Row("median t", deviation, Math.Log(Threshold));
            Row("median 0.8 t", deviation, Math.Log(0.8 * Threshold));
            Row("median 0.3 t", deviation, Math.Log(0.3 * Threshold));
            Row("mean 1.25 t", deviation, Math.Log(1.25 * Threshold) - half);
            Row("mean 0.8 t", deviation, Math.Log(0.8 * Threshold) - half);
        }

        void Row(string name, double deviation, double logMedian) =>
            table.Row([name, Text(deviation)], (draw, n) => Judge(_ => logMedian, deviation, n, draw).Presence, Verdicts.Shares);
    }

    /// <summary>Shares that fall by a power of depth and come to a multiple of the threshold at 4 times the depth.</summary>
    public void Foreseen()
    {
        Table.Header("median at 4 times the depth", "log-sd");
        foreach (double multiple in (double[])[0.8, 1, 1.25, 3])
        {
            foreach (double deviation in Deviations)
            {
                table.Row([$"{Text(multiple)} t", Text(deviation)],
                    (draw, n) => Judge(l => Math.Log(multiple * Threshold) - (1.5 * Math.Log(l / (4.0 * Depth))), deviation, n, draw).Presence, Verdicts.Shares);
            }
        }
    }

    /// <summary>Shares that fall as 1/l^2: how often the range of the onset holds the depth at which the true curve crosses.</summary>
    public void Onsets()
    {
        Table.Header("the true curve", "log-sd");
        foreach (double deviation in Deviations)
        {
            Row("median", 0);
            Row("mean", 0.5 * deviation * deviation);

            void Row(string name, double above) => table.Row([name, Text(deviation)],
                (draw, n) => Judge(l => Math.Log(Threshold) - (2 * Math.Log(l / Crossing)) - above, deviation, n, draw, resamples: 1000),
                verdicts => Table.Percent(verdicts.Count(v => v.OnsetRange is var (lower, upper) && lower <= Crossing && Crossing <= upper), verdicts.Count(v => v.OnsetRange is not null)));
        }
    }

    // Resamples are behind the onset alone.
    private static PathologyVerdict Judge(Func<double, double> logMedian, double deviation, int simulations, int draw, int resamples = 10) =>
        RunAnalysis.Of(PlantedRuns.Shares(logMedian, deviation, Depth, simulations, draw), new() { Resamples = resamples })[Pathology.ZeroDimensionalSignal];

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
