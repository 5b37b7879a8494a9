using MomentsDnns.Analysis.Inference;

namespace MomentsDnns.Analysis.Sites;

/// <summary>
/// What a stage does to signal and noise: from the end of the stage before it to its own, on the main path.
/// </summary>
public sealed record StageEntry
{
    /// <summary>Its resolution, or the first part of its sites' names.</summary>
    public required string Name { get; init; }

    /// <summary>The depth of its first site.</summary>
    public required int FirstDepth { get; init; }

    /// <summary>The depth of its last site.</summary>
    public required int LastDepth { get; init; }

    /// <summary>The name of its first site on the main path.</summary>
    public required string FirstSite { get; init; }

    /// <summary>The name of its last site on the main path.</summary>
    public required string LastSite { get; init; }

    /// <summary>How many sites it has.</summary>
    public required int Sites { get; init; }

    /// <summary>How many of them are on the main path.</summary>
    public required int OnMainPath { get; init; }

    /// <summary>The channels of its last site on the main path.</summary>
    public required int Channels { get; init; }

    /// <summary>The mean of log10 of chi at its end over chi at its start; null where a simulation has none.</summary>
    public Estimate? LogGrowth { get; init; }

    /// <summary>
    /// That as a share of log chi at the output, a ratio of means; null where that cannot be told from 0.
    /// </summary>
    public Estimate? Share { get; init; }

    /// <summary>r_eff(x) at its start; null of the first stage, whose input is not recorded.</summary>
    public Estimate? RankBefore { get; init; }

    /// <summary>r_eff(x) at its end.</summary>
    public Estimate? RankBehind { get; init; }

    /// <summary>The largest r_eff there can be at its end.</summary>
    public required double LargestRank { get; init; }
}
