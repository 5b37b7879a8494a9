namespace MomentsDnns.Reproduction.Claims;

/// <summary>Where a claim says that a number lies.</summary>
/// <param name="Relation">How that is said.</param>
/// <param name="Least">The least that the number may be; minus infinity where there is none.</param>
/// <param name="Most">The most that it may be; infinity where there is none.</param>
public sealed record ClaimBound(ClaimRelation Relation, double Least, double Most)
{
    /// <summary>From a threshold up.</summary>
    public static ClaimBound AtLeast(double threshold) =>
        new(ClaimRelation.AtLeast, threshold, double.PositiveInfinity);

    /// <summary>From a threshold down.</summary>
    public static ClaimBound AtMost(double threshold) => new(ClaimRelation.AtMost, double.NegativeInfinity, threshold);

    /// <summary>From one threshold to another.</summary>
    public static ClaimBound Within(double least, double most) => new(ClaimRelation.Within, least, most);

    /// <summary>One number.</summary>
    public static ClaimBound Is(double number) => new(ClaimRelation.Is, number, number);
}
