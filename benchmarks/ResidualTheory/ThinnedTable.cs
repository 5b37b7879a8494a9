using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.ResidualNets;
using MomentsDnns.Results;

namespace MomentsDnns.Benchmarks.Residuals;

/// <summary>The product from every n-th unit minus that from every recorded one, over the units of both.</summary>
internal static class ThinnedTable
{
    private static readonly int[] Steps = [2, 5, 10, 20];

    public static string Of(IEnumerable<(string Name, RunResults Run)> runs) => MarkdownTable.Of(
        ["run", .. Steps.Select(n => $"every {n} units: mean, standard deviation over nets")],
        runs.Where(r => r.Run.Depths[0] == 1 && r.Run.Depths[^1] == r.Run.Depths.Count).Select(r => (string[])[r.Name, .. Steps.Select(n => Difference(r.Run, n))]));

    private static string Difference(RunResults run, int step)
    {
        int[] columns = [.. Enumerable.Range(0, run.Depths.Count).Where(d => run.Depths[d] % step == 0)];
        RunResults thinned = new(run.HasConfiguration ? run.Configuration : null, run.Simulations, [.. columns.Select(c => run.Depths[c])], run.Curves.Select(curve =>
        {
            double[,] values = new double[curve.Simulations, columns.Length];
            for (int s = 0; s < curve.Simulations; s++)
                for (int i = 0; i < columns.Length; i++) values[s, i] = curve[s, columns[i]];
            return new Curve(curve.Statistic, curve.Location, values);
        }), facts: run.Facts);
        if (ResidualProduct.Of(run) is not { } whole || ResidualProduct.Of(thinned) is not { } part) return "";
        (double[,] all, double[,] few) = (whole.Residuals, part.Residuals);
        // Both from the first unit of the thinned record on.
        double[] differences = [.. Enumerable.Range(0, run.Simulations.Count)
            .Select(s => all[s, columns[^1]] - all[s, columns[0] - 1] - few[s, columns.Length - 1])];
        Estimate mean = Estimate.Of(differences), spread = Estimate.OfVariance(differences);
        return FormattableString.Invariant($"{MeasuredText.Of(mean)}, {Math.Sqrt(spread.Value):F4}");
    }
}
