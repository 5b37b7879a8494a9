namespace MomentsDnns.Analysis.Comparison;

/// <summary>What of the distribution over simulations is compared.</summary>
public enum ComparedMoment
{
    /// <summary>The mean.</summary>
    Mean,

    /// <summary>The standard deviation (with n - 1).</summary>
    StandardDeviation,
}
