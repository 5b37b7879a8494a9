using System.Globalization;
using MomentsDnns.Analysis;
using MomentsDnns.Analysis.Growth;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using static MomentsDnns.Reproduction.Claims.ClaimBound;
using static MomentsDnns.Reproduction.Claims.Evidence;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>ReLU resnets with batch norm, He's initialization.</summary>
internal static class ResidualClaims
{
    private const string Group = "Batch-norm resnets";

    public static IReadOnlyList<Claim> All { get; } =
    [
        new(Group, "χ grows as a power law", "paper, Figure 5", ClaimFigure.BatchNormResidual,
        PowerLaw) { Bound = "the power law is preferred, both kinds" },
        new(Group, "its exponent is 2τ = δ^(2H) − 1, δ^H of the whole branch, by log(l + a + τ + ½)",
            "paper, batch-norm resnets", ClaimFigure.BatchNormResidual,
            Exponent) { Bound = "fitted minus predicted within 5% of predicted, both kinds" },
        new(Group, "many directions hold the signal's variance", "paper, Figure 5", ClaimFigure.BatchNormResidual,
            ManyDirections) { Bound = "more than the feedforward net, and no fall by more than a tenth from unit 20 "
            + "on, both kinds" },
        new(Group, "the residual branch is diluted: its share of the variance is 1/(l + a), a = π/(π − 1)",
            "paper, batch-norm resnets", ClaimFigure.BatchNormResidual,
            Dilution) { Bound = "share × (l + a) from 0.98 to 1.02, both kinds" },
        new(Group, "the resnet is a logarithmic version of the feedforward net: χ_res(l) against χ_ff(c log l)",
            "paper, talk", ClaimFigure.LogarithmicVersion, Logarithmic) { Bound = "layer of equal χ against log l: a "
            + "line to 2% of its range" },
    ];

    private static ClaimOutcome PowerLaw(ClaimRuns runs)
    {
        GrowthFit connected = runs.Judged(ClaimRun.Residual).Growth!,
            convolutional = runs.Judged(ClaimRun.ResidualConvolutional).Growth!;

        ClaimCheck[] checks =
        [
            IsPreferred(connected, InNets(runs[ClaimRun.Residual])),
            IsPreferred(convolutional, InNets(runs[ClaimRun.ResidualConvolutional])),
        ];

        return new(checks, $"fully connected: {Describe(connected)}; convolutional: {Describe(convolutional)}");
    }

    private static ClaimCheck IsPreferred(GrowthFit growth, string nets) => ClaimCheck.That(
        $"the power law of χ is preferred {nets}", growth.Preferred is { } law ? law == GrowthLaw.PowerLaw : null)
        with
    {
        Numbers = [Number("τ", growth[GrowthLaw.PowerLaw].Exponent),
            .. growth.Fits.Select(f => Number($"misfit of the law {f.Law.Name()}, of the growth", f.MisfitShare))],
    };

    private static string Describe(GrowthFit growth)
    {
        LawFit law = growth[GrowthLaw.PowerLaw];
        return string.Create(CultureInfo.InvariantCulture, $"{growth.Preferred?.Name() ?? growth.Reason}, τ = "
            + $"{Text(law.Exponent)} from unit {growth.FirstDepth} to {growth.LastDepth}, misfit "
            + $"{100 * law.MisfitShare:F1}% of the growth (exponential "
            + $"{100 * growth[GrowthLaw.Exponential].MisfitShare:F1}%)");
    }

    private static ClaimOutcome Exponent(ClaimRuns runs)
    {
        ClaimOutcome connected = Compare(ClaimRun.Residual), convolutional = Compare(ClaimRun.ResidualConvolutional);
        return new([.. connected.Checks, .. convolutional.Checks],
            $"fully connected {connected.Measured}; convolutional {convolutional.Measured}");

        ClaimOutcome Compare(ClaimRun name)
        {
            RunAnalysis analysis = runs.Judged(name);
            PowerLawPrediction predicted = analysis.PredictedPowerLaw!;
            Estimate fitted = analysis.Growth![GrowthLaw.PowerLaw].Exponent;

            ClaimCheck[] checks = [DeepResidualClaims.ExponentAsPredicted(predicted, runs[name])];

            return new(checks, $"predicted {Text(predicted.Exponent)}, fitted {Text(fitted)}, difference "
                + Text(predicted.Difference));
        }
    }

    // Many: more than the feedforward net keeps, and no fall with depth beyond a tenth.
    private static ClaimOutcome ManyDirections(ClaimRuns runs)
    {
        return Both(Many(ClaimRun.Residual, ClaimRun.BatchNorm),
            Many(ClaimRun.ResidualConvolutional, ClaimRun.BatchNormConvolutional), "r_eff(x): ");

        ClaimOutcome Many(ClaimRun name, ClaimRun other)
        {
            RunResults run = runs[name];
            Curve rank = run.Get(Statistic.EffectiveRankSignal, Location.Activation);
            int early = Column(run, 20);
            Estimate first = At(run, (s, d) => rank[s, d], early), last = At(run, (s, d) => rank[s, d]),
                change = At(run, (s, d) => rank[s, d] - rank[s, early]),
                feedforward = At(runs[other], Statistic.EffectiveRankSignal, Location.Activation);

            ClaimCheck[] checks =
            [
                ClaimCheck.Of($"r_eff(x) {InNets(run)} minus in the feedforward net", Difference(last, feedforward),
                    AtLeast(0)),
                ClaimCheck.Of($"change of r_eff(x) from unit {run.Depths[early]}, {InNets(run)}", change,
                    AtLeast(-0.1 * last.Value)),
            ];

            return new(checks, $"{Text(first)} at unit {run.Depths[early]}, {Text(last)} of {MostDirections(run)} at "
                + $"{run.Depths[^1]} (feedforward {Text(feedforward)})");
        }
    }

    private static ClaimOutcome Dilution(ClaimRuns runs)
    {
        Estimate connected = Share(ClaimRun.Residual), convolutional = Share(ClaimRun.ResidualConvolutional);

        ClaimCheck[] checks =
        [
            ClaimCheck.Of("share × (l + a) in fully connected nets", connected, Within(0.98, 1.02)),
            ClaimCheck.Of("share × (l + a) in convolutional nets", convolutional, Within(0.98, 1.02)),
        ];

        return new(checks, $"share × (l + a): fully connected {Text(connected)}, convolutional {Text(convolutional)}");

        Estimate Share(ClaimRun name) => runs.Judged(name).Observations
            .Single(o => o.Name.StartsWith("share of the residual branch", StringComparison.Ordinal)).Value;
    }

    private static ClaimOutcome Logarithmic(ClaimRuns runs)
    {
        RunResults feedforward = runs[ClaimRun.BatchNorm], residual = runs[ClaimRun.Residual];
        LogarithmicVersion map = LogarithmicVersion.Of(feedforward, residual);
        double gamma = runs.Judged(ClaimRun.BatchNorm).Growth![GrowthLaw.Exponential].Exponent.Value,
            tau = runs.Judged(ClaimRun.Residual).Growth![GrowthLaw.PowerLaw].Exponent.Value;
        double largest = map.Compare(feedforward, residual, Statistic.Mu4Signal, Location.Norm)
            .Max(t => Math.Abs((t.Residual / t.Feedforward) - 1));

        ClaimCheck[] checks = [ClaimCheck.Of("misfit of the layer of equal χ to a line in log l, of its range",
            map.MisfitShare, AtMost(ClaimRuns.Options.LargestMisfit))];

        return new(checks, string.Create(CultureInfo.InvariantCulture,
            $"unit l is like layer {map.Offset:F2} + {map.Scale:F2} log l (τ/γ = {tau / gamma:F2}), off by "
            + $"{100 * map.MisfitShare:F1}% of the range, units {map.Units[0]} to {map.Units[^1]}; by the same map "
            + $"μ₄(z) of both nets differs by at most {100 * largest:F0}%"));
    }
}
