using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Ranking;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using static System.FormattableString;
using static MomentsDnns.Reproduction.Claims.ClaimBound;
using static MomentsDnns.Reproduction.Claims.Evidence;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>What training makes of nets that differ at initialization.</summary>
internal static class TrainingClaims
{
    private const string Group = "Training";
    private const int Resamples = 2000;

    public static IReadOnlyList<Claim> All { get; } =
    [
        new(Group, "a one-dimensional signal makes vanilla nets untrainable beyond some depth; batch-norm resnets go "
            + "on", "talk", ClaimFigure.Training, OneDimensional)
        {
            Bound = "r_eff(x) at most 1.25 before training in the deepest vanilla nets; training accuracy above "
                + "chance there at most half of that of the shallowest, in the deepest resnets at least four fifths",
        },
        new(Group, "batch-norm feedforward nets of exploding sensitivity fit the training images and fail on held-out "
            + "and on corrupted ones", "talk", ClaimFigure.Training, Overfitting)
        {
            Bound = "of the accuracies above chance of the shallowest nets the deepest keep at least four fifths on "
                + "training images, at most half on held-out ones, clean and under noise",
        },
        new(Group, "χ ≳ 1 after training too", "talk", ClaimFigure.Training, SensitivityAfter)
        { Bound = "mean log₁₀ χ behind the last unit at least 0, at every kind and depth" },
        new(Group, "the gap in expressivity between vanilla and batch-norm feedforward nets is there after training",
            "talk", ClaimFigure.Training, GapAfter)
        {
            Bound = "growth of log χ a layer over the deeper half, at the deepest depth where both keep a signal: "
                + "above 0 in batch-norm feedforward nets and larger than in vanilla nets",
        },
        new(Group, "properties at initialization predict the accuracy after training", "talk", ClaimFigure.Training,
            Prediction)
        {
            Bound = "Kendall's τ over all nets with training accuracy: of log₁₀ χ below 0, of 1 − 1/r_eff(x) above 0",
        },
    ];

    private static ClaimOutcome OneDimensional(ClaimRuns runs)
    {
        TrainingResults nets = runs.Training;
        TrainedNets deep = nets.Vanilla[^1], resnet = nets.Residual[^1];
        Estimate? rank = deep.SignalRank(isAfter: false);
        Estimate vanilla = Kept(nets.Vanilla, TrainedStatistics.Training),
            residual = Kept(nets.Residual, TrainedStatistics.Training);
        return Of(nets,
        [
            Check($"r_eff(x) before training in vanilla nets of {deep.Depth} layers", rank, AtMost(1.25)),
            ClaimCheck.Of($"training accuracy above chance, {deep.Depth} layers over {nets.Vanilla[0].Depth}, vanilla",
                vanilla, AtMost(0.5)),
            ClaimCheck.Of($"training accuracy above chance, {resnet.Depth} units over {nets.Residual[0].Depth}, "
                + "resnets", residual, AtLeast(0.8)),
        ], $"training accuracy by depth: vanilla {ByDepth(nets.Vanilla, TrainedStatistics.Training)}; resnets "
            + $"{ByDepth(nets.Residual, TrainedStatistics.Training)}; r_eff(x) before training "
            + $"{Said(rank)} in vanilla nets of {deep.Depth} layers");
    }

    private static ClaimOutcome Overfitting(ClaimRuns runs)
    {
        TrainingResults nets = runs.Training;
        TrainedNets deep = nets.Feedforward[^1];
        string depths = $"{deep.Depth} layers over {nets.Feedforward[0].Depth}, batch-norm feedforward";
        Location noisy = TrainedStatistics.Noisy(TrainingResults.NoiseLevel);
        return Of(nets,
        [
            Check($"log10 chi before training in nets of {deep.Depth} layers", deep.Log10Chi(isAfter: false),
                AtLeast(1)),
            ClaimCheck.Of($"training accuracy above chance, {depths}", Kept(nets.Feedforward,
                TrainedStatistics.Training), AtLeast(0.8)),
            ClaimCheck.Of($"held-out accuracy above chance, {depths}", Kept(nets.Feedforward,
                TrainedStatistics.HeldOut), AtMost(0.5)),
            ClaimCheck.Of($"held-out accuracy above chance under noise, {depths}", Kept(nets.Feedforward, noisy),
                AtMost(0.5)),
        ], $"batch-norm feedforward, by depth: training accuracy {ByDepth(nets.Feedforward,
            TrainedStatistics.Training)}; held-out {ByDepth(nets.Feedforward, TrainedStatistics.HeldOut)}; under "
            + Invariant($"noise {TrainingResults.NoiseLevel} {ByDepth(nets.Feedforward, noisy)}; log₁₀ χ before ")
            + $"training {string.Join(", ", nets.Feedforward.Select(n => Said(n.Log10Chi(isAfter: false))))}");
    }

    private static ClaimOutcome SensitivityAfter(ClaimRuns runs)
    {
        TrainingResults nets = runs.Training;
        return Of(nets, [.. nets.All.Where(n => n.Log10Chi(isAfter: true) is not null).Select(n =>
            Check($"log10 chi after training, {n.Kind}, depth {n.Depth}", n.Log10Chi(isAfter: true), AtLeast(0)))],
            string.Join("; ", new[] { nets.Vanilla, nets.Feedforward, nets.Residual }.Select(family =>
            $"{family[0].Kind}, depth {string.Join(", ", family.Select(n => n.Depth))}: log₁₀ χ "
            + $"{string.Join(", ", family.Select(n => Said(n.Log10Chi(isAfter: false))))} before, "
            + $"{string.Join(", ", family.Select(n => Said(n.Log10Chi(isAfter: true))))} after"))
            + "; \"gone\": training left no signal in most nets");
    }

    // At the deepest depth where both kinds keep a signal.
    private static ClaimOutcome GapAfter(ClaimRuns runs)
    {
        TrainingResults nets = runs.Training;
        int at = Enumerable.Range(0, nets.Vanilla.Count).LastOrDefault(i => nets.Vanilla[i].Rate(isAfter: true)
            is not null && nets.Feedforward[i].Rate(isAfter: true) is not null);
        TrainedNets norm = nets.Feedforward[at], vanilla = nets.Vanilla[at];
        Estimate? fast = norm.Rate(isAfter: true), slow = vanilla.Rate(isAfter: true);
        return Of(nets,
        [
            Check($"growth of log chi a layer after training, batch norm, {norm.Depth} layers", fast, AtLeast(0)),
            Check("the same less that in vanilla nets", fast is null || slow is null ? null : Difference(fast, slow),
                AtLeast(0)),
        ], $"growth of log χ a layer over the deeper half, {norm.Depth} layers, the most at which training leaves both "
            + $"kinds a signal: batch norm {Said(norm.Rate(isAfter: false))} before, {Said(fast)} after; vanilla "
            + $"{Said(vanilla.Rate(isAfter: false))} before, {Said(slow)} after; batch norm, "
            + $"{nets.Feedforward[^1].Depth} layers: {Said(nets.Feedforward[^1].Rate(isAfter: false))} before, "
            + $"{Said(nets.Feedforward[^1].Rate(isAfter: true))} after");
    }

    private static ClaimOutcome Prediction(ClaimRuns runs)
    {
        TrainingResults nets = runs.Training;
        double[] chi = All(n => n.Values(Statistic.Chi, TrainedStatistics.Net, isAfter: false)),
            spread = [.. All(n => n.Values(Statistic.EffectiveRankSignal, TrainedStatistics.Net, isAfter: false))
                .Select(rank => 1 - (1 / rank))],
            training = All(n => n.AboveChance(TrainedStatistics.Training)),
            heldOut = All(n => n.AboveChance(TrainedStatistics.HeldOut));
        (double Value, (double Lower, double Upper) Interval) byChi = Tau(chi, training),
            byRank = Tau(spread, training);
        return Of(nets,
        [
            new("Kendall's tau of log10 chi before training with training accuracy", byChi.Value, byChi.Interval,
                AtMost(0)),
            new("Kendall's tau of 1 - 1/r_eff(x) before training with training accuracy", byRank.Value,
                byRank.Interval, AtLeast(0)),
        ], Invariant($"{chi.Length} nets: τ with training accuracy {byChi.Value:F2} ") + Told(byChi.Interval)
            + Invariant($" of log₁₀ χ, {byRank.Value:F2} ") + Told(byRank.Interval)
            + Invariant($" of 1 − 1/r_eff(x); with held-out accuracy {RankCorrelation.KendallTauB(chi, heldOut):F2}, ")
            + Invariant($"{RankCorrelation.KendallTauB(spread, heldOut):F2}"));

        double[] All(Func<TrainedNets, double[]> values) => [.. nets.All.SelectMany(values)];
        static string Told((double Lower, double Upper) interval) =>
            Invariant($"[{interval.Lower:F2}, {interval.Upper:F2}]");
    }

    private static ClaimCheck Check(string quantity, Estimate? mean, ClaimBound bound) => mean is null
        ? new(quantity, null, (double.NegativeInfinity, double.PositiveInfinity), bound)
        : ClaimCheck.Of(quantity, mean, bound);

    private static string Said(Estimate? mean) => mean is null ? "gone" : Text(mean);

    private static ClaimOutcome Of(TrainingResults nets, IReadOnlyList<ClaimCheck> checks, string measured) =>
        new(checks, measured)
        { Nets = $"{nets.All.Count} kinds and depths of {nets.All[0].Run.Simulations.Count}" };

    // The deepest nets' accuracy above chance over the mean of the shallowest.
    private static Estimate Kept(IReadOnlyList<TrainedNets> family, Location place)
    {
        double shallow = family[0].AboveChance(place).Average();
        return Estimate.Of([.. family[^1].AboveChance(place).Select(value => value / shallow)]);
    }

    private static string ByDepth(IReadOnlyList<TrainedNets> family, Location place) => string.Join(", ",
        family.Select(nets => $"{Text(Estimate.Of([.. nets.AboveChance(place).Select(a => a + nets.Chance)]))} at "
            + $"{nets.Depth}"));

    // Resampled over nets.
    private static (double Value, (double Lower, double Upper) Interval) Tau(double[] x, double[] y)
    {
        Xoshiro256 random = new(0);
        double[] taus = new double[Resamples];
        for (int r = 0; r < Resamples; r++)
        {
            int[] drawn = [.. Enumerable.Range(0, x.Length).Select(_ => random.Next(x.Length))];
            taus[r] = RankCorrelation.KendallTauB([.. drawn.Select(i => x[i])], [.. drawn.Select(i => y[i])]);
        }

        Array.Sort(taus);
        double tail = 0.5 * (1 - ClaimRuns.Options.Confidence);
        return (RankCorrelation.KendallTauB(x, y), (Analysis.CurveSummary.Quantile(taus, tail),
            Analysis.CurveSummary.Quantile(taus, 1 - tail)));
    }
}
