namespace MomentsDnns.Models.Onnx.Loading;

/// <summary>Whether the norms of a network seem to have been folded into its convolutions.</summary>
internal static class FoldedNorms
{
    // A norm spelled out takes a mean and a root.
    private static readonly HashSet<string> Norms =
    [
        "BatchNormalization", "InstanceNormalization", "LayerNormalization", "GroupNormalization", "RMSNormalization",
        "LpNormalization", "LRN", "MeanVarianceNormalization", "SkipLayerNormalization", "SimplifiedLayerNormalization",
        "ReduceMean", "Sqrt",
    ];

    /// <summary>There are convolutions with biases and no norm at all.</summary>
    public static bool Suspected(ModelGraph graph) =>
        graph.Nodes.Any(node => node.OpType == "Conv" && node.Inputs.Count > 2 && node.Inputs[2].Length > 0)
        && !graph.Nodes.Any(node => Norms.Contains(node.OpType));
}
