using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Statistics;

/// <summary>What a <see cref="Recorder"/> takes.</summary>
public sealed record RecorderOptions
{
    /// <summary>Of which tensors the effective rank is taken; both by default.</summary>
    public EffectiveRankChoice EffectiveRank { get; init; } = EffectiveRankChoice.Both;

    /// <summary>
    /// Where the effective ranks and the spread of directions are taken; after the activation by default. The effective rank is the one
    /// costly statistic.
    /// </summary>
    public IReadOnlyList<Location> EffectiveRankLocations { get; init; } = [Location.Activation];

    /// <summary>Where the pre-activations are, whose signs are looked at; null, the default: nowhere.</summary>
    public Location? PreActivation { get; init; }

    /// <summary>Where the input of a batch normalization is, whose channels are compared; null, the default: nowhere.</summary>
    public Location? BatchNormInput { get; init; }

    /// <summary>What is taken of a network: all that its theory needs.</summary>
    /// <param name="network">The network.</param>
    /// <param name="effectiveRank">Of which tensors the effective rank is taken.</param>
    public static RecorderOptions For(NetworkOptions network, EffectiveRankChoice effectiveRank) => new()
    {
        EffectiveRank = effectiveRank,
        PreActivation = NetworkPlaces.PreActivation(network),
        BatchNormInput = network.Norm == NormKind.Batch ? NetworkPlaces.NormInput(network) : null,
    };
}
