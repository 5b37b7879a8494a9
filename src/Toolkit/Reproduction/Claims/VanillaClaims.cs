using System.Globalization;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Theory;
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

        static (ClaimVerdict, string) Of(RunResults run)
        {
            double[,] values = Quantity.LayerIncrement.Get(run).ToLinearArray();
            int late = (int)(0.9 * run.Depths.Count);
            Estimate first = At(run, (s, d) => values[s, d], 0);
            Estimate last =
                At(run, (s, _) => Enumerable.Range(late, run.Depths.Count - late).Average(d => values[s, d]));
            return (AtMost(last, 1 + (0.05 * (first.Value - 1))),
                $"{Text(first)} at {run.Depths[0]}, {Text(last)} from {run.Depths[late]} to {run.Depths[^1]}");
        }
    }

    private static ClaimOutcome RankGoesToOne(ClaimRuns runs)
    {
        PathologyVerdict connected = runs.Judged(ClaimRun.Vanilla)[Pathology.OneDimensionalSignal],
            convolutional = runs.Judged(ClaimRun.VanillaSemiLine)[Pathology.OneDimensionalSignal];
        return new(Evidence.All(Is(connected, Presence.Present), Is(convolutional, Presence.Present)),
            $"fully connected {Rank(ClaimRun.Vanilla)}, one-dimensional from layer {connected.Onset}; convolutional "
                + $"{Rank(ClaimRun.VanillaSemiLine)}, from layer {convolutional.Onset?.ToString() ?? "none"}");

        string Rank(ClaimRun run) =>
            $"{Text(At(runs[run], Statistic.EffectiveRankSignal, Location.Activation))} at {runs[run].Depths[^1]}";
    }

    // An angle of 1/7, 8 degrees, between two points. Spreads are near log-normal over nets: the mean tells of the
    // widest, the mean logarithm of the typical one.
    private static ClaimOutcome SemiLine(ClaimRuns runs)
    {
        return Both(Spread(ClaimRun.Vanilla), Spread(ClaimRun.VanillaSemiLine),
            $"1 − E cos(x, x′) at {runs[ClaimRun.Vanilla].Depths[^1]}: ");

        (ClaimVerdict, string) Spread(ClaimRun name)
        {
            RunResults run = runs[name];
            Curve spread = run.Get(Statistic.DirectionSpread, Location.Activation);
            Estimate mean = At(run, spread.Linear), typical = At(run, (s, d) => spread[s, d]);
            (double low, double high) = typical.Interval(ClaimRuns.Options.Confidence);
            double below = Enumerable.Range(0, spread.Simulations)
                .Count(s => spread.Linear(s, spread.Depths - 1) <= 0.01) / (double)spread.Simulations;
            return (Evidence.All(AtMost(mean, 0.01), AtMost(typical, Math.Log(0.01))),
                string.Create(CultureInfo.InvariantCulture, $"{Text(mean)}, typical net {Math.Exp(typical.Value):G2} "
                    + $"[{Math.Exp(low):G2}, {Math.Exp(high):G2}], at most 0.01 in {100 * below:F0}% of nets"));
        }
    }

    private static ClaimOutcome Subexponential(ClaimRuns runs)
    {
        return Both(Of(ClaimRun.Vanilla), Of(ClaimRun.VanillaConvolutional));

        (ClaimVerdict, string) Of(ClaimRun run)
        {
            PathologyVerdict verdict = runs.Judged(run)[Pathology.ExplodingSensitivity];
            return (Is(verdict, Presence.Absent), $"log₁₀ χ {Text(Log10Chi(runs[run]))} at {runs[run].Depths[^1]}, "
                + $"{verdict.Sentence}");
        }
    }

    private static ClaimOutcome PseudoLinear(ClaimRuns runs)
    {
        return Both(Share(ClaimRun.Vanilla), Share(ClaimRun.VanillaSemiLine), "share of units of one sign: ");

        (ClaimVerdict, string) Share(ClaimRun name)
        {
            RunResults run = runs[name];
            Estimate last = At(run, Statistic.OneSignedShare, Location.Convolution);
            return (AtLeast(last, 0.9), $"{Text(At(run, Statistic.OneSignedShare, Location.Convolution, 0))} at "
                + $"{run.Depths[0]}, {Text(last)} at {run.Depths[^1]}");
        }
    }

    private static ClaimOutcome SignalDiffuses(ClaimRuns runs)
    {
        RunResults run = runs[ClaimRun.Diffusion];
        int depth = run.Depths[^1], width = run.Configuration.Network.Width;
        Estimate mean = LogPowerMean(run), variance = LogPowerVariance(run, run.Depths.Count - 1);
        FiniteWidthDiffusion theory = new(width);
        double meanZ = (mean.Value - theory.LogMeanAt(depth)) / mean.StandardError,
            varianceZ = (variance.Value - theory.LogVarianceAt(depth)) / variance.StandardError;
        // Nets of a batch: a little less than one input's variance.
        bool agrees = Math.Abs(meanZ) <= 4 && Math.Abs(varianceZ) <= 4;
        return new(agrees ? ClaimVerdict.Supported : ClaimVerdict.NotSupported,
            string.Create(CultureInfo.InvariantCulture, $"fully connected, width {width}, depth {depth}: variance "
                + $"{Text(variance)} ({variance.Value * width / depth:F2} l/N; exact for one input "
                + $"{theory.LogVarianceAt(depth):F2}), mean {Text(mean)} ({mean.Value * width / depth:F2} l/N; "
                + $"{theory.LogMeanAt(depth):F2})"));
    }

    private static ClaimOutcome NoiseDiffuses(ClaimRuns runs)
    {
        RunResults run = runs[ClaimRun.Diffusion];
        Curve noise = run.Get(Statistic.Mu2Noise, Location.Activation);
        Estimate early = Variance(noise, 0), late = Variance(noise, run.Depths.Count - 1),
            mean = At(run, (s, d) => noise[s, d]);
        Estimate growth = new(late.Value - early.Value,
            Math.Sqrt((late.StandardError * late.StandardError) + (early.StandardError * early.StandardError)),
            late.Simulations);
        return new(Evidence.All(AtLeast(growth, 0), AtMost(mean, 0)),
            $"fully connected, variance {Text(early)} at {run.Depths[0]}, {Text(late)} at {run.Depths[^1]}; mean "
                + $"{Text(mean)}");
    }

    private static ClaimOutcome BreaksDown(ClaimRuns runs)
    {
        List<string> texts = [];
        List<ClaimVerdict> verdicts = [];
        foreach (ClaimRun name in (ClaimRun[])[ClaimRun.Diffusion, ClaimRun.DiffusionHalf, ClaimRun.DiffusionQuarter])
        {
            RunResults run = runs[name];
            int width = run.Configuration.Network.Width, column = Column(run, width);
            Estimate variance = LogPowerVariance(run, column);
            texts.Add($"{Text(variance)} at width {width}, depth {run.Depths[column]}");
            // In the limit it would be 0; a factor e up or down is no small correction.
            verdicts.Add(AtLeast(variance, 1));
        }

        return new(Evidence.All([.. verdicts]), "variance of log ν₂(x): " + string.Join(", ", texts));
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
