using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using static MomentsDnns.Reproduction.Claims.Evidence;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>Batch-norm resnets where feedforward nets have long broken down.</summary>
internal static class DeepResidualClaims
{
    private const string Group = "Batch-norm resnets";

    public static IReadOnlyList<Claim> All { get; } =
    [
        new(Group, "well-behaved at all depths: χ grows subexponentially to the end", "talk", ClaimFigure.DeepResidual,
        AllDepths)
        {
            Bound = "every pathology judged absent; fitted exponent minus that of the law of residual nets within 5% "
                + "of it",
        },
        new(Group, "the mean-field limit does not break down at depth ~ width, or beyond", "talk", ClaimFigure.Width,
            NoBreakdown) { Bound = "variance of log ν₂(x) at most 0.05 at every depth, fully connected" },
    ];

    private static ClaimOutcome AllDepths(ClaimRuns runs)
    {
        RunResults run = runs[ClaimRun.ResidualDeep];
        RunAnalysis analysis = runs.Judged(ClaimRun.ResidualDeep);
        string text = $"fully connected, width {run.Configuration.Network.Width}: log₁₀ χ {Text(Log10Chi(run))} at "
            + $"unit {run.Depths[^1]}, r_eff(x) {Text(At(run, Statistic.EffectiveRankSignal, Location.Activation))}";
        if (analysis.PredictedPowerLaw is not { } predicted)
            return new(ClaimVerdict.Inconclusive, text + "; no law predicted");
        double bound = 0.05 * predicted.Exponent.Value;
        return new(Evidence.All([.. analysis.Verdicts.Select(v => Is(v, Presence.Absent)),
            AtLeast(predicted.Difference, -bound), AtMost(predicted.Difference, bound)]),
            $"{text}; τ from unit {predicted.FirstDepth} to {predicted.LastDepth}: predicted "
                + $"{Text(predicted.Exponent)}, fitted minus predicted {Text(predicted.Difference)}");
    }

    private static ClaimOutcome NoBreakdown(ClaimRuns runs)
    {
        RunResults run = runs[ClaimRun.ResidualNarrow];
        Curve power = run.Get(Statistic.Nu2Signal, Location.Sum);
        Estimate[] variances = [.. Enumerable.Range(0, power.Depths)
            .Select(d => Estimate.OfVariance([.. Enumerable.Range(0, power.Simulations).Select(s => power[s, d])]))];
        int largest = Enumerable.Range(0, variances.Length).MaxBy(d => variances[d].Value),
            atWidth = Column(run, run.Configuration.Network.Width);
        return new(AtMost(variances[largest], 0.05),
            $"variance of log ν₂(x), width {run.Configuration.Network.Width}: {Text(variances[atWidth])} at unit "
                + $"{run.Depths[atWidth]}, {Text(variances[^1])} at {run.Depths[^1]}, largest "
                + $"{Text(variances[largest])} at {run.Depths[largest]}");
    }
}
