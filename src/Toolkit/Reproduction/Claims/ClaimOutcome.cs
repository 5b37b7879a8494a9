namespace MomentsDnns.Reproduction.Claims;

/// <summary>What was measured for a statement, and what follows.</summary>
/// <param name="Checks">The numbers, each beside its bound.</param>
/// <param name="Measured">The numbers, for people.</param>
public sealed record ClaimOutcome(IReadOnlyList<ClaimCheck> Checks, string Measured)
{
    /// <summary>How many nets it rests on; null: those of the runs that were looked at.</summary>
    public string? Nets { get; init; }

    /// <summary>Supported where each check is; not where one is not.</summary>
    public ClaimVerdict Verdict =>
        Checks.Any(c => c.Verdict == ClaimVerdict.NotSupported) ? ClaimVerdict.NotSupported
        : Checks.All(c => c.Verdict == ClaimVerdict.Supported) ? ClaimVerdict.Supported : ClaimVerdict.Inconclusive;
}
