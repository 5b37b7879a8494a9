using MomentsDnns.Results;
using MomentsDnns.Statistics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Samples.StableRank;

/// <summary>
/// The stable rank |X|_F^2 / |X|_2^2 of the signal behind an activation, X of points by channels, not centred: from 1, where all points lie on one line
/// through the origin, to min(points, channels).
/// </summary>
public sealed class StableRank : IStatistic
{
    /// <inheritdoc/>
    public Statistic Statistic { get; } = Statistic.Define("stable_rank");

    /// <summary>The signal alone, and no deviation from its mean.</summary>
    public Soundness Needs => Soundness.Size;

    /// <summary>Where the toolkit takes its own effective ranks.</summary>
    public bool AppliesTo(SiteView site) => site.IsRanked;

    /// <inheritdoc/>
    public double? Measure(SiteView site)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor singular = linalg.svdvals(site.Signal.to_type(ScalarType.Float64));
        Tensor squares = singular.mul(singular);
        return squares.sum().item<double>() / squares.max().item<double>();
    }
}
