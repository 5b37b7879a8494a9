using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Results.Facts;

/// <summary>Of the normalization that a layer, or the first layer of a unit, has.</summary>
public sealed record NormFacts
{
    /// <summary>What it sees.</summary>
    public required Location Input { get; init; }

    /// <summary>What it gives.</summary>
    public required Location Output { get; init; }

    /// <summary>How an increment over it is marked, such as <c>BN</c> in delta_BN chi.</summary>
    public string Mark { get; init; } = "norm";

    /// <summary>
    /// Whether what it gives has mean 0 and variance 1 in each channel: no random scales and shifts behind it.
    /// </summary>
    public bool Standardizes { get; init; }

    /// <summary>Whether its statistics are constants to the noise.</summary>
    public bool IsConstantToNoise { get; init; }
}
