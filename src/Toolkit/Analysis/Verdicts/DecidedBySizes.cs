using MomentsDnns.Analysis.Sites;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using static System.FormattableString;

namespace MomentsDnns.Analysis.Verdicts;

/// <summary>
/// What follows from sizes alone, whatever the network does: R centred points span R - 1 directions, C channels C; a
/// norm over two values makes them 1 and -1.
/// </summary>
internal static class DecidedBySizes
{
    /// <summary>
    /// The largest effective rank that there can be, min(C, R - 1); of a convolutional net, whose positions a run does
    /// not tell, C; of a net whose layers differ, at its output.
    /// </summary>
    /// <param name="run">A run.</param>
    /// <returns>The bound; null where the configuration is not known.</returns>
    public static int? LargestRank(RunResults run)
    {
        if (SitePath.Of(run) is { } path) return (int)Math.Min(int.MaxValue, path.LargestRank(path.Main[^1]));
        return run.Facts.Points is { } points && run.Facts.Width is { } width ? Math.Min(width, points - 1)
            : run.Facts.Width;
    }

    /// <summary>Why a pathology can be neither found nor excluded.</summary>
    /// <param name="run">A run.</param>
    /// <param name="pathology">The pathology.</param>
    /// <returns>The reason; null where sizes do not decide.</returns>
    public static string? Reason(RunResults run, Pathology pathology)
    {
        if (run.Facts.Along is not null && pathology == Pathology.OneDimensionalSignal && LargestRank(run) == 1)
        {
            return "decided by sizes: r_eff is at most min(channels, points - 1) = 1 at the output; take a larger "
                + "--batch-size where it has more than one channel";
        }

        if (!run.HasConfiguration) return null;
        NetworkOptions network = run.Configuration.Network;
        bool isPair = network is { IsFullyConnected: true, Norm.StandardizedOver: { OverImages: true } group }
            && run.Configuration.BatchSize == 2 && group.Channels(network) == 1;
        if (pathology == Pathology.OneDimensionalSignal && LargestRank(run) == 1)
        {
            return "decided by sizes: r_eff is at most min(channels, points - 1) = 1"
                + (network.Width > 1 ? ", of two images; take a larger --batch-size"
                : ", of one channel; take a larger --width");
        }

        if (pathology == Pathology.ZeroDimensionalSignal && isPair
            && network is { Topology.IsChain: true, HasAffineNorm: false })
            return "decided by sizes: batch norm makes 1 and -1 of two images in every channel; take a larger "
                + "--batch-size";
        if (pathology != Pathology.ExplodingSensitivity) return null;
        if (isPair && network.HoldsNormStatistics)
        {
            return "decided by sizes: over two images a channel's spread comes arbitrarily near 0, "
                + Invariant($"and epsilon = {network.NormEpsilon} alone bounds the noise; take a larger --batch-size");
        }

        return ValuesOfANorm(run) == 2
            ? "decided by sizes: of two values a norm makes 1 and -1 whatever their noise; take more channels a "
            + "group, or images"
            : null;
    }

    // The values that share differentiated statistics, of one position; null where there are none, or of more.
    private static long? ValuesOfANorm(RunResults run) =>
        run.Configuration.Network is { HoldsNormStatistics: false, Norm.StandardizedOver: { } group } network
            && (network.IsFullyConnected || !group.OverPositions)
            ? group.Values(network, run.Configuration.BatchSize, 1)
            : null;
}
