namespace MomentsDnns.Reproduction.Claims;

/// <summary>What was measured for a statement, and what follows.</summary>
/// <param name="Verdict">Whether it is borne out.</param>
/// <param name="Measured">The numbers, for people.</param>
public sealed record ClaimOutcome(ClaimVerdict Verdict, string Measured)
{
    /// <summary>How many nets it rests on; null: those of the runs that were looked at.</summary>
    public string? Nets { get; init; }
}
