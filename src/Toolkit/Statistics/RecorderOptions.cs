using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Results;

namespace MomentsDnns.Statistics;

/// <summary>What a <see cref="Recorder"/> takes.</summary>
public sealed record RecorderOptions
{
    /// <summary>
    /// What is measured; null, the default: all that <see cref="StatisticCatalog"/> knows when the recorder is made.
    /// </summary>
    public IReadOnlyList<IStatistic>? Statistics { get; init; }

    /// <summary>
    /// Of which tensors the effective rank is taken; both by default. It is the one costly statistic.
    /// </summary>
    public EffectiveRankChoice EffectiveRank { get; init; } = EffectiveRankChoice.Both;

    /// <summary>
    /// At which sites effective ranks and the spread of directions are taken: of any of these roles; activations by
    /// default.
    /// </summary>
    public SiteRoles RankedRoles { get; init; } = SiteRoles.Activation;

    /// <summary>The sites of a unit, whose rows are marked where a signal has overflowed; none by default.</summary>
    public IReadOnlyList<Site> Sites { get; init; } = [];

    /// <summary>
    /// Whether the channels of what a normalization sees are compared, signal and noise; false by default.
    /// </summary>
    public bool ComparesNormInput { get; init; }

    /// <summary>
    /// What the noise half holds; a tangent, the default, is not rounded away: a finite noise may be.
    /// </summary>
    public NoiseKind Noise { get; init; }

    /// <summary>Layers between one depth and the next; 1 by default, more in residual units.</summary>
    public int LayersPerUnit { get; init; } = 1;

    /// <summary>
    /// What a layer's rounding adds to a finite noise at most, see <see cref="NoiseResolution"/>; that of any
    /// activation by default.
    /// </summary>
    public double RoundingOfALayer { get; init; } = NoiseResolution.RoundingOfALayer;

    /// <summary>
    /// Whether a signal that is 0 may be one that left the range of numbers downward: true, the default, unless the net
    /// is rescaled or a norm keeps the size of its signal.
    /// </summary>
    public bool MayUnderflow { get; init; } = true;

    /// <summary>
    /// Whether it is looked behind every unit whether the signal has left the range of numbers upward: false, the
    /// default, where norms bound it or the net is rescaled.
    /// </summary>
    public bool MayOverflow { get; init; }

    /// <summary>What is taken of a network: all that its theory needs.</summary>
    /// <param name="network">The network.</param>
    /// <param name="effectiveRank">Of which tensors the effective rank is taken.</param>
    /// <param name="noise">What the noise half holds.</param>
    public static RecorderOptions For(NetworkOptions network, EffectiveRankChoice effectiveRank,
        NoiseKind noise = NoiseKind.Tangent) => new()
        {
            Noise = noise,
            Sites = network.Topology.Sites(network),
            LayersPerUnit = network.Topology.LayersPerUnit(network),
            RoundingOfALayer = NoiseResolution.RoundingOf(network),
            MayUnderflow = !network.Norm.BoundsSignal && network.SignalRescaling == SignalRescaling.Never,
            MayOverflow = network is { Norm.BoundsSignal: false, IsPositivelyHomogeneous: false },
            EffectiveRank = effectiveRank,
            ComparesNormInput = network.Norm.HasNoiseRatio,
        };
}
