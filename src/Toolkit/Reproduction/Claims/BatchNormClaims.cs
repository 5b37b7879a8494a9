using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
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
        return Both(Few(ClaimRun.BatchNorm), Few(ClaimRun.BatchNormConvolutional));

        (ClaimVerdict, string) Few(ClaimRun name)
        {
            RunResults run = runs[name];
            Curve signal = run.Get(Statistic.EffectiveRankSignal, Location.Activation),
                noise = run.Get(Statistic.EffectiveRankNoise, Location.Activation);
            Estimate rank = At(run, (s, d) => signal[s, d]), excess = At(run, (s, d) => noise[s, d] - signal[s, d]);
            int most = MostDirections(run);
            return (Evidence.All(AtMost(rank, most / 10.0), AtLeast(excess, 0)),
                $"r_eff(x) {Text(rank)} of {most} at {run.Depths[^1]}, r_eff(dx) "
                + $"{Text(At(run, (s, d) => noise[s, d]))}");
        }
    }

    private static ClaimOutcome Explodes(ClaimRuns runs)
    {
        PathologyVerdict connected = runs.Judged(ClaimRun.BatchNorm)[Pathology.ExplodingSensitivity],
            convolutional = runs.Judged(ClaimRun.BatchNormConvolutional)[Pathology.ExplodingSensitivity];
        return new(Evidence.All(Is(connected, Presence.Present), Is(convolutional, Presence.Present)),
            $"fully connected log₁₀ χ {Text(Log10Chi(runs[ClaimRun.BatchNorm]))}, {connected.Sentence}; convolutional "
                + $"{Text(Log10Chi(runs[ClaimRun.BatchNormConvolutional]))}, {convolutional.Sentence}");
    }

    // Fat: a kurtosis of twice a normal's.
    private static ClaimOutcome FatTails(ClaimRuns runs)
    {
        return Both(Of(runs[ClaimRun.BatchNorm]), Of(runs[ClaimRun.BatchNormConvolutional]),
            "μ₄(z)/μ₂(z)², of a normal 3: ");

        static (ClaimVerdict, string) Of(RunResults run)
        {
            Estimate last = Kurtosis(run, run.Depths.Count - 1);
            return (AtLeast(last, 6), $"{Text(Kurtosis(run, 0))} at {run.Depths[0]}, {Text(last)} at {run.Depths[^1]}");
        }
    }

    private static Estimate Kurtosis(RunResults run, int column)
    {
        Curve fourth = run.Get(Statistic.Mu4Signal, Location.Norm),
            second = run.Get(Statistic.Mu2Signal, Location.Norm);
        return At(run, (s, d) => Math.Exp(fourth[s, d] - (2 * second[s, d])), column);
    }
}
