using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Statistics;

/// <summary>What a <see cref="Recorder"/> takes.</summary>
public sealed record RecorderOptions
{
    /// <summary>Of which tensors the effective rank is taken; both by default.</summary>
    public EffectiveRankChoice EffectiveRank { get; init; } = EffectiveRankChoice.Both;

    /// <summary>At which locations; after the activation by default. The effective rank is the one costly statistic.</summary>
    public IReadOnlyList<Location> EffectiveRankLocations { get; init; } = [Location.Activation];
}
