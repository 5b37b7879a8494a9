namespace MomentsDnns.Results;

/// <summary>Why a signal gives no numbers any more.</summary>
public enum LossCause
{
    /// <summary>Its variance has sunk into the rounding of its values.</summary>
    Rounding,

    /// <summary>Its values left the range of floating-point numbers.</summary>
    Overflow,
}
