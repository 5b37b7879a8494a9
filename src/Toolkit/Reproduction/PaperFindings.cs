using MomentsDnns.Analysis;
using MomentsDnns.Analysis.Growth;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Reproduction.Published;
using MomentsDnns.Results;

namespace MomentsDnns.Reproduction;

/// <summary>
/// What was measured for a figure beside what is published for it, at the same layer or unit
/// (<see cref="PublishedResults"/>). A run at another scale or on other images is expected near the published numbers,
/// not at them.
/// </summary>
public static class PaperFindings
{
    /// <summary>The table's lines for one figure.</summary>
    /// <param name="figure">The experiment's name, of <see cref="PaperExperiment.All"/>.</param>
    /// <param name="run">A run of that experiment's architecture.</param>
    /// <exception cref="InvalidDataException">The run lacks a curve of the figure.</exception>
    public static IReadOnlyList<Finding> Of(string figure, RunResults run) => figure switch
    {
        PaperExperiment.Diffusion => Diffusion(new(figure, PublishedExperiment.Diffusion, run)),
        PaperExperiment.DiffusionConnected => Diffusion(new(figure, PublishedExperiment.DiffusionConnected, run)),
        PaperExperiment.Vanilla => Vanilla(new(figure, PublishedExperiment.Vanilla, run)),
        PaperExperiment.Feedforward => NormalizedFeedforward(new(figure, PublishedExperiment.BatchNormFeedforward,
            run)),
        PaperExperiment.Residual => Residual(new(figure, PublishedExperiment.BatchNormResidual, run), run, 500),
        // What lies beyond this run stands in the lines of the published boundary.
        PaperExperiment.ResidualCentred =>
            Residual(new(figure, PublishedExperiment.BatchNormResidual, run), run, run.Depths[^1]),
        _ => throw new ArgumentOutOfRangeException(nameof(figure), figure,
            "must be an experiment of PaperExperiment.All"),
    };

    private static IReadOnlyList<Finding> Diffusion(FindingLines lines)
    {
        Location output = Location.Activation;
        lines.Logarithm("log nu_2(x)", 1, Statistic.Nu2Signal, output, 50, 100, 150, 200);
        lines.Diffusion("variance of log nu_2(x), in l/N", Statistic.Nu2Signal, output);
        lines.Logarithm("log mu_2(dx)", 1, Statistic.Mu2Noise, output, 50, 100, 150, 200);
        lines.Diffusion("variance of log mu_2(dx), in l/N", Statistic.Mu2Noise, output);
        return lines.All;
    }

    private static IReadOnlyList<Finding> Vanilla(FindingLines lines)
    {
        lines.Increment("delta chi", Location.Input, Location.Activation, 2, 4, 200);
        lines.DeeperIncrement("delta chi, mean", Location.Input, Location.Activation, lines.End == 200
            ? PublishedLaws.DeeperVanillaIncrement : null);
        lines.Logarithm("log10 chi", Math.Log(10), Statistic.Chi, Location.Activation, 200);
        lines.Linear("r_eff(x)", Statistic.EffectiveRankSignal, Location.Activation, 2, 4, 20, 100, 200);
        return lines.All;
    }

    private static IReadOnlyList<Finding> NormalizedFeedforward(FindingLines lines)
    {
        lines.Increment("delta_phi chi", Location.Norm, Location.Activation, 2, 10, 200);
        lines.Increment("delta_BN chi", Location.Input, Location.Norm, 2, 10, 200);
        lines.Logarithm("log10 chi", Math.Log(10), Statistic.Chi, Location.Activation, 2, 10, 100, 200);
        lines.Growth("gamma", GrowthLaw.Exponential, lines.End == 200 ? PublishedLaws.FeedforwardRate : null);
        lines.Linear("r_eff(dx)", Statistic.EffectiveRankNoise, Location.Activation, 2, 12, 200);
        lines.Linear("r_eff(x)", Statistic.EffectiveRankSignal, Location.Activation, 2, 10, 200);
        lines.Linear("mu_4(z)", Statistic.Mu4Signal, Location.Norm, 2, 10, 200);
        lines.Linear("nu_1(|z|)", Statistic.Nu1AbsSignal, Location.Norm, 2, 10, 200);
        return lines.All;
    }

    private static IReadOnlyList<Finding> Residual(FindingLines lines, RunResults run, int last)
    {
        int[] depths = [.. new[] { 5, 100, 200, 500 }.Where(d => d <= last)], ends = [.. depths.Where(d => d != 100)];
        lines.Increment("delta_phi chi", Location.Norm, Location.Convolution, ends);
        lines.Increment("delta_BN chi", Location.Input, Location.Norm, ends);
        lines.Logarithm("log10 chi", Math.Log(10), Statistic.Chi, Location.Sum, depths);
        Exponents(lines, run, last);
        lines.Linear("r_eff(dx)", Statistic.EffectiveRankNoise, Location.Activation, depths);
        lines.Linear("r_eff(x)", Statistic.EffectiveRankSignal, Location.Activation, depths);
        lines.Linear("mu_4(z)", Statistic.Mu4Signal, Location.Norm, ends);
        lines.Linear("nu_1(|z|)", Statistic.Nu1AbsSignal, Location.Norm, ends);
        return lines.All;
    }

    // tau depends on the range of units: each beside the published one of its own range.
    private static void Exponents(FindingLines lines, RunResults run, int last)
    {
        lines.Growth("tau fitted", GrowthLaw.PowerLaw, PublishedLaws.FittedExponent(lines.End));
        if (last > lines.End)
            lines.Add("tau fitted", $"{last / 20} to {last}", null, PublishedLaws.FittedExponent(last));
        if (PowerLawPrediction.For(run) is { } prediction)
        {
            lines.Add("tau predicted, whole branches", $"{prediction.FirstDepth} to {prediction.LastDepth}",
                prediction.Exponent);
        }
        lines.Add("tau predicted, as published", $"{run.Depths[0]} to {lines.End}", PublishedPrediction.Of(run),
            PublishedLaws.PredictedExponent(lines.End));
        if (last > lines.End)
            lines.Add("tau predicted, as published", $"5 to {last}", null, PublishedLaws.PredictedExponent(last));
    }
}
