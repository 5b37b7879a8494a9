using System.Globalization;
using MomentsDnns.Analysis;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Results;

namespace MomentsDnns.Benchmarks.Verdicts;

/// <summary>Verdicts on runs of real nets, drawn from pools.</summary>
internal sealed class PoolStudy(Table table, Pools pools)
{
    private static readonly (Pathology Pathology, string Name)[] Judged =
        [(Pathology.OneDimensionalSignal, "one-dimensional signal"), (Pathology.ExplodingSensitivity, "exploding sensitivity"), (Pathology.ExplodingActivations, "exploding activations")];

    /// <summary>Each verdict, beside the whole pool's.</summary>
    public void Verdicts()
    {
        Table.Header("nets", "pathology", $"all {pools.Size}");
        foreach ((string name, ExperimentConfiguration net) in Pools.All)
        {
            RunResults pool = pools.Measure(net);
            RunAnalysis all = RunAnalysis.Of(pool);
            foreach ((Pathology pathology, string title) in Judged)
            {
                table.Row([name, title, OptionText.Of(all[pathology].Presence)], (draw, n) => RunAnalysis.Of(Pools.Draw(pool, draw, n))[pathology].Presence,
                    Benchmarks.Verdicts.Verdicts.Shares);
            }
        }
    }

    /// <summary>Shares off the first direction, with the threshold put where the truth is known: the pool's geometric or arithmetic mean at the end lies above it or below.</summary>
    public void Thresholds()
    {
        Table.Header("nets", "log-sd", "truth at the end");
        foreach ((string name, ExperimentConfiguration net) in Pools.All)
        {
            RunResults pool = pools.Measure(net);
            if (Quantity.SignalRank.Find(pool) is not { } rank) continue;
            double[] logs = [.. Enumerable.Range(0, pool.Simulations.Count).Select(s => Math.Log(1 - (1 / rank[s, pool.Depths.Count - 1])))];
            double mean = logs.Average(), arithmetic = logs.Average(Math.Exp), deviation = Math.Sqrt(logs.Average(v => (v - mean) * (v - mean)));
            foreach (double multiple in (double[])[1.25, 1, 0.8])
            {
                Row($"geometric mean {multiple.ToString(CultureInfo.InvariantCulture)} t", Math.Exp(mean) / multiple);
                Row($"mean {multiple.ToString(CultureInfo.InvariantCulture)} t", arithmetic / multiple);
            }

            void Row(string truth, double threshold)
            {
                if (threshold >= 1) return;
                AnalysisOptions options = new() { OneDimensionalShare = threshold };
                table.Row([name, deviation.ToString("F2", CultureInfo.InvariantCulture), truth],
                    (draw, n) => RunAnalysis.Of(Pools.Draw(pool, draw, n), options)[Pathology.OneDimensionalSignal].Presence, Benchmarks.Verdicts.Verdicts.Shares);
            }
        }
    }
}
