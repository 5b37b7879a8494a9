using MomentsDnns.Analysis;
using MomentsDnns.Analysis.Inference;
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
        new(Group, "1 ≲ δ_φ χ ≲ √2 in every layer", "paper, batch-norm feedforward nets", ClaimFigure.BatchNormFeedforward, Bounds),
        new(Group, "few directions hold the signal's variance", "paper, Figure 4", ClaimFigure.BatchNormFeedforward, FewDirections),
        new(Group, "exploding sensitivity: χ grows exponentially", "paper, Figure 4", ClaimFigure.BatchNormFeedforward, Explodes),
        new(Group, "pre-activations become fat-tailed", "paper, Figure 4", ClaimFigure.BatchNormFeedforward, FatTails),
    ];

    private static ClaimOutcome Bounds(ClaimRuns runs) => WithinBounds(runs[ClaimRun.BatchNorm], runs[ClaimRun.BatchNormConvolutional], IncrementKind.Activation);

    // Few: less than a tenth of the channels, and less than the noise has.
    private static ClaimOutcome FewDirections(ClaimRuns runs)
    {
        RunResults run = runs[ClaimRun.BatchNormConvolutional];
        Curve signal = run.Get(Statistic.EffectiveRankSignal, Location.Activation), noise = run.Get(Statistic.EffectiveRankNoise, Location.Activation);
        Estimate rank = At(run, (s, d) => signal[s, d]), excess = At(run, (s, d) => noise[s, d] - signal[s, d]);
        Estimate connected = At(runs[ClaimRun.BatchNorm], Statistic.EffectiveRankSignal, Location.Activation);
        return new(Evidence.All(AtMost(rank, run.Configuration.Network.Width / 10.0), AtLeast(excess, 0)),
            $"convolutional, at {run.Depths[^1]}: r_eff(x) {Text(rank)} of {run.Configuration.Network.Width} channels, r_eff(dx) {Text(At(run, (s, d) => noise[s, d]))}; fully connected r_eff(x) {Text(connected)} of {runs[ClaimRun.BatchNorm].Configuration.Network.Width}");
    }

    private static ClaimOutcome Explodes(ClaimRuns runs)
    {
        PathologyVerdict connected = runs.Judged(ClaimRun.BatchNorm)[Pathology.ExplodingSensitivity], convolutional = runs.Judged(ClaimRun.BatchNormConvolutional)[Pathology.ExplodingSensitivity];
        return new(Evidence.All(Is(connected, Presence.Present), Is(convolutional, Presence.Present)),
            $"fully connected log₁₀ χ {Text(Log10Chi(runs[ClaimRun.BatchNorm]))}, {connected.Evidence}; convolutional {Text(Log10Chi(runs[ClaimRun.BatchNormConvolutional]))}, {convolutional.Evidence}");
    }

    // Fat: a kurtosis of twice a normal's.
    private static ClaimOutcome FatTails(ClaimRuns runs)
    {
        RunResults run = runs[ClaimRun.BatchNormConvolutional];
        Estimate first = Kurtosis(run, 0), last = Kurtosis(run, run.Depths.Count - 1);
        RunResults connected = runs[ClaimRun.BatchNorm];
        return new(AtLeast(last, 6), $"μ₄(z)/μ₂(z)²: convolutional {Text(first)} at {run.Depths[0]}, {Text(last)} at {run.Depths[^1]}; fully connected {Text(Kurtosis(connected, connected.Depths.Count - 1))} (normal: 3)");
    }

    private static Estimate Kurtosis(RunResults run, int column)
    {
        Curve fourth = run.Get(Statistic.Mu4Signal, Location.Norm), second = run.Get(Statistic.Mu2Signal, Location.Norm);
        return At(run, (s, d) => Math.Exp(fourth[s, d] - (2 * second[s, d])), column);
    }
}
