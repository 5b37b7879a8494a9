using MomentsDnns.Analysis.Inference;

namespace MomentsDnns.Analysis.Sites;

/// <summary>
/// A site of a net whose layers differ, with its numbers over simulations; null where a simulation has none.
/// </summary>
public sealed record SiteEntry
{
    /// <summary>The depth that stands for it.</summary>
    public required int Depth { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What computes it.</summary>
    public required string Kind { get; init; }

    /// <summary>Its channels.</summary>
    public required int Channels { get; init; }

    /// <summary>Its positions.</summary>
    public required int Positions { get; init; }

    /// <summary>Whether every path passes it.</summary>
    public required bool IsOnMainPath { get; init; }

    /// <summary>Its stage.</summary>
    public required string Stage { get; init; }

    /// <summary>The mean of log10 chi.</summary>
    public Estimate? LogSensitivity { get; init; }

    /// <summary>The mean of log10 of chi over chi at the last site before it on the main path.</summary>
    public Estimate? LogGrowth { get; init; }

    /// <summary>r_eff(x).</summary>
    public Estimate? SignalRank { get; init; }

    /// <summary>r_eff(dx).</summary>
    public Estimate? NoiseRank { get; init; }

    /// <summary>mu_2(x)/nu_2(x).</summary>
    public Estimate? VarianceShare { get; init; }

    /// <summary>mu_4/mu_2^2 of what an activation sees.</summary>
    public Estimate? Kurtosis { get; init; }
}
