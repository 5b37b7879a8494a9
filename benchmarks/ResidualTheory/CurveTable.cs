using System.Globalization;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.ResidualNets;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Theory;

namespace MomentsDnns.Benchmarks.Residuals;

/// <summary>The product beside measured chi, and the two steps of the paper's form that it mends.</summary>
internal static class CurveTable
{
    public static string Of(IEnumerable<(string Name, RunResults Run)> runs) => MarkdownTable.Of(
        ["run", "nets", "units (recorded)", "a", "log chi measured", "product", "worst |z| (at unit)", "z at the end", "share 1/(l + 1): z", "and delta_1^(2H): z"],
        runs.Select(r => Row(r.Name, r.Run)));

    private static string[] Row(string name, RunResults run)
    {
        string[] head = [name, $"{run.Simulations.Count}", $"{run.Depths[^1]} ({run.Depths.Count})"];
        if (ResidualProduct.Of(run) is not { } product || run.Find(Statistic.Chi, Location.Sum) is not { } chi || run.Find(Statistic.Chi, Location.Input) is not { } before)
            return [.. head, "", "", "chi of branches not recorded", "", "", "", ""];
        int last = run.Depths.Count - 1;
        Estimate[] differences = [.. Enumerable.Range(0, last + 1).Select(d => Mean(run, s => product.Residuals[s, d]))];
        int worst = Enumerable.Range(0, last + 1).MaxBy(d => Math.Abs(differences[d].T));
        return
        [
            .. head, product.ShareOffset is { } a ? Number(a.Value, "F3") : "measured share", MeasuredText.Of(Mean(run, s => chi[s, last])),
            MeasuredText.Of(Mean(run, s => product.LogChi[s, last])), $"{Number(Math.Abs(differences[worst].T), "F1")} ({run.Depths[worst]})", Number(differences[last].T, "F1"),
            Number(Mean(run, s => chi[s, last] - before[s, 0] - Log(run, d => product.BranchGrowth[s, d])).T, "F1"),
            Quantity.LayerIncrement.Find(run) is { } layer
                ? Number(Mean(run, s => chi[s, last] - before[s, 0] - Log(run, d => Math.Pow(layer.Linear(s, d), 2 * run.Facts.Branch!.Layers))).T, "F1") : "",
        ];
    }

    // log of the product of (1 + (Delta^2 - 1) / (l + 1))^(1/2), Delta^2 between recorded units by a line in log l.
    private static double Log(RunResults run, Func<int, double> growth)
    {
        double sum = 0;
        for (int d = 0; d < run.Depths.Count; d++)
        {
            int from = d == 0 ? run.Depths[0] : run.Depths[d - 1] + 1;
            for (int k = from; k <= run.Depths[d]; k++)
            {
                double part = d == 0 ? 1 : Math.Log((double)k / run.Depths[d - 1]) / Math.Log((double)run.Depths[d] / run.Depths[d - 1]);
                double square = d == 0 ? growth(0) : ((1 - part) * growth(d - 1)) + (part * growth(d));
                sum += Math.Log(ResidualTheory.Increment(square, ResidualTheory.BranchShare(k, ResidualTheory.PublishedShareOffset)));
            }
        }

        return sum;
    }

    private static Estimate Mean(RunResults run, Func<int, double> value) => Estimate.Of([.. Enumerable.Range(0, run.Simulations.Count).Select(value)]);

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
