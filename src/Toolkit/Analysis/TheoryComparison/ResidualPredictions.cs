using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Theory;

namespace MomentsDnns.Analysis.TheoryComparison;

/// <summary>What theory says of residual nets: increments and sensitivity between bounds, the branch diluted as 1/(l+1).</summary>
internal static class ResidualPredictions
{
    /// <summary>The predictions that the run's statistics allow.</summary>
    public static IEnumerable<TheoryCurve> Of(RunResults run)
    {
        if (run.Find(Statistic.Mu2Signal, Location.Branch) is { } branch && run.Find(Statistic.Mu2Signal, Location.Sum) is { } sum)
        {
            yield return new(TheoryQuantity.BranchShare, "share of the branch", "1/(l+1)",
                [.. TheoryCurves.Points(run, (s, d) => Math.Exp(branch[s, d] - sum[s, d]), (_, d) => ResidualTheory.BranchShare(run.Depths[d]))]);
        }

        if (Increments.Find(run, IncrementKind.Layer) is not { } layer || Increments.Find(run, IncrementKind.Unit) is not { } unit) yield break;
        Dictionary<int, double> increments = Means(run, layer.Values);
        if (increments.Count == 0) yield break;
        int layers = run.Configuration.Network.ResidualDepth;
        double least = ResidualTheory.Exponent(increments.Values.Min(), layers), largest = ResidualTheory.Exponent(increments.Values.Max(), layers);
        string basis = FormattableString.Invariant($"bounds by tau from {least:F3} to {largest:F3}, large width");
        yield return new(TheoryQuantity.UnitIncrement, "delta chi of the unit", basis,
            [.. TheoryCurves.Points(run, (s, d) => unit.Values[s, d], (_, _) => 0)
                .Select(p => p with { Lower = ResidualTheory.Increment(least, p.Depth), Upper = ResidualTheory.Increment(largest, p.Depth), DifferenceError = p.Measured.StandardError })]);

        if (run.Find(Statistic.Chi, Location.Sum) is not { } chi) yield break;
        List<TheoryPoint> points = [.. TheoryCurves.Points(run, (s, d) => Math.Exp(chi[s, d]), (_, _) => 0)];
        if (points.Count == 0) yield break;
        (int start, double value) = (points[0].Depth, points[0].Measured.Value);
        ResidualGrowth lower = new(least, start, value), upper = new(largest, start, value);
        yield return new(TheoryQuantity.ResidualSensitivity, "chi", basis + $", from unit {start} on",
            [.. points.Select(p => p with { Lower = lower.Product(p.Depth), Upper = upper.Product(p.Depth), DifferenceError = p.Measured.StandardError })]);
    }

    private static Dictionary<int, double> Means(RunResults run, double[,] values) =>
        TheoryCurves.Points(run, (s, d) => values[s, d], (_, _) => 0).ToDictionary(p => p.Depth, p => p.Measured.Value);
}
