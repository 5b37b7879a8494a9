namespace MomentsDnns.Analysis.Comparison;

/// <summary>Two runs compared.</summary>
/// <param name="Curves">The compared curves; at least one.</param>
/// <param name="FarFraction">The share of all points whose |z| passes <see cref="ComparisonOptions.FarZ"/>.</param>
/// <param name="Verdict">The verdict on all points together.</param>
/// <param name="Options">The bounds that the verdicts hold to.</param>
public sealed record ComparisonResult(IReadOnlyList<CurveComparison> Curves, double FarFraction,
    ComparisonVerdict Verdict, ComparisonOptions Options)
{
    /// <summary>
    /// Whether both runs were measured with one seed on the same images, so that they have weights and images in
    /// common: their simulations are then not independent, and z is closer to 0 than it should be.
    /// </summary>
    public bool SharesSeed { get; init; }

    /// <summary>The curve with the largest |z|, the first of them.</summary>
    public CurveComparison Worst => Curves.MaxBy(c => Math.Abs(c.Worst.Z))!;

    /// <summary>How many points were compared.</summary>
    public int PointCount => Curves.Sum(c => c.Points.Count);

    /// <summary>How many points of the compared curves were left out, since a run has fewer than two finite values there or has lost a
    /// signal.</summary>
    public int SkippedCount => Curves.Sum(c => c.SkippedDepths.Count);
}
