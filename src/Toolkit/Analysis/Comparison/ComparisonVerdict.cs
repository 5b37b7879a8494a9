namespace MomentsDnns.Analysis.Comparison;

/// <summary>What a comparison comes to.</summary>
public enum ComparisonVerdict
{
    /// <summary>p is above the level: no difference was seen.</summary>
    Agree,

    /// <summary>
    /// p is at most the level: the runs follow different laws, or chance did what it does in a share of cases that the
    /// level names.
    /// </summary>
    Differ,

    /// <summary>
    /// There are too few simulations, so that no difference however large could be told from chance at the level.
    /// </summary>
    CannotTell,
}
