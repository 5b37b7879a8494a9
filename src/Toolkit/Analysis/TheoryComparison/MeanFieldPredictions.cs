using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Theory;

namespace MomentsDnns.Analysis.TheoryComparison;

/// <summary>
/// What theory says of feedforward nets without normalization. ReLU with He's second moment and no bias: the
/// correlation map and, fully connected, the diffusion of nu_2 at finite width. Normal weights and biases: the fixed
/// point of the variance and the growth of noise there.
/// </summary>
internal static class MeanFieldPredictions
{
    private static readonly Quantity Spread = Quantity.At(Statistic.DirectionSpread, Location.Activation);

    // At the output of a layer, as the other statistics that diffuse.
    private static readonly Quantity Power = Quantity.At(Statistic.Nu2Signal, Location.Activation);

    /// <summary>The predictions that hold for the run.</summary>
    public static IEnumerable<TheoryCurve> Of(RunResults run)
    {
        NetworkOptions network = run.Configuration.Network;
        if (network.Activation.Equals(ActivationKind.Relu) && network.Initialization == InitializationKind.He)
        {
            if (network.IsFullyConnected && Spread.Find(run) is { } spread && Directions(run, spread) is { } directions)
                yield return directions;
            if (network.IsFullyConnected && Power.Find(run) is { } power)
            {
                FiniteWidthDiffusion diffusion = new(network.Width);
                yield return new("log-power-mean", Power, TheoryKind.Diffusion, "mean of log nu_2",
                    "one input, exact at this width",
                    [.. TheoryCurves.Points(run, power.Averaged, (_, d) => diffusion.LogMeanAt(run.Depths[d]))]);
                if (run.Simulations.Count >= 4) yield return Variance(run, power, diffusion);
            }
        }
        // Beside a border of zeros the variance is another.
        else if (network.Initialization == InitializationKind.Gaussian && network.BiasVariance > 0
            && (network.IsFullyConnected || network.Boundary != Boundary.Zero))
        {
            foreach (TheoryCurve curve in FixedPoint(run)) yield return curve;
        }
    }

    private static TheoryCurve? Directions(RunResults run, QuantityCurve spread)
    {
        IReadOnlyList<TheoryPoint> measured = [.. TheoryCurves.Points(run, spread.Linear, (_, _) => 0)];
        if (measured.Count == 0) return null;
        int start = measured[0].Depth;
        IReadOnlyList<double> predicted =
            ReluCorrelation.Distances(1 - measured[0].Measured.Value, measured[^1].Depth - start);
        return new("direction-spread", spread.Quantity, TheoryKind.CorrelationMap, "1 - E cos(x, x')",
            $"correlation map from layer {start} on, infinite width",
            [.. measured.Select(p => p with { Lower = predicted[p.Depth - start], Upper = predicted[p.Depth - start],
                DifferenceError = p.Measured.StandardError })]);
    }

    private static TheoryCurve Variance(RunResults run, QuantityCurve power, FiniteWidthDiffusion diffusion)
    {
        List<TheoryPoint> points = [];
        for (int d = 0; d < run.Depths.Count; d++)
        {
            double[] logs = [.. Enumerable.Range(0, power.Simulations).Select(s => power[s, d])];
            if (!logs.All(double.IsFinite)) continue;
            Estimate variance = Estimate.OfVariance(logs);
            double predicted = diffusion.LogVarianceAt(run.Depths[d]);
            points.Add(new(run.Depths[d], variance, predicted, predicted, variance.StandardError));
        }

        return new("log-power-variance", Power, TheoryKind.Diffusion, "variance of log nu_2",
            "one input, exact at this width", points)
        { IsVariance = true };
    }

    private static IEnumerable<TheoryCurve> FixedPoint(RunResults run)
    {
        NetworkOptions network = run.Configuration.Network;
        MeanField theory = new(network.Activation.Evaluate);
        double weights = network.WeightVariance ?? 2, biases = network.BiasVariance ?? 0;
        if (theory.FixedPoint(weights, biases) is not { } fixedPoint) yield break;
        if (run.Facts.PreActivation is { } place && Quantity.At(Statistic.Nu2Signal, place) is var seen
            && seen.Find(run) is { } power)
        {
            yield return new("pre-activation-power", seen, TheoryKind.FixedPoint, "nu_2 of the pre-activations",
                "mean-field fixed point q*",
                [.. TheoryCurves.Points(run, power.Linear, (_, _) => fixedPoint)]);
        }

        if (Quantity.NoiseGrowth.Find(run) is { } growth)
        {
            double predicted = Math.Log(theory.Chi1(fixedPoint, weights));
            yield return new("noise-growth", Quantity.NoiseGrowth, TheoryKind.FixedPoint,
                "growth of log mu_2(dx) a layer", "log chi_1 at q*",
                [.. TheoryCurves.Points(run, growth.Averaged, (_, _) => predicted)]);
        }
    }
}
