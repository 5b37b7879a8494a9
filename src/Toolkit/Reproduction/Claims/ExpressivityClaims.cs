using System.Globalization;
using MomentsDnns.Analysis.Growth;
using MomentsDnns.Propagation;
using static MomentsDnns.Reproduction.Claims.ClaimBound;
using static MomentsDnns.Reproduction.Claims.Evidence;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>What nets can express at initialization.</summary>
internal static class ExpressivityClaims
{
    private const string Group = "Expressivity";

    public static IReadOnlyList<Claim> All { get; } =
    [
        new(Group, "a trajectory of inputs grows subexponentially in vanilla nets, exponentially with batch norm",
        "talk; Raghu et al. 2017", ClaimFigure.Trajectories, Lengths) { Bound = "log(length/spread): an exponential "
        + "rejected from below, and preferred" },
        new(Group, "batch norm merges into the convolutions: a vanilla net with biases computes the same function, "
            + "exactly", "talk", ClaimFigure.Merge, Merge) { Bound = "relative differences of at most 1e-8 in 64 "
            + "bits" },
    ];

    /// <summary>The growth of log(length / spread) with depth.</summary>
    public static GrowthFit GrowthOf(TrajectoryResult lengths)
    {
        // Depth 0 is no layer.
        int[] columns = [.. Enumerable.Range(1, lengths.Depths.Count - 1)];
        double[,] values = new double[lengths.Simulations, columns.Length];
        for (int s = 0; s < lengths.Simulations; s++)
        {
            for (int i = 0; i < columns.Length; i++) values[s, i] = lengths.LogLengthOverSpread(s, columns[i]);
        }

        return GrowthFit.Of([.. columns.Select(c => lengths.Depths[c])], values, ClaimRuns.Options)
            ?? throw new InvalidDataException("too few lengths are left to fit");
    }

    private static ClaimOutcome Lengths(ClaimRuns runs)
    {
        GrowthFit vanilla = GrowthOf(runs.Expressivity.Vanilla), norm = GrowthOf(runs.Expressivity.BatchNorm);
        LawFit slow = vanilla[GrowthLaw.Exponential], fast = norm[GrowthLaw.Exponential];
        // As for sensitivity: below an exponential beyond noise, or another law nearer.
        bool isSub = slow.Weight <= 0.5 * (1 - ClaimRuns.Options.Confidence) || (slow.IsRejected && slow.LargestT < 0);
        bool isExponential = norm.Preferred == GrowthLaw.Exponential;
        // One of the two alone leaves the other open.
        bool? other = isSub || isExponential ? null : false;

        ClaimCheck[] checks =
        [
            ClaimCheck.That("lengths grow below an exponential in vanilla nets", isSub ? true : other) with
            {
                Numbers = [Number("weight of an exponential", slow.Weight),
                    Number("bend below an exponential, t", slow.LargestT)],
            },
            ClaimCheck.That("lengths grow exponentially in batch-norm nets", isExponential ? true : other) with
            {
                Numbers = [Number("growth of log(length/spread) a layer", fast.Exponent)],
            },
        ];

        return new(checks, string.Create(CultureInfo.InvariantCulture,
            $"log(length/spread), depths {norm.FirstDepth} to {norm.LastDepth}: vanilla grows by "
            + $"{Text(vanilla.LogGrowth)}, bending below an exponential (t = {slow.LargestT:F1}); batch norm by "
            + $"{Text(fast.Exponent)} a layer, {norm.Preferred?.Name() ?? norm.Reason}"))
        { Nets = $"{runs.Expressivity.Vanilla.Simulations} of each" };
    }

    // Exactly: to the rounding of 64-bit numbers through the net, which itself amplifies it.
    private static ClaimOutcome Merge(ClaimRuns runs)
    {
        MergeCheck merge = runs.Expressivity.Merge;
        double signal = merge.SignalDifferences.Max(), noise = merge.NoiseDifferences.Max();

        ClaimCheck[] checks =
        [
            ClaimCheck.Of("largest relative difference of signals over layers", signal, AtMost(1e-8)),
            ClaimCheck.Of("largest relative difference of noise over layers", noise, AtMost(1e-8)),
        ];

        return new(checks, string.Create(CultureInfo.InvariantCulture,
            $"{merge.SignalDifferences.Count} layers, 64 bits: signal differs by at most {signal:G2}, noise by "
            + $"{noise:G2}, relative; the vanilla net has E|w|² = {merge.Weights[^1].SquaredWeight:F2}, E b² = "
            + $"{merge.Weights[^1].SquaredBias:F2} in its last layer"))
        { Nets = "1" };
    }
}
