using System.Globalization;
using MathNet.Numerics;
using MathNet.Numerics.Statistics;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Propagation.Probes;
using MomentsDnns.Results;
using MomentsDnns.Theory.InfiniteWidth;
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
        // Net by net: measured minus 0.9 and 1.1 times predicted excess.
        Estimate above = MeanOf(Combined(0.9)), below = MeanOf(Combined(1.1));
        (ClaimVerdict each, string text) = NearOne(spectrum.Depths, ratios);
        return new(Evidence.All(each, AtLeast(above, 0), AtMost(below, 0)),
            $"fully connected, width {runs.Measured.Probes.Spectrum.Width}: δ_BN² {Text(measured)} on average over "
                + $"depths, predicted {Text(theory)}; measured / predicted {text}")
        { Nets = $"{nets}" };

        double[,] Combined(double factor)
        {
            double[,] values = new double[nets, depths];
            for (int s = 0; s < nets; s++)
            {
                for (int d = 0; d < depths; d++)
                    values[s, d] = spectrum.SquaredIncrements.Values[s, d] - 1 - (factor * (predicted[s, d] - 1));
            }

            return values;
        }
    }

    private static ClaimOutcome BySigns(ClaimRuns runs)
    {
        (ClaimVerdict connected, string first) = Ratio(ClaimRun.BatchNorm);
        (ClaimVerdict convolutional, string second) = Ratio(ClaimRun.BatchNormConvolutional);
        RunResults run = runs[ClaimRun.BatchNormConvolutional];
        double[,] increments = Quantity.ActivationIncrement.Get(run).ToLinearArray();
        Curve fourth = run.Get(Statistic.Mu4Signal, Location.Norm);
        double correlation = Correlation.Spearman(
            Enumerable.Range(0, run.Depths.Count).Select(d => At(run, (s, c) => increments[s, c], d).Value),
            Enumerable.Range(0, run.Depths.Count).Select(d => At(run, (s, c) => fourth[s, c], d).Value));
        return new(Evidence.All(connected, convolutional, correlation < -0.5 ? ClaimVerdict.Supported
            : ClaimVerdict.NotSupported),
            string.Create(CultureInfo.InvariantCulture, $"δ_φ² (1 − s): fully connected {first}; convolutional "
                + $"{second}; rank correlation of δ_φ and μ₄(z) over depths {correlation:F2}"));

        (ClaimVerdict, string) Ratio(ClaimRun name)
        {
            RunResults results = runs[name];
            double[,] values = Quantity.ActivationIncrement.Get(results).ToLinearArray();
            Curve balance = results.Get(Statistic.SignBalance, results.Facts.PreActivation!.Value);
            for (int s = 0; s < values.GetLength(0); s++)
            {
                for (int d = 0; d < values.GetLength(1); d++) values[s, d] *= values[s, d] * (1 - balance[s, d]);
            }

            return NearOne(results.Depths, values);
        }
    }

    private static ClaimOutcome Affine(ClaimRuns runs)
    {
        ProbeResults probes = runs.Measured.Probes;
        return Both(Slope(probes.Misfit), Slope(probes.ConvolutionalMisfit))
            with
        { Nets = $"{probes.Misfit.Simulations} of each" };

        static (ClaimVerdict, string) Slope(ProbeCurve misfit)
        {
            double[] logs = [.. misfit.Depths.Select(d => Math.Log(d))];
            Estimate slope = Estimate.Of([.. Enumerable.Range(0, misfit.Simulations)
                .Select(s => Fit.Line(logs, [.. Enumerable.Range(0, logs.Length).Select(d => Log(misfit, s, d))]).B)]);
            return (AtMost(slope, 0), string.Create(CultureInfo.InvariantCulture,
                $"slope {Text(slope)}, 1 − R² typically {Typical(misfit, 0):G2} at layer {misfit.Depths[0]}, "
                + $"{Typical(misfit, logs.Length - 1):G2} at {misfit.Depths[^1]}"));
        }

        static double Typical(ProbeCurve misfit, int column) =>
            Math.Exp(Enumerable.Range(0, misfit.Simulations).Average(s => Log(misfit, s, column)));

        // The fit's own rounding.
        static double Log(ProbeCurve misfit, int simulation, int column) =>
            Math.Log(Math.Max(1e-10, misfit.Values[simulation, column]));
    }

    // Beyond chance: by Student's quantile for a probability shared out among the depths.
    private static (ClaimVerdict, string) NearOne(IReadOnlyList<int> depths, double[,] ratios)
    {
        double quantile = MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, ratios.GetLength(0) - 1, 1
            - ((1 - ClaimRuns.Options.Confidence) / depths.Count));
        Estimate[] means = [.. Enumerable.Range(0, depths.Count)
            .Select(d => Estimate.Of([.. Enumerable.Range(0, ratios.GetLength(0)).Select(s => ratios[s, d])]))];
        bool isNear = means.All(m => Math.Abs(m.Value - 1) <= 0.02 + (quantile * m.StandardError));
        Estimate mean = MeanOf(ratios);
        int farthest = Enumerable.Range(0, means.Length).MaxBy(d => Math.Abs(means[d].Value - 1));
        return (Evidence.All(isNear ? ClaimVerdict.Supported
            : ClaimVerdict.NotSupported, AtLeast(mean, 0.98), AtMost(mean, 1.02)),
            $"{Text(mean)}, farthest {Text(means[farthest])} at {depths[farthest]}");
    }

    // The mean over depths of each net, then over nets.
    private static Estimate MeanOf(double[,] values) =>
        Estimate.Of([.. Enumerable.Range(0, values.GetLength(0))
        .Select(s => Enumerable.Range(0, values.GetLength(1)).Average(d => values[s, d]))]);
}
