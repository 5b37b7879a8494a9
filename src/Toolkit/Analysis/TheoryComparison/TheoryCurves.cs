using MomentsDnns.Analysis.Inference;
using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Normalization;
using MomentsDnns.Results;
using MomentsDnns.Theory;

namespace MomentsDnns.Analysis.TheoryComparison;

/// <summary>
/// The theory that concerns a run, beside its measurements. All of it holds at large width; differences of many standard errors at
/// a finite width are to be expected, and tell how far away that limit is.
/// </summary>
public static class TheoryCurves
{
    /// <summary>Every prediction that the run's architecture and statistics allow.</summary>
    /// <param name="run">The run.</param>
    public static IReadOnlyList<TheoryCurve> Of(RunResults run)
    {
        if (run.Simulations.Count < 2) return [];
        NetworkOptions network = run.Configuration.Network;
        // Of files whose activation and width nobody declared, what rests on measured moments alone.
        bool isKnown = run.Imported is null or { ConfigurationIsDeclared: true };
        bool isRelu = isKnown && network.Activation.Equals(ActivationKind.Relu);
        List<TheoryCurve?> curves = [];
        if (isRelu) curves.Add(FromSigns(run));
        if (isKnown && network is { Norm: not NormKind.None, HasAffineNorm: false }) curves.Add(Gaussian(run));
        curves.Add(FromChannels(run));
        // Only a norm makes branches of one power, which sums dilute.
        if (network is { Topology: Topology.Residual, Norm: not NormKind.None }) curves.AddRange(ResidualPredictions.Of(run));
        if (isKnown && network is { Topology: Topology.Feedforward, Norm: NormKind.None }) curves.AddRange(MeanFieldPredictions.Of(run));
        return [.. curves.OfType<TheoryCurve>().Where(c => c.Points.Count > 0)];
    }

    private static TheoryCurve? FromSigns(RunResults run) =>
        Increments.Find(run, IncrementKind.Activation) is { } measured
        && run.Find(Statistic.SignBalance, NetworkPlaces.PreActivation(run.Configuration.Network)) is { } balance
            ? Paired(run, TheoryQuantity.ActivationIncrement, "delta_phi chi", "signs of the pre-activations, large width", measured,
                (s, d) => double.IsFinite(balance[s, d]) ? ReluTheory.Increment(balance[s, d]) : double.NaN) // a lost signal has no signs
            : null;

    private static TheoryCurve? Gaussian(RunResults run)
    {
        if (Increments.Find(run, IncrementKind.Activation) is not { } measured) return null;
        double predicted = new MeanField(run.Configuration.Network.Activation.Evaluate).ActivationIncrement();
        return Paired(run, TheoryQuantity.GaussianActivationIncrement, "delta_phi chi", "standard normal pre-activations", measured, (_, _) => predicted);
    }

    private static TheoryCurve? FromChannels(RunResults run)
    {
        // Differentiated statistics also take the noise's part along the batch's mean and signal, which these moments do not tell.
        if (run.Configuration.Network.NormStatistics != NormStatistics.Frozen) return null;
        if (NetworkPlaces.NormInput(run.Configuration.Network) is not { } place || Increments.Find(run, IncrementKind.Normalization) is not { } measured
            || run.Find(Statistic.NoiseRatio, place) is not { } ratio || run.Find(Statistic.Mu2Signal, place) is not { } signal
            || run.Find(Statistic.Mu2Noise, place) is not { } noise)
        {
            return null;
        }

        return Paired(run, TheoryQuantity.NormIncrement, "delta_BN chi", "moments of each channel, large width", measured,
            (s, d) => Math.Exp(0.5 * (ratio[s, d] + signal[s, d] - noise[s, d])));
    }

    private static TheoryCurve Paired(RunResults run, TheoryQuantity quantity, string name, string basis, IncrementCurve measured, Func<int, int, double> predicted) =>
        new(quantity, name, basis, [.. Points(run, (s, d) => measured.Values[s, d], predicted)]);

    /// <summary>Means over simulations of a measurement and of its prediction in the same simulation, where all have both.</summary>
    internal static IEnumerable<TheoryPoint> Points(RunResults run, Func<int, int, double> measured, Func<int, int, double> predicted)
    {
        int[] simulations = [.. Enumerable.Range(0, run.Simulations.Count)];
        for (int d = 0; d < run.Depths.Count; d++)
        {
            double[] values = [.. simulations.Select(s => measured(s, d))], theory = [.. simulations.Select(s => predicted(s, d))];
            if (!values.Concat(theory).All(double.IsFinite)) continue;
            double mean = theory.Average();
            yield return new(run.Depths[d], Estimate.Of(values), mean, mean, Estimate.Of([.. values.Zip(theory, (v, t) => v - t)]).StandardError);
        }
    }
}
