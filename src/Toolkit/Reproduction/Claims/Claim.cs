namespace MomentsDnns.Reproduction.Claims;

/// <summary>A statement of the paper or its talk as a predicate over measurements.</summary>
/// <param name="Group">The networks that it is about.</param>
/// <param name="Statement">The statement.</param>
/// <param name="Source">Where it stands.</param>
/// <param name="Figure">The figure that shows it.</param>
/// <param name="Judge">Measures it.</param>
public sealed record Claim(string Group, string Statement, string Source, ClaimFigure Figure, Func<ClaimRuns,
    ClaimOutcome> Judge)
{
    /// <summary>What must hold for "supported", in words; every interval has the confidence of verdicts, 95%.</summary>
    public required string Bound { get; init; }
}
