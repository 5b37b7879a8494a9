using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx.Operators;

/// <summary>Elements put at positions.</summary>
internal static class Scatters
{
    public static Operator[] All { get; } =
    [
        new("Scatter", Elements),
        new("ScatterElements", Elements) { Refusal = Reduction },
        new("ScatterND", Slices) { Refusal = Reduction },
    ];

    private static string? Reduction(OnnxNode node) =>
        node.Attributes.Text("reduction", "none") is { } reduction and not ("none" or "add")
            ? $"reduction={reduction}" : null;

    private static bool Adds(NodeCall call) => call.Attributes.Text("reduction", "none") == "add";

    private static Tensor Elements(NodeCall call)
    {
        Tensor x = call[0], updates = call[2];
        int axis = call.Axis("axis", 0, x.dim());
        Tensor index = TensorNumbers.FromFront(call[1], x.shape[axis]);
        return Adds(call) ? x.scatter_add(axis, index, updates) : x.scatter(axis, index, updates);
    }

    private static Tensor Slices(NodeCall call)
    {
        Tensor x = call[0], positions = call[1], updates = call[2];
        int named = (int)positions.shape[^1];
        if (named > x.dim()) throw new InvalidDataException($"it names {named} of {x.dim()} dimensions");
        long[] rest = x.shape[named..];
        Tensor index = Gathers.LinearIndex(positions, x.shape[..named]).reshape(-1);
        Tensor lines = x.reshape([x.shape[..named].Aggregate(1L, (product, size) => product * size), .. rest]);
        Tensor rows = updates.reshape([index.shape[0], .. rest]);
        using Scalar one = 1L.ToScalar();
        return (Adds(call) ? lines.index_add(0, index, rows, one) : lines.index_copy(0, index, rows)).reshape(x.shape);
    }
}
