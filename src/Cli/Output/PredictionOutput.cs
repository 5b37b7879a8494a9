using MomentsDnns.Analysis.TheoryComparison;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Cli.Output;

/// <summary>Prints curves of infinite width, beside measured ones where there are any.</summary>
internal static class PredictionOutput
{
    /// <summary>Writes to standard output.</summary>
    /// <param name="predicted">The curves of infinite width.</param>
    /// <param name="measured">A run, or null.</param>
    /// <param name="isPaired">Whether simulation i of both has the same images.</param>
    /// <param name="everyDepth">Whether to list every recorded depth.</param>
    /// <param name="asJson">Whether programs read it.</param>
    public static void Write(RunResults predicted, RunResults? measured, bool isPaired, bool everyDepth, bool asJson)
    {
        IReadOnlyList<TheoryCurve> curves =
            measured is null ? [] : InfiniteWidthCurves.Of(measured, predicted, isPaired);
        if (asJson)
        {
            Console.Write(PredictionJson.Write(predicted, curves) + Environment.NewLine);
            return;
        }

        NetworkOptions network = predicted.Configuration.Network;
        string units = network.Topology.AddsBranch ? $"residual units of {network.ResidualDepth} layers" : "layers";
        Console.WriteLine($"infinite width: {network.Depth} {units}, {network.Activation.Name}, "
            + $"{predicted.Simulations.Count} batches of {predicted.Configuration.BatchSize} images of "
            + $"{predicted.Configuration.Dataset}; mean over batches and its error");
        if (measured is null)
        {
            TextTable.Write(PredictionTable.Header(predicted), PredictionTable.Rows(predicted, everyDepth));
            return;
        }

        Console.WriteLine(isPaired
            ? $"measured: {measured.Simulations.Count} simulations; those that were predicted are compared, each with "
            + "the prediction from its own images"
            : $"measured: {measured.Simulations.Count} simulations on other images; the errors of both means add up");
        TextTable.Write(PredictionTable.ComparedHeader, PredictionTable.Rows(curves, everyDepth));
        foreach (string line in PredictionTable.Summary(curves)) Console.WriteLine(line);
    }
}
