namespace MomentsDnns.Analysis.Verdicts;

/// <summary>How many of the simulated networks show something, each looked at by itself.</summary>
/// <param name="Count">Those that do.</param>
/// <param name="Of">All of them.</param>
public sealed record NetCount(int Count, int Of)
{
    /// <summary>Whether some do and some do not.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsMixed => Count > 0 && Count < Of;

    /// <summary>Whether more than half of them do.</summary>
    internal bool IsMost => 2 * Count > Of;

    /// <summary>For people: <c>3 of 8 nets</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Count} of {Of} nets");
}
