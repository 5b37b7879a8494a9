using MomentsDnns.Models.Onnx.Format;
using MomentsDnns.Models.Onnx.Loading;
using MomentsDnns.Models.Onnx.Operators;
using MomentsDnns.Propagation.Tracing;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx.Execution;

/// <summary>Runs once what depends on no input.</summary>
internal static class ConstantFolding
{
    // A small file may ask for a large product of constants: such a node runs each time, if it is reached at all.
    private const double MostPairs = 1 << 28, MostElements = 1 << 26;

    /// <summary>The nodes that remain; values of the others, and initializers, are added to the constants.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="floating">The type of floating numbers.</param>
    /// <param name="path">The file, for faults.</param>
    /// <param name="constants">Where constants are put; they belong to no scope.</param>
    public static List<OnnxNode> Run(
        ModelGraph graph, ScalarType floating, string path, Dictionary<string, Tensor> constants)
    {
        using IDisposable without = no_grad();
        foreach ((string name, TensorData data) in graph.Constants)
        {
            using DisposeScope scope = NewDisposeScope();
            constants.Add(name, data.ToTensor(floating).DetachFromDisposeScope());
        }

        List<OnnxNode> remaining = [];
        foreach (OnnxNode node in graph.Nodes)
        {
            bool constant = node.Inputs.All(input => input.Length == 0 || constants.ContainsKey(input));
            if (!constant || !Fold(node)) remaining.Add(node);
        }

        return remaining;

        bool Fold(OnnxNode node)
        {
            Tensor?[] inputs = [.. node.Inputs.Select(input => constants.GetValueOrDefault(input))];
            double pairs = inputs.Aggregate(1.0, (product, input) => product * Math.Max(1, input?.numel() ?? 1));
            if (pairs > MostPairs || Asks(node, inputs) > MostElements) return false;
            Tensor?[] outputs;
            try
            {
                outputs = NodeRun.Of(OperatorCatalog.Of(node),
                    new NodeCall(node, inputs, floating, BatchStatistics.Running), path);
            }
            catch (InvalidDataException)
            {
                // Told with the node's name when it is run.
                return false;
            }

            bool complete = node.Outputs.Index()
                .All(output => output.Item.Length == 0 || outputs.ElementAtOrDefault(output.Index) is not null);
            using DisposeScope scope = NewDisposeScope();
            for (int i = 0; i < node.Outputs.Count && complete; i++)
            {
                if (node.Outputs[i].Length > 0)
                    constants.Add(node.Outputs[i], outputs[i]!.contiguous().clone().DetachFromDisposeScope());
            }

            foreach (Tensor? output in outputs) output?.Dispose();
            return complete;
        }
    }

    // Elements of an output whose sizes stand in an input.
    private static double Asks(OnnxNode node, Tensor?[] inputs)
    {
        Tensor? sizes = node.OpType switch
        {
            "ConstantOfShape" when inputs.Length > 0 => inputs[0],
            "Expand" or "Tile" or "OneHot" or "Upsample" or "Pad" when inputs.Length > 1 => inputs[1],
            "Resize" => inputs.LastOrDefault(),
            _ => null,
        };
        double[] numbers = sizes is null ? [] : TensorNumbers.Doubles(sizes);
        double asked = numbers.Aggregate(1.0, (product, number) => product * Math.Max(1, Math.Abs(number)));
        return node.OpType is "Tile" or "Upsample" or "Resize" ? asked * (inputs[0]?.numel() ?? 1) : asked;
    }
}
