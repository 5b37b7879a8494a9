using System.Globalization;
using MathNet.Numerics;
using MathNet.Numerics.Statistics;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Propagation.Probes;
using MomentsDnns.Results;
using MomentsDnns.Theory.InfiniteWidth;
using static MomentsDnns.Reproduction.Claims.ClaimBound;
using static MomentsDnns.Reproduction.Claims.Evidence;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>What a single layer does, and why.</summary>
internal static class LayerClaims
{
    private const string Norm = "Batch-norm feedforward nets";

    public static IReadOnlyList<Claim> All { get; } =
    [
        new(Norm, "few directions make δ_BN exceed 1: δ_BN² = E[q] E[1/q], q a channel's variance by the signal's "
        + "spectrum", "talk", ClaimFigure.NormIncrement, ByTheSpectrum)
        {
            Bound = "fully connected: δ_BN² within 2% of it at every depth beyond chance, and the mean excess over 1 "
                + "within 10% of its own",
        },
        new(Norm, "tails that are not too fat make δ_φ exceed 1: δ_φ² = 1/(1 − s), s the sign balance, and the fatter "
            + "the tails, the smaller", "talk", ClaimFigure.BatchNormFeedforward, BySigns)
        {
            Bound = "within 2% of it at every depth beyond chance, both kinds; rank correlation of δ_φ and μ₄(z) over "
                + "depths below −0.5, convolutional",
        },
        new("Vanilla nets", "pseudo-linearity: a layer is arbitrarily well approximated by an affine map", "talk",
            ClaimFigure.AffineMisfit, Affine)
        {
            Bound = "slope of log(1 − R²) on log l below 0, R² of the best affine map over images and positions, both "
                + "kinds",
        },
    ];

    /// <summary>delta_BN^2 of a spectrum at large width: E[q] E[1/(q + epsilon)] / E[q/(q + epsilon)].</summary>
    public static double SquaredIncrement(IReadOnlyList<double> eigenvalues, double epsilon)
    {
        double inverse = new InverseVarianceQuadrature(eigenvalues, 1, epsilon).Mean;
        return eigenvalues.Sum() * inverse / (1 - (epsilon * inverse));
    }

    private static ClaimOutcome ByTheSpectrum(ClaimRuns runs)
    {
        ProbeResults probes = runs.Measured.Probes;
        NormInputSpectrum spectrum = probes.Spectrum;
        int nets = spectrum.SquaredIncrements.Simulations, depths = spectrum.Depths.Count;
        double[,] predicted = new double[nets, depths], ratios = new double[nets, depths];
        for (int s = 0; s < nets; s++)
        {
            for (int d = 0; d < depths; d++)
            {
                predicted[s, d] = SquaredIncrement(spectrum.Eigenvalues[s][d], probes.SpectrumEpsilon);
                ratios[s, d] = spectrum.SquaredIncrements.Values[s, d] / predicted[s, d];
            }
        }

        Estimate measured = MeanOf(spectrum.SquaredIncrements.Values), theory = MeanOf(predicted);
        ClaimOutcome each = NearOne("δ_BN², measured / predicted, fully connected", spectrum.Depths, ratios);

        ClaimCheck[] checks =
        [
            .. each.Checks,
            ClaimCheck.Of("excess of δ_BN² minus 0.9 times the predicted", Beyond(0.9), AtLeast(0)),
            ClaimCheck.Of("excess of δ_BN² minus 1.1 times the predicted", Beyond(1.1), AtMost(0)),
        ];

        return new(checks, $"fully connected, width {spectrum.Width}: δ_BN² {Text(measured)} on average over depths, "
            + $"predicted {Text(theory)}; measured / predicted {each.Measured}")
        { Nets = $"{nets}" };

        // Net by net: the measured excess over 1 minus a factor of the predicted one.
        Estimate Beyond(double factor)
        {
            double[,] values = new double[nets, depths];
            for (int s = 0; s < nets; s++)
            {
                for (int d = 0; d < depths; d++)
                    values[s, d] = spectrum.SquaredIncrements.Values[s, d] - 1 - (factor * (predicted[s, d] - 1));
            }

            return MeanOf(values);
        }
    }

    private static ClaimOutcome BySigns(ClaimRuns runs)
    {
        ClaimOutcome connected = Ratio(runs[ClaimRun.BatchNorm]);
        RunResults run = runs[ClaimRun.BatchNormConvolutional];
        ClaimOutcome convolutional = Ratio(run);
        double[,] increments = Quantity.ActivationIncrement.Get(run).ToLinearArray();
        Curve fourth = run.Get(Statistic.Mu4Signal, Location.Norm);
        double correlation = Correlation.Spearman(
            Enumerable.Range(0, run.Depths.Count).Select(d => At(run, (s, c) => increments[s, c], d).Value),
            Enumerable.Range(0, run.Depths.Count).Select(d => At(run, (s, c) => fourth[s, c], d).Value));

        ClaimCheck[] checks =
        [
            .. connected.Checks, .. convolutional.Checks,
            ClaimCheck.Of("rank correlation of δ_φ and μ₄(z) over depths, convolutional", correlation, AtMost(-0.5)),
        ];

        return new(checks, string.Create(CultureInfo.InvariantCulture,
            $"δ_φ² (1 − s): fully connected {connected.Measured}; convolutional {convolutional.Measured}; rank "
            + $"correlation of δ_φ and μ₄(z) over depths {correlation:F2}"));

        static ClaimOutcome Ratio(RunResults results)
        {
            double[,] values = Quantity.ActivationIncrement.Get(results).ToLinearArray();
            Curve balance = results.Get(Statistic.SignBalance, results.Facts.PreActivation!.Value);
            for (int s = 0; s < values.GetLength(0); s++)
            {
                for (int d = 0; d < values.GetLength(1); d++) values[s, d] *= values[s, d] * (1 - balance[s, d]);
            }

            return NearOne($"δ_φ² (1 − s), {Kind(results)}", results.Depths, values);
        }
    }

    private static ClaimOutcome Affine(ClaimRuns runs)
    {
        ProbeResults probes = runs.Measured.Probes;
        return Both(Slope(probes.Misfit, "fully connected"), Slope(probes.ConvolutionalMisfit, "convolutional"))
            with
        { Nets = $"{probes.Misfit.Simulations} of each" };

        static ClaimOutcome Slope(ProbeCurve misfit, string kind)
        {
            double[] logs = [.. misfit.Depths.Select(d => Math.Log(d))];
            Estimate slope = Estimate.Of([.. Enumerable.Range(0, misfit.Simulations)
                .Select(s => Fit.Line(logs, [.. Enumerable.Range(0, logs.Length).Select(d => Log(misfit, s, d))]).B)]);
            double first = Typical(misfit, 0), last = Typical(misfit, logs.Length - 1);

            ClaimCheck[] checks = [ClaimCheck.Of($"slope of log(1 − R²) on log l, {kind}", slope, AtMost(0))];

            return new(checks, string.Create(CultureInfo.InvariantCulture, $"slope {Text(slope)}, 1 − R² typically "
                + $"{first:G2} at layer {misfit.Depths[0]}, {last:G2} at {misfit.Depths[^1]}"));
        }

        static double Typical(ProbeCurve misfit, int column) =>
            Math.Exp(Enumerable.Range(0, misfit.Simulations).Average(s => Log(misfit, s, column)));

        // The fit's own rounding.
        static double Log(ProbeCurve misfit, int simulation, int column) =>
            Math.Log(Math.Max(1e-10, misfit.Values[simulation, column]));
    }

    private static ClaimOutcome NearOne(string quantity, IReadOnlyList<int> depths, double[,] ratios)
    {
        double allowed = AllowedByChance(ratios.GetLength(0), depths.Count);
        Estimate[] means = [.. Enumerable.Range(0, depths.Count)
            .Select(d => Estimate.Of([.. Enumerable.Range(0, ratios.GetLength(0)).Select(s => ratios[s, d])]))];
        Estimate mean = MeanOf(ratios);
        int farthest = Enumerable.Range(0, means.Length).MaxBy(d => Math.Abs(means[d].Value - 1));
        double beyond = means.Max(m => Math.Abs(m.Value - 1) - (allowed * m.StandardError));

        ClaimCheck[] checks =
        [
            ClaimCheck.Of($"largest distance from 1 beyond chance over depths of {quantity}", beyond, AtMost(0.02)),
            ClaimCheck.Of($"mean over depths of {quantity}", mean, Within(0.98, 1.02)),
        ];

        return new(checks, $"{Text(mean)}, farthest {Text(means[farthest])} at {depths[farthest]}");
    }

    // The mean over depths of each net, then over nets.
    private static Estimate MeanOf(double[,] values) =>
        Estimate.Of([.. Enumerable.Range(0, values.GetLength(0))
        .Select(s => Enumerable.Range(0, values.GetLength(1)).Average(d => values[s, d]))]);
}
