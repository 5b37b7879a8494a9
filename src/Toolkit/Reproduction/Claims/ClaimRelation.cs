namespace MomentsDnns.Reproduction.Claims;

/// <summary>How a number is to lie to its threshold.</summary>
public enum ClaimRelation
{
    /// <summary>At the threshold or above.</summary>
    AtLeast,

    /// <summary>At the threshold or below.</summary>
    AtMost,

    /// <summary>Between two thresholds, or at one.</summary>
    Within,

    /// <summary>At the threshold.</summary>
    Is,
}
