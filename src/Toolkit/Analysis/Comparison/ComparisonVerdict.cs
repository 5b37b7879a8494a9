namespace MomentsDnns.Analysis.Comparison;

/// <summary>What a comparison comes to.</summary>
public enum ComparisonVerdict
{
    /// <summary>Every |z| and the share of far points keep the bounds: no difference was seen.</summary>
    Agree,

    /// <summary>A bound is passed: the runs follow different laws, or chance did what the bounds hold for implausible.</summary>
    Differ,
}
