namespace MomentsDnns.Results.Facts;

/// <summary>Of a net whose units add a branch to what entered them.</summary>
public sealed record BranchFacts
{
    /// <summary>H, the layers of a branch.</summary>
    public required int Layers { get; init; }

    /// <summary>
    /// Whether all branches are of one power at large width, so that the share of the l-th is 1/(l + a) and chi a power
    /// law: false unless whoever made the net knows.
    /// </summary>
    public bool AreOfOnePower { get; init; }

    /// <summary>
    /// Whether (delta chi)^2 = 1 + p (Delta^2 - 1) can be told of a unit from its own branch, p and Delta being the
    /// unit's alone.
    /// </summary>
    public bool PredictUnits { get; init; }

    /// <summary>Whether the paper's bounds on delta chi of a unit hold.</summary>
    public bool HavePublishedBounds { get; init; }
}
