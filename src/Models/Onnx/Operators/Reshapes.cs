using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx.Operators;

/// <summary>The same elements in other shapes and orders.</summary>
internal static class Reshapes
{
    public static Operator[] All { get; } =
    [
        new("Reshape", Reshaped),
        new("Flatten", Flattened),
        new("Transpose", Transposed),
        new("Squeeze", Squeezed),
        new("Unsqueeze", Unsqueezed),
        new("Expand", Expanded),
        new("Tile", call => call[0].repeat(Sizes(call[0], call.Longs(1)!))),
        new("DepthToSpace", DepthToSpace),
        new("SpaceToDepth", SpaceToDepth),
    ];

    private static Tensor Reshaped(NodeCall call)
    {
        Tensor x = call[0];
        long[] shape = call.IntsOrInput("shape", 1) ?? throw new InvalidDataException("it has no shape");
        if (!call.Attributes.Flag("allowzero"))
        {
            for (int i = 0; i < shape.Length; i++)
            {
                if (shape[i] == 0 && i < x.dim()) shape[i] = x.shape[i];
            }
        }

        return x.reshape(shape);
    }

    private static Tensor Flattened(NodeCall call)
    {
        Tensor x = call[0];
        long stated = call.Attributes.Int("axis", 1);
        int axis = stated == x.dim() ? (int)x.dim() : NodeCall.Axis(stated, x.dim());
        long rows = x.shape[..axis].Aggregate(1L, (product, size) => product * size);
        return x.reshape(rows, x.shape[axis..].Aggregate(1L, (product, size) => product * size));
    }

    private static Tensor Transposed(NodeCall call) => call[0].permute(call.Attributes.Ints("perm")
        ?? [.. Enumerable.Range(0, (int)call[0].dim()).Reverse().Select(axis => (long)axis)]);

    private static Tensor Squeezed(NodeCall call)
    {
        Tensor x = call[0];
        HashSet<long> axes = call.IntsOrInput("axes", 1) is { } stated
            ? [.. NodeCall.Axes(stated, x.dim())]
            : [.. Enumerable.Range(0, (int)x.dim()).Where(axis => x.shape[axis] == 1).Select(axis => (long)axis)];
        if (axes.Any(axis => x.shape[axis] != 1))
        {
            throw new InvalidDataException(
                $"it drops dimensions of [{string.Join(", ", x.shape)}] that are not of size 1");
        }

        return x.reshape([.. x.shape.Where((_, axis) => !axes.Contains(axis))]);
    }

    private static Tensor Unsqueezed(NodeCall call)
    {
        Tensor x = call[0];
        long[] stated = call.IntsOrInput("axes", 1) ?? [];
        int rank = (int)x.dim() + stated.Length;
        HashSet<long> axes = [.. NodeCall.Axes(stated, rank)];
        if (axes.Count != stated.Length) throw new InvalidDataException("it names an axis twice");
        Queue<long> sizes = new(x.shape);
        return x.reshape([.. Enumerable.Range(0, rank).Select(axis => axes.Contains(axis) ? 1 : sizes.Dequeue())]);
    }

    // Sizes of 1 on either side give way.
    private static Tensor Expanded(NodeCall call)
    {
        Tensor x = call[0];
        long[] shape = call.Longs(1) ?? throw new InvalidDataException("it has no shape");
        int rank = Math.Max(shape.Length, (int)x.dim());
        long[] own = [.. Enumerable.Repeat(1L, rank - (int)x.dim()), .. x.shape];
        long[] asked = [.. Enumerable.Repeat(1L, rank - shape.Length), .. shape];
        return x.expand(NodeCall.Sizes([.. own.Zip(asked, (mine, wanted) => wanted == 1 ? mine : wanted)]));
    }

    private static long[] Sizes(Tensor x, long[] repeats)
    {
        if (repeats.Length != x.dim())
            throw new InvalidDataException($"it repeats {repeats.Length} dimensions of {x.dim()}");
        NodeCall.Sizes([.. x.shape.Zip(repeats, (size, times) => size * times)]);
        return repeats;
    }

    private static Tensor DepthToSpace(NodeCall call)
    {
        Tensor x = call[0];
        long block = call.Attributes.Int("blocksize", 1), n = x.shape[0], h = x.shape[2], w = x.shape[3];
        long depth = x.shape[1] / (block * block);
        Tensor split = call.Attributes.Text("mode", "DCR") == "DCR"
            ? x.reshape(n, block, block, depth, h, w).permute(0, 3, 4, 1, 5, 2)
            : x.reshape(n, depth, block, block, h, w).permute(0, 1, 4, 2, 5, 3);
        return split.reshape(n, depth, h * block, w * block);
    }

    private static Tensor SpaceToDepth(NodeCall call)
    {
        Tensor x = call[0];
        long block = call.Attributes.Int("blocksize", 1), n = x.shape[0], c = x.shape[1];
        long h = x.shape[2] / block, w = x.shape[3] / block;
        return x.reshape(n, c, h, block, w, block).permute(0, 3, 5, 1, 2, 4).reshape(n, c * block * block, h, w);
    }
}
