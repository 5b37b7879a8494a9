using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using static MomentsDnns.Reproduction.Claims.ClaimBound;
using static MomentsDnns.Reproduction.Claims.Evidence;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>Feedforward ReLU nets with batch norm, He's initialization.</summary>
internal static class BatchNormClaims
{
    private const string Group = "Batch-norm feedforward nets";

    public static IReadOnlyList<Claim> All { get; } =
    [
        new(Group, "1 ≲ δ_φ χ ≲ √2 in every layer", "paper, batch-norm feedforward nets",
        ClaimFigure.BatchNormFeedforward, Bounds) { Bound = "the mean within [1, √2] at every depth beyond chance, "
        + "both kinds" },
        new(Group, "few directions hold the signal's variance", "paper, Figure 4", ClaimFigure.BatchNormFeedforward,
            FewDirections) { Bound = "r_eff(x) at most a tenth of what width and batch allow and below r_eff(dx), "
            + "both kinds" },
        new(Group, "exploding sensitivity: χ grows exponentially", "paper, Figure 4", ClaimFigure.BatchNormFeedforward,
            Explodes) { Bound = "exploding sensitivity present, both kinds" },
        new(Group, "pre-activations become fat-tailed", "paper, Figure 4", ClaimFigure.BatchNormFeedforward,
            FatTails) { Bound = "μ₄/μ₂² at least 6, twice a normal's, both kinds" },
    ];

    private static ClaimOutcome Bounds(ClaimRuns runs) =>
        WithinBounds(runs[ClaimRun.BatchNorm], runs[ClaimRun.BatchNormConvolutional], Quantity.ActivationIncrement);

    // Few: less than a tenth of the directions that there can be, and less than the noise has.
    private static ClaimOutcome FewDirections(ClaimRuns runs)
    {
        return Both(Few(runs[ClaimRun.BatchNorm]), Few(runs[ClaimRun.BatchNormConvolutional]));

        static ClaimOutcome Few(RunResults run)
        {
            Curve signal = run.Get(Statistic.EffectiveRankSignal, Location.Activation),
                noise = run.Get(Statistic.EffectiveRankNoise, Location.Activation);
            Estimate rank = At(run, (s, d) => signal[s, d]), noiseRank = At(run, (s, d) => noise[s, d]),
                excess = At(run, (s, d) => noise[s, d] - signal[s, d]);
            int most = MostDirections(run);

            ClaimCheck[] checks =
            [
                ClaimCheck.Of($"r_eff(x) {InNets(run)}", rank, AtMost(most / 10.0)),
                ClaimCheck.Of($"r_eff(dx) − r_eff(x) {InNets(run)}", excess, AtLeast(0)),
            ];

            return new(checks, $"r_eff(x) {Text(rank)} of {most} at {run.Depths[^1]}, r_eff(dx) {Text(noiseRank)}");
        }
    }

    private static ClaimOutcome Explodes(ClaimRuns runs)
    {
        RunResults connected = runs[ClaimRun.BatchNorm], convolutional = runs[ClaimRun.BatchNormConvolutional];
        PathologyVerdict first = runs.Judged(ClaimRun.BatchNorm)[Pathology.ExplodingSensitivity],
            second = runs.Judged(ClaimRun.BatchNormConvolutional)[Pathology.ExplodingSensitivity];
        Estimate chi = Log10Chi(connected), other = Log10Chi(convolutional);

        ClaimCheck[] checks =
        [
            ClaimCheck.That(first, Presence.Present, InNets(connected)),
            ClaimCheck.That(second, Presence.Present, InNets(convolutional)),
        ];

        return new(checks, $"fully connected log₁₀ χ {Text(chi)}, {first.Sentence}; convolutional {Text(other)}, "
            + second.Sentence);
    }

    // Fat: a kurtosis of twice a normal's.
    private static ClaimOutcome FatTails(ClaimRuns runs)
    {
        return Both(Of(runs[ClaimRun.BatchNorm]), Of(runs[ClaimRun.BatchNormConvolutional]),
            "μ₄(z)/μ₂(z)², of a normal 3: ");

        static ClaimOutcome Of(RunResults run)
        {
            Estimate first = Kurtosis(run, 0), last = Kurtosis(run, run.Depths.Count - 1);

            ClaimCheck[] checks = [ClaimCheck.Of($"μ₄(z)/μ₂(z)² {InNets(run)}", last, AtLeast(6))];

            return new(checks, $"{Text(first)} at {run.Depths[0]}, {Text(last)} at {run.Depths[^1]}");
        }
    }

    private static Estimate Kurtosis(RunResults run, int column)
    {
        Curve fourth = run.Get(Statistic.Mu4Signal, Location.Norm),
            second = run.Get(Statistic.Mu2Signal, Location.Norm);
        return At(run, (s, d) => Math.Exp(fourth[s, d] - (2 * second[s, d])), column);
    }
}
