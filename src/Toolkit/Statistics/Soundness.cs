namespace MomentsDnns.Statistics;

/// <summary>What must be right of a signal and a noise for a number of them to mean something.</summary>
[Flags]
public enum Soundness
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The signal's size: it has not left the range of numbers downward.</summary>
    Size = 1,

    /// <summary>The signal's deviations from its mean: they are no rounding, and within the range of numbers.</summary>
    Signal = 2,

    /// <summary>The noise: positive, finite, and of a finite noise no rounding.</summary>
    Noise = 4,
}
