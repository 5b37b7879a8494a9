namespace MomentsDnns.Results;

/// <summary>Why a signal or a noise gives no numbers any more.</summary>
public enum DegeneracyCause
{
    /// <summary>The signal's variance has sunk into the rounding of its values.</summary>
    Rounding,

    /// <summary>The signal's values left the range of floating-point numbers upward.</summary>
    Overflow,

    /// <summary>
    /// The signal's values left the range of normal floating-point numbers downward: more bits would still tell them
    /// apart.
    /// </summary>
    Underflow,

    /// <summary>The signal is exactly 0: every unit is off for every input.</summary>
    Zero,

    /// <summary>The images of the batch are all alike: there never was a signal.</summary>
    ConstantInput,

    /// <summary>The differences that a finite noise is are mostly those of rounding; the signal is sound.</summary>
    NoiseRounding,

    /// <summary>The loss of a net that is trained is not finite; the depth is the step.</summary>
    Diverged,
}
