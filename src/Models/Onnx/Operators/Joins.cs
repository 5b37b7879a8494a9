using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx.Operators;

/// <summary>Tensors put together and taken apart along an axis.</summary>
internal static class Joins
{
    public static Operator[] All { get; } =
    [
        new("Concat", call => cat(call.All, call.Axis("axis", 1, call[0].dim()))),
        new("Split", Parts),
    ];

    private static Tensor?[] Parts(NodeCall call)
    {
        Tensor x = call[0];
        int axis = call.Axis("axis", 0, x.dim());
        long size = x.shape[axis], parts = call.OutputCount;
        // Parts of equal size, the last one perhaps smaller.
        long each = (size + parts - 1) / parts;
        long[] sizes = call.IntsOrInput("split", 1)
            ?? [.. Enumerable.Range(0, (int)parts).Select(i => Math.Clamp(size - (i * each), 0, each))];
        if (sizes.Length < parts) throw new InvalidDataException($"it is split into {sizes.Length}, not {parts}");
        return [.. x.split(sizes, axis)];
    }
}
