namespace MomentsDnns.Analysis.Verdicts;

/// <summary>Whether something is there.</summary>
public enum Presence
{
    /// <summary>It is, with the confidence asked for.</summary>
    Present,

    /// <summary>It is not, with the confidence asked for.</summary>
    Absent,

    /// <summary>The run does not tell.</summary>
    Inconclusive,
}
