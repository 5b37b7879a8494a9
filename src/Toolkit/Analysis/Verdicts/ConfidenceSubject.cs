namespace MomentsDnns.Analysis.Verdicts;

/// <summary>Of which statement a verdict's confidence is.</summary>
public enum ConfidenceSubject
{
    /// <summary>That the pathology is there.</summary>
    Present,

    /// <summary>That it is not there.</summary>
    Absent,

    /// <summary>That an exponential is the nearest law of growth.</summary>
    ExponentialIsNearest,

    /// <summary>That another law of growth is nearer than an exponential.</summary>
    AnotherLawIsNearer,
}
