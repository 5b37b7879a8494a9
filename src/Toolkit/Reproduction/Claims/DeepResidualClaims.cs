using MomentsDnns.Analysis;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using static MomentsDnns.Reproduction.Claims.ClaimBound;
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
        PowerLawPrediction? predicted = analysis.PredictedPowerLaw;
        Estimate chi = Log10Chi(run), rank = At(run, Statistic.EffectiveRankSignal, Location.Activation);

        ClaimCheck[] checks =
        [
            .. analysis.Verdicts.Select(v => ClaimCheck.That(v, Presence.Absent, InNets(run))),
            ExponentAsPredicted(predicted, run),
        ];

        return new(checks, $"fully connected, width {run.Configuration.Network.Width}: log₁₀ χ {Text(chi)} at unit "
            + $"{run.Depths[^1]}, r_eff(x) {Text(rank)}; "
            + (predicted is null ? "no law predicted" : $"τ from unit {predicted.FirstDepth} to {predicted.LastDepth}: "
            + $"predicted {Text(predicted.Exponent)}, fitted minus predicted {Text(predicted.Difference)}"));
    }

    /// <summary>That the fitted exponent is within 5% of the predicted one.</summary>
    public static ClaimCheck ExponentAsPredicted(PowerLawPrediction? predicted, RunResults run)
    {
        if (predicted is null) return ClaimCheck.That($"a power law is predicted {InNets(run)}", null);
        double bound = 0.05 * predicted.Exponent.Value;
        return ClaimCheck.Of($"fitted minus predicted τ {InNets(run)}", predicted.Difference, Within(-bound, bound));
    }

    private static ClaimOutcome NoBreakdown(ClaimRuns runs)
    {
        RunResults run = runs[ClaimRun.ResidualNarrow];
        Curve power = run.Get(Statistic.Nu2Signal, Location.Sum);
        Estimate[] variances = [.. Enumerable.Range(0, power.Depths)
            .Select(d => Estimate.OfVariance([.. Enumerable.Range(0, power.Simulations).Select(s => power[s, d])]))];
        int largest = Enumerable.Range(0, variances.Length).MaxBy(d => variances[d].Value),
            width = run.Configuration.Network.Width, atWidth = Column(run, width);

        ClaimCheck[] checks =
            [ClaimCheck.Of($"largest variance of log ν₂(x), {InNets(run, largest)}", variances[largest], AtMost(0.05))];

        return new(checks, $"variance of log ν₂(x), width {width}: {Text(variances[atWidth])} at unit "
            + $"{run.Depths[atWidth]}, {Text(variances[^1])} at {run.Depths[^1]}, largest "
            + $"{Text(variances[largest])} at {run.Depths[largest]}");
    }
}
