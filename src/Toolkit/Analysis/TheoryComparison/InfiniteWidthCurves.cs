using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Results;

namespace MomentsDnns.Analysis.TheoryComparison;

/// <summary>
/// Measured curves beside those of a net of infinite width on the same images, which no number of the measurement
/// enters. A finite width departs from them by terms of order 1/width: where errors are small enough, the difference
/// shows them.
/// </summary>
public static class InfiniteWidthCurves
{
    private const string Basis = "Gram matrix of the images, infinite width";

    /// <summary>Every predicted quantity that both hold, at the depths that both recorded.</summary>
    /// <param name="measured">A run.</param>
    /// <param name="predicted">The curves of infinite width, a simulation for each batch of images.</param>
    /// <param name="isPaired">
    /// Whether simulation i of both has the same images: then those that both hold are compared one by one, and what
    /// images share falls out of the error. Else the errors of both means add up.
    /// </param>
    public static IReadOnlyList<TheoryCurve> Of(RunResults measured, RunResults predicted, bool isPaired)
    {
        (int Measured, int Predicted)[] pairs = isPaired
            ? [.. measured.Simulations.Select((simulation, row) => (row, Row(predicted.Simulations, simulation)))
            .Where(p => p.Item2 >= 0)]
            : [];
        List<TheoryCurve> curves = [];
        foreach ((string key, Quantity quantity, string name) in InfiniteWidthQuantities.All)
        {
            if (quantity.Find(measured) is not { } values || quantity.Find(predicted) is not { } limits) continue;
            List<TheoryPoint> points = [];
            foreach ((int d, int depth) in measured.Depths.Index())
            {
                if (Row(predicted.Depths, depth) is not (>= 0 and int other)) continue;
                double[] there = isPaired ? Array.ConvertAll(pairs, p => values.Averaged(p.Measured, d))
                    : values.Column(d);
                double[] limit = isPaired ? Array.ConvertAll(pairs, p => limits.Averaged(p.Predicted, other))
                    : limits.Column(other);
                if (there.Length < 2 || limit.Length < 2) continue;
                if ((isPaired ? TheoryPoint.Of(depth, there, limit) : Unpaired(depth, there, limit)) is { } point)
                    points.Add(point);
            }

            if (points.Count > 0) curves.Add(new(key, quantity, TheoryKind.InfiniteWidth, name, Basis, points));
        }

        return curves;
    }

    private static TheoryPoint? Unpaired(int depth, double[] there, double[] limit)
    {
        if (!there.Concat(limit).All(double.IsFinite)) return null;
        Estimate measured = Estimate.Of(there), predicted = Estimate.Of(limit);
        double error = Math.Sqrt((measured.StandardError * measured.StandardError)
            + (predicted.StandardError * predicted.StandardError));
        return new(depth, measured, predicted.Value, predicted.Value, error);
    }

    private static int Row(IReadOnlyList<int> ascending, int value) => ascending.ToList().IndexOf(value);
}
