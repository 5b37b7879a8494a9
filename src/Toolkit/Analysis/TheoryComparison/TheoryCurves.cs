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
            ? Curve(run, "activation-increment", Quantity.ActivationIncrement, TheoryKind.Signs,
                "signs of the pre-activations, large width",
                (s, d) => double.IsFinite(balance[s, d]) ? ReluTheory.Increment(balance[s, d])
                    : double.NaN) // a lost signal has no signs
            : null;

    private static TheoryCurve? Gaussian(RunResults run)
    {
        if (run.Facts.Activation is not { } activation) return null;
        double predicted = new MeanField(activation.Evaluate).ActivationIncrement();
        return Curve(run, "gaussian-activation-increment", Quantity.ActivationIncrement,
            TheoryKind.NormalPreActivations, "standard normal pre-activations", (_, _) => predicted);
    }

    private static TheoryCurve? FromChannels(RunResults run, PredictionConditions conditions) =>
        run.Facts.Norm?.Input is { } place && run.Find(Statistic.NoiseRatio, place) is { } ratio
        && run.Find(Statistic.Mu2Signal, place) is { } signal && run.Find(Statistic.Mu2Noise, place) is { } noise
        && Curve(run, "norm-increment", Quantity.NormIncrement, TheoryKind.Channels,
            conditions.ChannelsAreAnIdentity ? "moments of each channel" : "moments of each channel, large width",
            (s, d) => Math.Exp(0.5 * (ratio[s, d] + signal[s, d] - noise[s, d]))) is { } curve
            ? curve with { IsIdentity = conditions.ChannelsAreAnIdentity }
            : null;

    /// <summary>A prediction beside the measurement; null where the run does not hold the quantity.</summary>
    /// <param name="run">The run.</param>
    /// <param name="key">See <see cref="TheoryCurve.Key"/>.</param>
    /// <param name="quantity">What is predicted.</param>
    /// <param name="theory">By which theory.</param>
    /// <param name="basis">What the prediction rests on.</param>
    /// <param name="predicted">The prediction, by row and column of the run.</param>
    /// <param name="logarithmOf">Of what the logarithm is predicted, as a name; null: the quantity itself.</param>
    internal static TheoryCurve? Curve(RunResults run, string key, Quantity quantity, TheoryKind theory, string basis,
        Func<int, int, double> predicted, string? logarithmOf = null) => quantity.Find(run) is { } measured
            ? new(key, quantity, theory, logarithmOf ?? quantity.Text, basis,
                [.. Points(run, logarithmOf is null ? measured.Linear : measured.NaturalLog, predicted)])
            : null;

    /// <summary>A quantity's means, of which nothing is predicted yet; none where the run does not hold it.</summary>
    internal static IEnumerable<TheoryPoint> Measured(RunResults run, Quantity quantity) =>
        quantity.Find(run) is { } measured ? Points(run, measured.Linear, (_, _) => 0) : [];

    private static IEnumerable<TheoryPoint> Points(RunResults run, Func<int, int, double> measured,
        Func<int, int, double> predicted)
    {
        int[] simulations = [.. Enumerable.Range(0, run.Simulations.Count)];
        return run.Depths.Select((depth, d) => TheoryPoint.Of(depth, Array.ConvertAll(simulations, s => measured(s, d)),
            Array.ConvertAll(simulations, s => predicted(s, d)))).OfType<TheoryPoint>();
    }
}
