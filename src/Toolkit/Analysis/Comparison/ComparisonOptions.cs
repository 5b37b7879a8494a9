namespace MomentsDnns.Analysis.Comparison;

/// <summary>How two runs are compared, and when they agree.</summary>
public sealed record ComparisonOptions
{
    /// <summary>Whether standard deviations over the simulations are compared beside the means; no by default.</summary>
    public bool IncludeSpread { get; init; }

    /// <summary>Whether the increments of chi over a layer are compared too; yes by default.</summary>
    public bool IncludeIncrements { get; init; } = true;

    /// <summary>The largest |z| in agreement; 5 by default.</summary>
    public double LargestZ { get; init; } = 5;

    /// <summary>Past this |z| a point counts as far; 3 by default.</summary>
    public double FarZ { get; init; } = 3;

    /// <summary>The largest share of far points in agreement, 0 to 1; 0.03 by default.</summary>
    public double LargestFarFraction { get; init; } = 0.03;

    /// <summary>
    /// A difference up to this size (relative; of logarithms absolute, which is the same) is rounding of 32-bit
    /// arithmetic and no evidence: its z is 0. 1e-6 by default; 0 takes every difference at its word.
    /// </summary>
    public double Resolution { get; init; } = 1e-6;
}
