using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.ResidualNets;
using MomentsDnns.Results;
using MomentsDnns.Theory;
using static System.FormattableString;

namespace MomentsDnns.Analysis.TheoryComparison;

/// <summary>
/// What theory says of residual nets with a norm: the branch's share, increments of units, and chi as their product;
/// and the paper's bounds.
/// </summary>
internal static class ResidualPredictions
{
    /// <summary>The predictions that the run's statistics allow; null where one is lacking.</summary>
    public static IEnumerable<TheoryCurve?> Of(RunResults run)
    {
        if (ShareOffset.Of(run) is { IsMeasured: false } known)
        {
            yield return TheoryCurves.Curve(run, "branch-share", Quantity.BranchShare, TheoryKind.BranchPower,
                known.Text + ", large width", (_, d) => ResidualTheory.BranchShare(run.Depths[d], known.Value));
        }

        yield return Bounds(run);
        if (ResidualProduct.Of(run) is not { } product) yield break;
        string basis = "chi of whole branches, "
            + (product.ShareOffset is { } offset ? "share " + offset.Text : "measured share") + ", large width";
        yield return TheoryCurves.Curve(run, "unit-increment", Quantity.UnitIncrement, TheoryKind.Units, basis,
            (s, d) => Increment(product.BranchGrowth[s, d], product.Shares[s, d]));
        double[,] predicted = product.LogChi;
        yield return TheoryCurves.Curve(run, "residual-sensitivity", Quantity.Chi, TheoryKind.Units,
            basis + $", from unit {run.Depths[0]} on", (s, d) => Math.Exp(predicted[s, d]));
    }

    // Of the first layer's increments alone: the paper takes the layers of a unit alike, and the share for 1 / (l + 1).
    // The transient of the first units is no bound of the others.
    private static TheoryCurve? Bounds(RunResults run)
    {
        if (!new PredictionConditions(run).PublishedBoundsHold) return null;
        TheoryPoint[] first = Settled(run, Quantity.LayerIncrement), whole = Settled(run, Quantity.UnitIncrement);
        if (first.Length == 0 || whole.Length == 0) return null;
        int layers = run.Facts.Branch!.Layers;
        double least = ResidualTheory.Exponent(first.Min(p => p.Measured.Value), layers),
            largest = ResidualTheory.Exponent(first.Max(p => p.Measured.Value), layers);
        return new("unit-increment-bounds", Quantity.UnitIncrement, TheoryKind.PublishedBounds,
            Quantity.UnitIncrement.Text + ", bounds",
            Invariant($"paper: delta_1^(2H), share 1/(l + 1), tau from {least:F3} to {largest:F3}, units from ")
            + $"{PowerLawPrediction.FirstSettledUnit} on",
            Array.ConvertAll(whole, p => p.Beside(Bound(least, p.Depth), Bound(largest, p.Depth))));
    }

    private static TheoryPoint[] Settled(RunResults run, Quantity quantity) =>
        [.. TheoryCurves.Measured(run, quantity).Where(p => p.Depth >= PowerLawPrediction.FirstSettledUnit)];

    private static double Bound(double exponent, int depth) =>
        ResidualTheory.Increment(1 + (2 * exponent),
        ResidualTheory.BranchShare(depth, ResidualTheory.PublishedShareOffset));

    // NaN of lost signals.
    private static double Increment(double growth, double share) => Math.Sqrt(1 + (share * (growth - 1)));
}
