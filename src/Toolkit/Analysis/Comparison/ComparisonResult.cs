namespace MomentsDnns.Analysis.Comparison;

/// <summary>Two runs compared.</summary>
/// <param name="Curves">The compared curves; at least one.</param>
/// <param name="Test">How the p-values were found.</param>
/// <param name="P">
/// The p-value of the largest |z| over all points of all curves: the share of redrawings in which it is at least as
/// large.
/// </param>
/// <param name="MeanSquareP">
/// The same of the mean of z^2 over all points: sharper where a little differs everywhere.
/// </param>
/// <param name="Verdict">The verdict, by <paramref name="P"/>.</param>
/// <param name="Options">The level that the verdicts hold to.</param>
public sealed record ComparisonResult(IReadOnlyList<CurveComparison> Curves, ComparisonTest Test, double P,
    double MeanSquareP,
    ComparisonVerdict Verdict, ComparisonOptions Options)
{
    /// <summary>What the simulations of both runs have in common; null where they are independent.</summary>
    public RunPairing? Pairing { get; init; }

    /// <summary>How many redrawings were made, the data as they are among them.</summary>
    public int Redrawings { get; init; }

    /// <summary>Whether those are all that differ.</summary>
    public bool TakesAll { get; init; }

    /// <summary>Why there is no verdict, as a clause; null where there is one.</summary>
    public string? Reason { get; init; }

    /// <summary>How many simulations of the first run were compared; of paired runs, pairs.</summary>
    public int SimulationsA { get; init; }

    /// <summary>How many simulations of the second run were compared.</summary>
    public int SimulationsB { get; init; }

    /// <summary>The curve with the largest |z|, the first of them.</summary>
    public CurveComparison Worst => Curves.MaxBy(c => Math.Abs(c.Worst.Z))!;

    /// <summary>How many points were compared.</summary>
    public int PointCount => Curves.Sum(c => c.Points.Count);

    /// <summary>How many points of the compared curves were left out, since a run has fewer than two finite values
    /// there or has lost a signal.</summary>
    public int SkippedCount => Curves.Sum(c => c.SkippedDepths.Count);
}
