using MomentsDnns.Analysis.Quantities;

namespace MomentsDnns.Analysis.Comparison;

/// <summary>One quantity of two runs, compared at every depth that both have.</summary>
/// <param name="Quantity">What was compared.</param>
/// <param name="IsLogarithmic">
/// Whether natural logarithms were compared: chi, nu_2 and mu_2 are close to log-normal.
/// </param>
/// <param name="IsSpread">Whether standard deviations over simulations (with n - 1) were compared, not means.</param>
/// <param name="Points">The points, by depth; at least one.</param>
/// <param name="SkippedDepths">
/// Shared depths where a run has fewer than two finite values, or has lost a signal.
/// </param>
/// <param name="P">
/// The adjusted p-value (Westfall and Young): how often chance makes the largest |z| of all curves together as large as
/// this curve's. That any curve of two runs of one law has a p of at most 0.05 happens in 5% of cases.
/// </param>
/// <param name="Verdict">The verdict on this curve, by <paramref name="P"/>.</param>
public sealed record CurveComparison(Quantity Quantity, bool IsLogarithmic, bool IsSpread,
    IReadOnlyList<ComparedPoint> Points, IReadOnlyList<int> SkippedDepths, double P = double.NaN,
    ComparisonVerdict Verdict = ComparisonVerdict.CannotTell)
{
    /// <summary>A name for tables, such as <c>log chi, activation</c> or <c>sd of delta_phi_chi</c>.</summary>
    public string Name =>
        (IsSpread ? "sd of " : "") + (IsLogarithmic ? "log " : "")
        + Quantity.Name.Replace("@", ", ", StringComparison.Ordinal);

    /// <summary>The point of the largest |z|, the first of them.</summary>
    public ComparedPoint Worst => Points.MaxBy(p => Math.Abs(p.Z))!;
}
