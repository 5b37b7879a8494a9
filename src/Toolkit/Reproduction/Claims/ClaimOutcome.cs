namespace MomentsDnns.Reproduction.Claims;

/// <summary>What was measured for a statement, and what follows.</summary>
/// <param name="Verdict">Whether it is borne out.</param>
/// <param name="Measured">The numbers, for people.</param>
public sealed record ClaimOutcome(ClaimVerdict Verdict, string Measured);
