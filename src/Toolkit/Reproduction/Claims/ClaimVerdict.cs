namespace MomentsDnns.Reproduction.Claims;

/// <summary>Whether a measurement bears a statement out.</summary>
public enum ClaimVerdict
{
    /// <summary>It does, with the confidence of verdicts.</summary>
    Supported,

    /// <summary>It speaks against it.</summary>
    NotSupported,

    /// <summary>It does not tell.</summary>
    Inconclusive,
}
