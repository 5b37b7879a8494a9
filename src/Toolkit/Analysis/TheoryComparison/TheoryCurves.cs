using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Results;
using MomentsDnns.Theory;

namespace MomentsDnns.Analysis.TheoryComparison;

/// <summary>
/// The theory that concerns a run, beside its measurements. All of it holds at large width; differences of many
/// standard errors at a finite width are to be expected, and tell how far away that limit is.
/// </summary>
public static class TheoryCurves
{
    /// <summary>Every prediction that the run's architecture and statistics allow.</summary>
    /// <param name="run">The run.</param>
    public static IReadOnlyList<TheoryCurve> Of(RunResults run)
    {
        if (run.Simulations.Count < 2) return [];
        PredictionConditions conditions = new(run);
        List<TheoryCurve?> curves = [];
        if (conditions.SignsDecide) curves.Add(FromSigns(run));
        if (conditions.PreActivationsAreStandard) curves.Add(Gaussian(run));
        if (conditions.ChannelsDecide) curves.Add(FromChannels(run, conditions));
        curves.AddRange(ResidualPredictions.Of(run));
        if (conditions.IsMeanField) curves.AddRange(MeanFieldPredictions.Of(run));
        return [.. curves.OfType<TheoryCurve>().Where(c => c.Points.Count > 0)];
    }

    private static TheoryCurve? FromSigns(RunResults run) =>
        run.Facts.PreActivation is { } place && run.Find(Statistic.SignBalance, place) is { } balance
            ? Increment(run, "activation-increment", Quantity.ActivationIncrement, TheoryKind.Signs,
            "signs of the pre-activations, large width",
                (s, d) => double.IsFinite(balance[s, d]) ? ReluTheory.Increment(balance[s, d])
                    : double.NaN) // a lost signal has no signs
            : null;

    private static TheoryCurve? Gaussian(RunResults run)
    {
        if (run.Facts.Activation is not { } activation) return null;
        double predicted = new MeanField(activation.Evaluate).ActivationIncrement();
        return Increment(run, "gaussian-activation-increment", Quantity.ActivationIncrement,
            TheoryKind.NormalPreActivations,
            "standard normal pre-activations", (_, _) => predicted);
    }

    private static TheoryCurve? FromChannels(RunResults run, PredictionConditions conditions)
    {
        if (run.Facts.Norm?.Input is not { } place || run.Find(Statistic.NoiseRatio, place) is not { } ratio
            || run.Find(Statistic.Mu2Signal, place) is not { } signal
            || run.Find(Statistic.Mu2Noise, place) is not { } noise)
        {
            return null;
        }

        TheoryCurve? curve = Increment(run, "norm-increment", Quantity.NormIncrement, TheoryKind.Channels,
            conditions.ChannelsAreAnIdentity ? "moments of each channel" : "moments of each channel, large width",
            (s, d) => Math.Exp(0.5 * (ratio[s, d] + signal[s, d] - noise[s, d])));
        return curve is null ? null : curve with { IsIdentity = conditions.ChannelsAreAnIdentity };
    }

    private static TheoryCurve? Increment(RunResults run, string key, Quantity quantity, TheoryKind theory,
        string basis,
        Func<int, int, double> predicted) => quantity.Find(run) is { } measured
            ? new(key, quantity, theory, quantity.Text, basis, [.. Points(run, measured.Linear, predicted)])
            : null;

    /// <summary>
    /// Means over simulations of a measurement and of its prediction in the same simulation, where all have both.
    /// </summary>
    internal static IEnumerable<TheoryPoint> Points(RunResults run, Func<int, int, double> measured, Func<int, int,
        double> predicted)
    {
        int[] simulations = [.. Enumerable.Range(0, run.Simulations.Count)];
        for (int d = 0; d < run.Depths.Count; d++)
        {
            double[] values = [.. simulations.Select(s => measured(s, d))],
                theory = [.. simulations.Select(s => predicted(s, d))];
            if (!values.Concat(theory).All(double.IsFinite)) continue;
            double mean = theory.Average();
            yield return new(run.Depths[d], Estimate.Of(values), mean, mean,
                Estimate.Of([.. values.Zip(theory, (v, t) => v - t)]).StandardError);
        }
    }
}
