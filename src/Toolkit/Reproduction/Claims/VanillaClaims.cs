using System.Globalization;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Theory;
using static MomentsDnns.Reproduction.Claims.ClaimBound;
using static MomentsDnns.Reproduction.Claims.Evidence;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>Feedforward ReLU nets without normalization, He's initialization.</summary>
internal static class VanillaClaims
{
    private const string Group = "Vanilla nets";

    public static IReadOnlyList<Claim> All { get; } =
    [
        new(Group, "1 ≲ δχ ≲ √2 in every layer", "paper, vanilla nets", ClaimFigure.Vanilla,
        Bounds) { Bound = "the mean within [1, √2] at every depth beyond chance, both kinds" },
        new(Group, "δχ goes to 1", "paper, Figure 3", ClaimFigure.Vanilla,
            IncrementGoesToOne) { Bound = "the excess over 1 at most a twentieth of the first, both kinds" },
        new(Group, "r_eff(x) goes to 1: the signal becomes one-dimensional", "paper, Figure 3", ClaimFigure.Vanilla,
            RankGoesToOne) { Bound = "one-dimensional signal present, both kinds" },
        new(Group, "the signal concentrates on one semi-line", "paper, vanilla nets", ClaimFigure.Vanilla,
            SemiLine) { Bound = "1 − E cos at most 0.01 in the mean and in the typical net, both kinds" },
        new(Group, "χ grows subexponentially", "paper, vanilla nets", ClaimFigure.Vanilla,
            Subexponential) { Bound = "exploding sensitivity judged absent, both kinds" },
        new(Group, "pseudo-linearity: units come to keep one sign over the data", "paper, vanilla nets",
            ClaimFigure.Vanilla, PseudoLinear) { Bound = "a share of units of at least 0.9, both kinds" },
        new(Group, "log ν₂(x) diffuses: its variance grows as 5 l/N, its mean falls as −2.5 l/N", "paper, Figure 2",
            ClaimFigure.Diffusion, SignalDiffuses) { Bound = "mean and variance within 4 standard errors of theory" },
        new(Group, "log μ₂(dx) diffuses", "paper, Figure 2", ClaimFigure.Diffusion,
            NoiseDiffuses) { Bound = "the variance grows, the mean is below 0" },
        new(Group, "the mean-field limit breaks down at depth ~ width", "talk", ClaimFigure.Width,
            BreaksDown) { Bound = "variance of log ν₂ at least 1 at depth = width" },
    ];

    private static ClaimOutcome Bounds(ClaimRuns runs) =>
        WithinBounds(runs[ClaimRun.Vanilla], runs[ClaimRun.VanillaConvolutional], Quantity.LayerIncrement);

    // The excess over 1 falls to a twentieth of what it is at first.
    private static ClaimOutcome IncrementGoesToOne(ClaimRuns runs)
    {
        return Both(Of(runs[ClaimRun.Vanilla]), Of(runs[ClaimRun.VanillaConvolutional]));

        static ClaimOutcome Of(RunResults run)
        {
            double[,] values = Quantity.LayerIncrement.Get(run).ToLinearArray();
            int late = (int)(0.9 * run.Depths.Count);
            Estimate first = At(run, (s, d) => values[s, d], 0);
            Estimate last =
                At(run, (s, _) => Enumerable.Range(late, run.Depths.Count - late).Average(d => values[s, d]));

            ClaimCheck[] checks = [ClaimCheck.Of($"δχ from layer {run.Depths[late]} on in {Kind(run)} nets", last,
                AtMost(1 + (0.05 * (first.Value - 1))))];

            return new(checks, $"{Text(first)} at {run.Depths[0]}, {Text(last)} from {run.Depths[late]} to "
                + $"{run.Depths[^1]}");
        }
    }

    private static ClaimOutcome RankGoesToOne(ClaimRuns runs)
    {
        RunResults connected = runs[ClaimRun.Vanilla], convolutional = runs[ClaimRun.VanillaSemiLine];
        PathologyVerdict first = runs.Judged(ClaimRun.Vanilla)[Pathology.OneDimensionalSignal],
            second = runs.Judged(ClaimRun.VanillaSemiLine)[Pathology.OneDimensionalSignal];

        ClaimCheck[] checks =
        [
            ClaimCheck.That(first, Presence.Present, InNets(connected)),
            ClaimCheck.That(second, Presence.Present, InNets(convolutional)),
        ];

        return new(checks, $"fully connected {Rank(connected)}, one-dimensional from layer {first.Onset}; "
            + $"convolutional {Rank(convolutional)}, from layer {second.Onset?.ToString() ?? "none"}");

        static string Rank(RunResults run) =>
            $"{Text(At(run, Statistic.EffectiveRankSignal, Location.Activation))} at {run.Depths[^1]}";
    }

    // An angle of 1/7, 8 degrees, between two points. Spreads are near log-normal over nets: the mean tells of the
    // widest, the mean logarithm of the typical one.
    private static ClaimOutcome SemiLine(ClaimRuns runs)
    {
        return Both(Spread(runs[ClaimRun.Vanilla]), Spread(runs[ClaimRun.VanillaSemiLine]),
            $"1 − E cos(x, x′) at {runs[ClaimRun.Vanilla].Depths[^1]}: ");

        static ClaimOutcome Spread(RunResults run)
        {
            Curve spread = run.Get(Statistic.DirectionSpread, Location.Activation);
            Estimate mean = At(run, spread.Linear), typical = At(run, (s, d) => spread[s, d]);
            (double low, double high) = typical.Interval(ClaimRuns.Options.Confidence);
            double below = Enumerable.Range(0, spread.Simulations)
                .Count(s => spread.Linear(s, spread.Depths - 1) <= 0.01) / (double)spread.Simulations;

            ClaimCheck[] checks =
            [
                ClaimCheck.Of($"1 − E cos {InNets(run)}", mean, AtMost(0.01)),
                ClaimCheck.Of($"mean of log(1 − E cos) {InNets(run)}", typical, AtMost(Math.Log(0.01))),
            ];

            return new(checks, string.Create(CultureInfo.InvariantCulture, $"{Text(mean)}, typical net "
                + $"{Math.Exp(typical.Value):G2} [{Math.Exp(low):G2}, {Math.Exp(high):G2}], at most 0.01 in "
                + $"{100 * below:F0}% of nets"));
        }
    }

    private static ClaimOutcome Subexponential(ClaimRuns runs)
    {
        return Both(Of(ClaimRun.Vanilla), Of(ClaimRun.VanillaConvolutional));

        ClaimOutcome Of(ClaimRun name)
        {
            RunResults run = runs[name];
            PathologyVerdict verdict = runs.Judged(name)[Pathology.ExplodingSensitivity];

            ClaimCheck[] checks = [ClaimCheck.That(verdict, Presence.Absent, InNets(run))];

            return new(checks, $"log₁₀ χ {Text(Log10Chi(run))} at {run.Depths[^1]}, {verdict.Sentence}");
        }
    }

    private static ClaimOutcome PseudoLinear(ClaimRuns runs)
    {
        return Both(Share(runs[ClaimRun.Vanilla]), Share(runs[ClaimRun.VanillaSemiLine]),
            "share of units of one sign: ");

        static ClaimOutcome Share(RunResults run)
        {
            Estimate first = At(run, Statistic.OneSignedShare, Location.Convolution, 0),
                last = At(run, Statistic.OneSignedShare, Location.Convolution);

            ClaimCheck[] checks = [ClaimCheck.Of($"share of units of one sign {InNets(run)}", last, AtLeast(0.9))];

            return new(checks, $"{Text(first)} at {run.Depths[0]}, {Text(last)} at {run.Depths[^1]}");
        }
    }

    private static ClaimOutcome SignalDiffuses(ClaimRuns runs)
    {
        RunResults run = runs[ClaimRun.Diffusion];
        int depth = run.Depths[^1], width = run.Configuration.Network.Width;
        Estimate mean = LogPowerMean(run), variance = LogPowerVariance(run, run.Depths.Count - 1);
        // Exact for one input; nets of a batch have a little less variance.
        FiniteWidthDiffusion theory = new(width);
        double meanOf = theory.LogMeanAt(depth), varianceOf = theory.LogVarianceAt(depth);

        ClaimCheck[] checks = [Agrees("mean", mean, meanOf), Agrees("variance", variance, varianceOf)];

        return new(checks, string.Create(CultureInfo.InvariantCulture,
            $"fully connected, width {width}, depth {depth}: variance {Text(variance)} "
            + $"({variance.Value * width / depth:F2} l/N; exact for one input {varianceOf:F2}), mean {Text(mean)} "
            + $"({mean.Value * width / depth:F2} l/N; {meanOf:F2})"));

        ClaimCheck Agrees(string of, Estimate measured, double predicted) =>
            ClaimCheck.Of($"{of} of log ν₂(x) minus theory, in standard errors, {InNets(run)}",
                (measured.Value - predicted) / measured.StandardError, Within(-4, 4))
                with
            { Numbers = [Number($"{of} of log ν₂(x)", measured, predicted)] };
    }

    private static ClaimOutcome NoiseDiffuses(ClaimRuns runs)
    {
        RunResults run = runs[ClaimRun.Diffusion];
        Curve noise = run.Get(Statistic.Mu2Noise, Location.Activation);
        Estimate early = Variance(noise, 0), late = Variance(noise, run.Depths.Count - 1),
            mean = At(run, (s, d) => noise[s, d]);

        ClaimCheck[] checks =
        [
            ClaimCheck.Of($"growth of the variance of log μ₂(dx) from layer {run.Depths[0]}, {InNets(run)}",
                Difference(late, early), AtLeast(0)),
            ClaimCheck.Of($"mean of log μ₂(dx) {InNets(run)}", mean, AtMost(0)),
        ];

        return new(checks, $"fully connected, variance {Text(early)} at {run.Depths[0]}, {Text(late)} at "
            + $"{run.Depths[^1]}; mean {Text(mean)}");
    }

    private static ClaimOutcome BreaksDown(ClaimRuns runs)
    {
        (int Width, int Depth, Estimate Variance)[] points = [Of(ClaimRun.Diffusion), Of(ClaimRun.DiffusionHalf),
            Of(ClaimRun.DiffusionQuarter)];

        // In the limit it would be 0; a factor e up or down is no small correction.
        ClaimCheck[] checks = [.. points.Select(p =>
            ClaimCheck.Of($"variance of log ν₂(x) at width {p.Width}, depth {p.Depth}", p.Variance, AtLeast(1)))];

        return new(checks, "variance of log ν₂(x): "
            + string.Join(", ", points.Select(p => $"{Text(p.Variance)} at width {p.Width}, depth {p.Depth}")));

        (int, int, Estimate) Of(ClaimRun name)
        {
            RunResults run = runs[name];
            int width = run.Configuration.Network.Width, column = Column(run, width);
            return (width, run.Depths[column], LogPowerVariance(run, column));
        }
    }

    private static Estimate LogPowerMean(RunResults run)
    {
        Curve power = run.Get(Statistic.Nu2Signal, Location.Activation);
        return At(run, (s, d) => power[s, d]);
    }

    private static Estimate LogPowerVariance(RunResults run, int column) =>
        Variance(run.Get(Statistic.Nu2Signal, Location.Activation), column);

    private static Estimate Variance(Curve curve, int column) =>
        Estimate.OfVariance([.. Enumerable.Range(0, curve.Simulations).Select(s => curve[s, column])]);
}
