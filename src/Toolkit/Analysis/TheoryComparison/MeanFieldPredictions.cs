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
    private const string AtThisWidth = "one input, exact at this width";

    private static readonly Quantity Spread = Quantity.At(Statistic.DirectionSpread, Location.Activation);

    // At the output of a layer, as the other statistics that diffuse.
    private static readonly Quantity Power = Quantity.At(Statistic.Nu2Signal, Location.Activation);

    /// <summary>The predictions that hold for the run; null where it lacks what is predicted.</summary>
    public static IEnumerable<TheoryCurve?> Of(RunResults run)
    {
        NetworkOptions network = run.Configuration.Network;
        if (network.Activation.Equals(ActivationKind.Relu) && network.Initialization == InitializationKind.He)
        {
            if (!network.IsFullyConnected) yield break;
            yield return Directions(run);
            FiniteWidthDiffusion diffusion = new(network.Width);
            yield return TheoryCurves.Curve(run, "log-power-mean", Power, TheoryKind.Diffusion, AtThisWidth,
                (_, d) => diffusion.LogMeanAt(run.Depths[d]), "mean of log nu_2");
            if (run.Simulations.Count >= 4 && Power.Find(run) is { } power)
                yield return Variance(run, power, diffusion);
        }
        // Beside a border of zeros the variance is another.
        else if (network.Initialization == InitializationKind.Gaussian && network.BiasVariance > 0
            && (network.IsFullyConnected || network.Boundary != Boundary.Zero))
        {
            MeanField theory = new(network.Activation.Evaluate);
            double weights = network.WeightVariance ?? 2;
            if (theory.FixedPoint(weights, network.BiasVariance ?? 0) is not { } fixedPoint) yield break;
            if (run.Facts.PreActivation is { } place)
            {
                yield return TheoryCurves.Curve(run, "pre-activation-power", Quantity.At(Statistic.Nu2Signal, place),
                    TheoryKind.FixedPoint, "mean-field fixed point q*", (_, _) => fixedPoint) is { } power
                    ? power with { Name = "nu_2 of the pre-activations" } : null;
            }

            double growth = Math.Log(theory.Chi1(fixedPoint, weights));
            yield return TheoryCurves.Curve(run, "noise-growth", Quantity.NoiseGrowth, TheoryKind.FixedPoint,
                "log chi_1 at q*", (_, _) => growth, "growth of log mu_2(dx) a layer");
        }
    }

    private static TheoryCurve? Directions(RunResults run)
    {
        TheoryPoint[] measured = [.. TheoryCurves.Measured(run, Spread)];
        if (measured.Length == 0) return null;
        int start = measured[0].Depth;
        IReadOnlyList<double> predicted =
            ReluCorrelation.Distances(1 - measured[0].Measured.Value, measured[^1].Depth - start);
        return new("direction-spread", Spread, TheoryKind.CorrelationMap, "1 - E cos(x, x')",
            $"correlation map from layer {start} on, infinite width",
            Array.ConvertAll(measured, p => p.Beside(predicted[p.Depth - start], predicted[p.Depth - start])));
    }

    private static TheoryCurve Variance(RunResults run, QuantityCurve power, FiniteWidthDiffusion diffusion)
    {
        List<TheoryPoint> points = [];
        foreach ((int d, int depth) in run.Depths.Index())
        {
            if (power.Logs(d) is not { } logs) continue;
            Estimate variance = Estimate.OfVariance(logs);
            double predicted = diffusion.LogVarianceAt(depth);
            points.Add(new(depth, variance, predicted, predicted, variance.StandardError));
        }

        return new("log-power-variance", Power, TheoryKind.Diffusion, "variance of log nu_2", AtThisWidth, points)
        { IsVariance = true };
    }
}
