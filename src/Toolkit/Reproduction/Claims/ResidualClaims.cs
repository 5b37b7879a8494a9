using System.Globalization;
using MomentsDnns.Analysis;
using MomentsDnns.Analysis.Growth;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
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
        RunAnalysis connected = runs.Judged(ClaimRun.Residual),
            convolutional = runs.Judged(ClaimRun.ResidualConvolutional);
        return new(Evidence.All(Law(connected), Law(convolutional)),
            $"fully connected: {Describe(connected)}; convolutional: {Describe(convolutional)}");
    }

    private static ClaimVerdict Law(RunAnalysis analysis) => analysis.Growth?.Preferred switch
    {
        GrowthLaw.PowerLaw => ClaimVerdict.Supported,
        null => ClaimVerdict.Inconclusive,
        _ => ClaimVerdict.NotSupported,
    };

    private static string Describe(RunAnalysis analysis)
    {
        GrowthFit growth = analysis.Growth!;
        LawFit law = growth[GrowthLaw.PowerLaw];
        return string.Create(CultureInfo.InvariantCulture, $"{growth.Preferred?.Name() ?? growth.Reason}, τ = "
            + $"{MeasuredText.Of(law.Exponent)} from unit {growth.FirstDepth} to {growth.LastDepth}, misfit "
            + $"{100 * law.MisfitShare:F1}% of the growth (exponential "
            + $"{100 * growth[GrowthLaw.Exponential].MisfitShare:F1}%)");
    }

    // Within 5%: what widths of 128 and more leave of the law of large width. Both exponents are of the same units of
    // the same nets.
    private static ClaimOutcome Exponent(ClaimRuns runs)
    {
        (ClaimVerdict connected, string first) = Compare(ClaimRun.Residual);
        (ClaimVerdict convolutional, string second) = Compare(ClaimRun.ResidualConvolutional);
        return new(Evidence.All(connected, convolutional), $"fully connected {first}; convolutional {second}");

        (ClaimVerdict, string) Compare(ClaimRun run)
        {
            RunAnalysis analysis = runs.Judged(run);
            PowerLawPrediction predicted = analysis.PredictedPowerLaw!;
            double bound = 0.05 * predicted.Exponent.Value;
            return (Evidence.All(AtLeast(predicted.Difference, -bound), AtMost(predicted.Difference, bound)),
                $"predicted {Text(predicted.Exponent)}, fitted {Text(analysis.Growth![GrowthLaw.PowerLaw].Exponent)}, "
                    + $"difference {Text(predicted.Difference)}");
        }
    }

    // Many: more than the feedforward net keeps, and no fall with depth beyond a tenth.
    private static ClaimOutcome ManyDirections(ClaimRuns runs)
    {
        return Both(Many(ClaimRun.Residual, ClaimRun.BatchNorm),
            Many(ClaimRun.ResidualConvolutional, ClaimRun.BatchNormConvolutional), "r_eff(x): ");

        (ClaimVerdict, string) Many(ClaimRun name, ClaimRun other)
        {
            RunResults run = runs[name];
            Curve rank = run.Get(Statistic.EffectiveRankSignal, Location.Activation);
            int early = Column(run, 20);
            Estimate last = At(run, (s, d) => rank[s, d]), change = At(run, (s, d) => rank[s, d] - rank[s, early]),
                feedforward = At(runs[other], Statistic.EffectiveRankSignal, Location.Activation);
            return (Evidence.All(AtLeast(Difference(last, feedforward), 0), AtLeast(change, -0.1 * last.Value)),
                $"{Text(At(run, (s, d) => rank[s, d], early))} at unit {run.Depths[early]}, {Text(last)} of "
                    + $"{MostDirections(run)} at {run.Depths[^1]} (feedforward {Text(feedforward)})");
        }
    }

    private static ClaimOutcome Dilution(ClaimRuns runs)
    {
        (ClaimVerdict connected, string first) = Share(ClaimRun.Residual);
        (ClaimVerdict convolutional, string second) = Share(ClaimRun.ResidualConvolutional);
        return new(Evidence.All(connected, convolutional), $"share × (l + a): fully connected {first}, convolutional "
            + $"{second}");

        (ClaimVerdict, string) Share(ClaimRun name)
        {
            Observation observation = runs.Judged(name).Observations.Single(o =>
                o.Name.StartsWith("share of the residual branch", StringComparison.Ordinal));
            return (Evidence.All(AtLeast(observation.Value, 0.98), AtMost(observation.Value, 1.02)),
                Text(observation.Value));
        }
    }

    private static ClaimOutcome Logarithmic(ClaimRuns runs)
    {
        RunResults feedforward = runs[ClaimRun.BatchNorm], residual = runs[ClaimRun.Residual];
        LogarithmicVersion map = LogarithmicVersion.Of(feedforward, residual);
        double gamma = runs.Judged(ClaimRun.BatchNorm).Growth![GrowthLaw.Exponential].Exponent.Value,
            tau = runs.Judged(ClaimRun.Residual).Growth![GrowthLaw.PowerLaw].Exponent.Value;
        IReadOnlyList<(int Unit, double Residual, double Feedforward)> tails =
            map.Compare(feedforward, residual, Statistic.Mu4Signal, Location.Norm);
        double largest = tails.Max(t => Math.Abs((t.Residual / t.Feedforward) - 1));
        return new(map.MisfitShare <= ClaimRuns.Options.LargestMisfit ? ClaimVerdict.Supported
            : ClaimVerdict.NotSupported,
            string.Create(CultureInfo.InvariantCulture, $"unit l is like layer {map.Offset:F2} + {map.Scale:F2} log l "
                + $"(τ/γ = {tau / gamma:F2}), off by {100 * map.MisfitShare:F1}% of the range, units {map.Units[0]} "
                + $"to {map.Units[^1]}; by the same map μ₄(z) of both nets differs by at most {100 * largest:F0}%"));
    }
}
