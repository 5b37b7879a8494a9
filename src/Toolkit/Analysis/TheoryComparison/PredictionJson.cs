using System.Text.Json.Nodes;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Results;

namespace MomentsDnns.Analysis.TheoryComparison;

/// <summary>Curves of infinite width as JSON, for programs.</summary>
public static class PredictionJson
{
    /// <summary>
    /// An object: <c>batches</c>, <c>batch-size</c>, <c>dataset</c>, and <c>curves</c>, each with <c>quantity</c>,
    /// <c>name</c> and <c>points</c> of <c>depth</c>, <c>predicted</c>, <c>standard-error</c> over batches and, where
    /// something was measured there, <c>measured</c>, <c>measured-error</c>, <c>difference</c>, <c>difference-error</c>
    /// and <c>z</c>.
    /// </summary>
    /// <param name="predicted">The curves of infinite width.</param>
    /// <param name="compared">Of <see cref="InfiniteWidthCurves"/>; empty where nothing was measured.</param>
    public static string Write(RunResults predicted, IReadOnlyList<TheoryCurve> compared)
    {
        JsonArray curves = [];
        foreach ((string key, Quantity quantity, string name) in InfiniteWidthQuantities.All)
        {
            if (quantity.Find(predicted) is not { } values) continue;
            TheoryCurve? beside = compared.FirstOrDefault(c => c.Key == key);
            JsonArray points = [];
            for (int d = 0; d < predicted.Depths.Count; d++)
            {
                Estimate mean = Estimate.Of(values.Column(d));
                JsonObject point = new() { ["depth"] = predicted.Depths[d] };
                Add(point, "predicted", mean.Value);
                Add(point, "standard-error", mean.StandardError);
                if (beside?.Points.FirstOrDefault(p => p.Depth == predicted.Depths[d]) is { } there)
                {
                    Add(point, "measured", there.Measured.Value);
                    Add(point, "measured-error", there.Measured.StandardError);
                    Add(point, "difference", there.Difference);
                    Add(point, "difference-error", there.DifferenceError);
                    Add(point, "z", there.Z);
                }

                points.Add(point);
            }

            curves.Add(new JsonObject { ["quantity"] = key, ["name"] = name, ["points"] = points });
        }

        return new JsonObject
        {
            ["batches"] = predicted.Simulations.Count,
            ["batch-size"] = predicted.Configuration.BatchSize,
            ["dataset"] = predicted.Configuration.Dataset,
            ["curves"] = curves,
        }.ToJsonString(JsonStyle.Options);
    }

    // What is not finite (an error of one batch) is absent.
    private static void Add(JsonObject point, string name, double value)
    {
        if (double.IsFinite(value)) point[name] = value;
    }
}
