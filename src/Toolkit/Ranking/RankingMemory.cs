using MomentsDnns.Architectures.Networks;
using MomentsDnns.Limits;
using MomentsDnns.Propagation.Tracing;

namespace MomentsDnns.Ranking;

/// <summary>
/// The memory that a ranking takes: of each network that is measured at a time its weights, and what derivatives of
/// signal and loss keep of a batch, in 64 bits.
/// </summary>
internal static class RankingMemory
{
    // What the runtime and libtorch take once they are loaded and have measured.
    private const double Process = 300e6;

    // Of the values between layers and of the weights, each in 64 bits.
    private const double OfValues = 5.5, OfWeights = 4;

    // So many networks of a sample are looked at, evenly over it; the largest counts.
    private const int MostLookedAt = 32;

    /// <summary>Bytes of memory.</summary>
    /// <param name="networks">The networks that are measured.</param>
    /// <param name="options">How.</param>
    public static double Of(IReadOnlyList<RankedNetwork> networks, RankingOptions options)
    {
        int looks = Math.Min(networks.Count, MostLookedAt);
        double largest = Enumerable.Range(0, looks).Max(i => OfOne(networks[(int)((long)i * networks.Count / looks)]));
        return Process + (Math.Min(options.Threads, networks.Count) * largest);

        double OfOne(RankedNetwork network)
        {
            ModuleSize size = (network.Draws?.Invoke(0) ?? network.Model).Size();
            return sizeof(double) * ((OfValues * options.BatchSize * size.Values) + (OfWeights * size.Parameters));
        }
    }

    /// <summary>
    /// What a user should know of it before work; null where there is enough.
    /// </summary>
    /// <param name="networks">The networks that are measured.</param>
    /// <param name="options">How.</param>
    /// <param name="limit">What there is.</param>
    /// <exception cref="OptionException">The work would fail for certain: half of it is not there.</exception>
    public static OptionFault? Note(IReadOnlyList<RankedNetwork> networks, RankingOptions options, MemoryLimit limit)
    {
        double needed = Of(networks, options);
        if (needed <= limit.Bytes) return null;
        bool fails = needed > 2.0 * limit.Bytes;
        OptionFault fault = new(nameof(options.BatchSize), $"{options.BatchSize}",
            $"{(fails ? "needs" : "may need")} about {MemoryLimit.Text(needed)} of memory with {options.Threads} "
                + $"threads, {limit.Holder} has {MemoryLimit.Text(limit.Bytes)} left",
            "take a smaller {BatchSize} or fewer {Threads}, each of which measures a network");
        return fails ? throw new OptionException([fault]) : fault;
    }
}
