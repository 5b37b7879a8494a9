using MomentsDnns.Analysis;
using MomentsDnns.Analysis.Growth;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using static MomentsDnns.Reproduction.MeanCurve;

namespace MomentsDnns.Reproduction;

/// <summary>
/// What was measured for a figure beside what the paper shows. The paper's numbers are read off its plots (Figures 3 to 5:
/// kernel 3, width 512, batch 64, depth 200 or 500 units, CIFAR-10) or off published results (Figure 2: fully connected, width
/// 128, batch 1024); a run at another scale or on other images is expected near them, not at them.
/// </summary>
public static class PaperFindings
{
    /// <summary>The table's lines for one figure.</summary>
    /// <param name="figure">The figure's name: <c>fig2</c> to <c>fig5</c>.</param>
    /// <param name="run">A run of that figure's architecture.</param>
    /// <exception cref="InvalidDataException">The run lacks a curve of the figure.</exception>
    public static IReadOnlyList<Finding> Of(string figure, RunResults run) => figure switch
    {
        "fig2" => Diffusion(run),
        "fig3" => Vanilla(run),
        "fig4" => NormalizedFeedforward(run),
        "fig5" => Residual(run),
        _ => throw new ArgumentOutOfRangeException(nameof(figure), figure, "must be fig2, fig3, fig4 or fig5"),
    };

    private static Finding[] Diffusion(RunResults run)
    {
        int width = run.Configuration.Network.Width, depth = run.Depths[^1];
        double deviation = Deviation(run, Statistic.Nu2Signal);
        return
        [
            new("fig2", $"log nu_2(x) at depth {depth}: mean, sd", MeanAndDeviation(run, Statistic.Nu2Signal), "-3.82, 2.79"),
            new("fig2", $"log mu_2(dx) at depth {depth}: mean, sd", MeanAndDeviation(run, Statistic.Mu2Noise), "-2.21, 1.92"),
            new("fig2", "var log nu_2(x) per layer, in units of 1/width",
                Text(deviation * deviation * width / depth, "F2"), "4.97"),
        ];
    }

    private static Finding[] Vanilla(RunResults run)
    {
        MeanCurve increment = OfIncrement(run, Location.Input, Location.Activation);
        MeanCurve rank = OfLinear(run, Statistic.EffectiveRankSignal, Location.Activation);
        return
        [
            new("fig3", "delta chi", increment.Ends("F3"), "1.13 at 2, 1.00 past 60"),
            new("fig3", "delta chi, mean over the deeper half", Text(increment.MeanOfDeeperHalf, "F3"), "1.00"),
            new("fig3", "r_eff(x), peak", $"{Text(rank.Peak.Value, "F2")} at {rank.Peak.Depth}", "3.8 at 4"),
            new("fig3", "r_eff(x), end", $"{Text(rank.Last, "F3")} at {run.Depths[^1]}", "1.05 at 200"),
        ];
    }

    private static Finding[] NormalizedFeedforward(RunResults run)
    {
        MeanCurve norm = OfIncrement(run, Location.Input, Location.Norm);
        MeanCurve chi = OfLog10(run, Statistic.Chi, Location.Activation);
        MeanCurve signal = OfLinear(run, Statistic.EffectiveRankSignal, Location.Activation);
        MeanCurve noise = OfLinear(run, Statistic.EffectiveRankNoise, Location.Activation);
        return
        [
            new("fig4", "delta_phi chi", OfIncrement(run, Location.Norm, Location.Activation).Ends("F3"), "1.20 at 2, 1.02 at 200"),
            new("fig4", "delta_BN chi: start, least, end",
                $"{Text(norm.First, "F3")}, {Text(norm.Valley.Value, "F3")} at {norm.Valley.Depth}, {Text(norm.Last, "F3")}", "1.07, 1.005, 1.14"),
            new("fig4", $"log10 chi at depth {run.Depths[^1]}", Text(chi.Last, "F1"), "13.7"),
            new("fig4", "r_eff(dx): start, peak, end", Course(noise, "F0"), "140, 310, 210"),
            new("fig4", "r_eff(x): start, peak, end", Course(signal, "F1"), "6, 14.5, 2.0"),
            new("fig4", "mu_4(z)", OfLinear(run, Statistic.Mu4Signal, Location.Norm).Ends("F1"), "3.6 at 2, 126 at 200"),
            new("fig4", "nu_1(|z|)", OfLinear(run, Statistic.Nu1AbsSignal, Location.Norm).Ends("F2"), "0.78 at 2, 0.26 at 200"),
        ];
    }

    private static Finding[] Residual(RunResults run)
    {
        PowerLawPrediction? law = PowerLawPrediction.For(run);
        MeanCurve chi = OfLog10(run, Statistic.Chi, Location.Sum);
        return
        [
            new("fig5", "delta_phi chi", OfIncrement(run, Location.Norm, Location.Convolution).Ends("F3"), "1.20 throughout"),
            new("fig5", "delta_BN chi", OfIncrement(run, Location.Input, Location.Norm).Ends("F3"), "1.05 at 5, 1.005 at 500"),
            new("fig5", "chi", new MeanCurve(chi.Depths, [.. chi.Values.Select(v => Math.Pow(10, v))]).Ends("F1"), "3 at 5, 33.5 at 500"),
            new("fig5", "exponent tau: predicted, fitted", law is null ? "none"
                : $"{Text(law.Exponent, "F2")}, {(GrowthFit.OfSensitivity(run) is { } growth ? Text(growth[GrowthLaw.PowerLaw].Exponent.Value, "F2") : "none")}",
                "chi follows its power law"),
            new("fig5", "r_eff(dx)", OfLinear(run, Statistic.EffectiveRankNoise, Location.Activation).Ends("F0"), "270 at 5, 350 at 500"),
            new("fig5", "r_eff(x)", OfLinear(run, Statistic.EffectiveRankSignal, Location.Activation).Ends("F1"), "7 at 5, 16 at 500"),
            new("fig5", "mu_4(z)", OfLinear(run, Statistic.Mu4Signal, Location.Norm).Ends("F2"), "3.5 at 5, 4.0 at 500"),
        ];
    }

    private static string Course(MeanCurve curve, string format) =>
        $"{Text(curve.First, format)}, {Text(curve.Peak.Value, format)} at {curve.Peak.Depth}, {Text(curve.Last, format)}";

    private static string MeanAndDeviation(RunResults run, Statistic statistic) =>
        $"{Text(Logarithms(run, statistic).Average(), "F2")}, {Text(Deviation(run, statistic), "F2")}";

    private static double Deviation(RunResults run, Statistic statistic) => Math.Sqrt(Estimate.OfVariance(Logarithms(run, statistic)).Value);

    private static double[] Logarithms(RunResults run, Statistic statistic)
    {
        Curve curve = run.Get(statistic, Location.Activation);
        return [.. Enumerable.Range(0, curve.Simulations).Select(s => curve[s, curve.Depths - 1])];
    }
}
