namespace MomentsDnns.Analysis.Comparison;

/// <summary>One quantity of two runs, compared at every depth that both have.</summary>
/// <param name="Quantity">What was compared.</param>
/// <param name="Points">The points, by depth; at least one.</param>
/// <param name="SkippedDepths">Shared depths where a run has fewer than two finite values, or has lost a signal.</param>
/// <param name="FarFraction">The share of points whose |z| passes <see cref="ComparisonOptions.FarZ"/>.</param>
/// <param name="Verdict">The verdict on this curve alone.</param>
public sealed record CurveComparison(ComparedQuantity Quantity, IReadOnlyList<ComparedPoint> Points,
    IReadOnlyList<int> SkippedDepths, double FarFraction, ComparisonVerdict Verdict)
{
    /// <summary>The point of the largest |z|, the first of them.</summary>
    public ComparedPoint Worst => Points.MaxBy(p => Math.Abs(p.Z))!;
}
