using System.Globalization;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.ResidualNets;
using MomentsDnns.Results;
using MomentsDnns.Theory;

namespace MomentsDnns.Analysis.TheoryComparison;

/// <summary>
/// What theory says of residual nets with a norm: the branch's share, increments of units, and chi as their product;
/// and the paper's bounds.
/// </summary>
internal static class ResidualPredictions
{
    /// <summary>The predictions that the run's statistics allow.</summary>
    public static IEnumerable<TheoryCurve> Of(RunResults run)
    {
        if (ShareOffset.Of(run) is { IsMeasured: false } known && Quantity.BranchShare.Find(run) is { } share)
        {
            yield return new("branch-share", Quantity.BranchShare, TheoryKind.BranchPower, Quantity.BranchShare.Text,
                Share(known) + ", large width",
                [.. TheoryCurves.Points(run, share.Linear,
                    (_, d) => ResidualTheory.BranchShare(run.Depths[d], known.Value))]);
        }

        if (Bounds(run) is { } bounds) yield return bounds;
        if (ResidualProduct.Of(run) is not { } product || Quantity.UnitIncrement.Find(run) is not { } unit) yield break;
        string basis = "chi of whole branches, "
            + "" + (product.ShareOffset is { } offset ? "share " + Share(offset) : "measured share") + ", large width";
        yield return new("unit-increment", Quantity.UnitIncrement, TheoryKind.Units, Quantity.UnitIncrement.Text, basis,
            [.. TheoryCurves.Points(run, unit.Linear,
                (s, d) => Increment(product.BranchGrowth[s, d], product.Shares[s, d]))]);

        double[,] predicted = product.LogChi;
        yield return new("residual-sensitivity", Quantity.Chi, TheoryKind.Units, Quantity.Chi.Text, basis
            + $", from unit {run.Depths[0]} on",
            [.. TheoryCurves.Points(run, Quantity.Chi.Get(run).Linear, (s, d) => Math.Exp(predicted[s, d]))]);
    }

    // Of the first layer's increments alone: the paper takes the layers of a unit alike, and the share for 1 / (l + 1).
    // The transient of the first units is no bound of the others.
    private static TheoryCurve? Bounds(RunResults run)
    {
        if (!new PredictionConditions(run).PublishedBoundsHold) return null;
        if (Quantity.LayerIncrement.Find(run) is not { } layer || Quantity.UnitIncrement.Find(run) is not { } unit)
            return null;
        double[] increments =
            [.. Settled(TheoryCurves.Points(run, layer.Linear, (_, _) => 0)).Select(p => p.Measured.Value)];
        if (increments.Length == 0) return null;
        int layers = run.Facts.Branch!.Layers;
        double least = ResidualTheory.Exponent(increments.Min(), layers),
            largest = ResidualTheory.Exponent(increments.Max(), layers);
        return new("unit-increment-bounds", Quantity.UnitIncrement, TheoryKind.PublishedBounds,
            Quantity.UnitIncrement.Text + ", bounds",
            string.Create(CultureInfo.InvariantCulture, $"paper: delta_1^(2H), share 1/(l + 1), tau from {least:F3} "
                + $"to {largest:F3}, units from {PowerLawPrediction.FirstSettledUnit} on"),
            [.. Settled(TheoryCurves.Points(run, unit.Linear, (_, _) => 0))
                .Select(p => p with { Lower = Bound(least, p.Depth), Upper = Bound(largest, p.Depth), DifferenceError =
                p.Measured.StandardError })]);
    }

    private static IEnumerable<TheoryPoint> Settled(IEnumerable<TheoryPoint> points) =>
        points.Where(p => p.Depth >= PowerLawPrediction.FirstSettledUnit);

    private static double Bound(double exponent, int depth) =>
        ResidualTheory.Increment(1 + (2 * exponent),
        ResidualTheory.BranchShare(depth, ResidualTheory.PublishedShareOffset));

    private static double Increment(double growth, double share) => Math.Sqrt(1 + (share * (growth - 1)));
    // NaN of lost signals

    private static string Share(ShareOffset offset) =>
        string.Create(CultureInfo.InvariantCulture, $"1/(l + {offset.Value:F3})")
        + (offset.IsMeasured ? " as measured" : "");
}
