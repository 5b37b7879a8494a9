using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx.Operators;

/// <summary>Borders of any dimension.</summary>
internal static class Pads
{
    private static readonly string[] Modes = ["constant", "reflect", "edge", "wrap"];

    public static Operator[] All { get; } =
    [
        new("Pad", call => Padded(call, call.Attributes.Float("value", 0))) { To = 10, Refusal = Mode },
        new("Pad", call => Padded(call, call.Doubles(2) is [double value, ..] ? value : 0))
        {
            From = 11,
            Refusal = Mode,
        },
    ];

    private static string? Mode(OnnxNode node)
    {
        string mode = node.Attributes.Text("mode", "constant");
        return Modes.Contains(mode) ? null : $"mode={mode}";
    }

    private static Tensor Padded(NodeCall call, double value)
    {
        Tensor x = call[0];
        long[] pads = call.Attributes.Ints("pads") ?? call.Attributes.Ints("paddings") ?? call.Longs(1) ?? [];
        long[] axes = call.Longs(3) is { } stated
            ? NodeCall.Axes(stated, x.dim())
            : [.. Enumerable.Range(0, (int)x.dim()).Select(axis => (long)axis)];
        if (pads.Length != 2 * axes.Length)
            throw new InvalidDataException($"it has {pads.Length} widths for {axes.Length} dimensions");
        long[] begin = new long[x.dim()], end = new long[x.dim()];
        for (int i = 0; i < axes.Length; i++) (begin[axes[i]], end[axes[i]]) = (pads[i], pads[axes.Length + i]);
        string mode = call.Attributes.Text("mode", "constant");
        if (mode == "constant")
        {
            return x.dtype == ScalarType.Bool
                ? Borders.Pad(x.to_type(ScalarType.Byte), begin, end, value).to_type(ScalarType.Bool)
                : Borders.Pad(x, begin, end, value);
        }

        NodeCall.Sizes([.. x.shape.Select((size, axis) => size + begin[axis] + end[axis])]);
        for (int axis = 0; axis < x.dim(); axis++)
        {
            if (begin[axis] == 0 && end[axis] == 0) continue;
            long size = x.shape[axis], first = -begin[axis], behind = size + end[axis];
            if (size == 0) throw new InvalidDataException("it repeats a dimension without elements");
            using Tensor index = TensorNumbers.Index(
                Enumerable.Range(0, (int)(behind - first)).Select(i => Source(first + i, size, mode)));
            x = x.index_select(axis, index);
        }

        return x;
    }

    // Where an element of the border comes from.
    private static long Source(long at, long size, string mode)
    {
        if (mode == "edge") return Math.Clamp(at, 0, size - 1);
        if (mode == "wrap") return ((at % size) + size) % size;
        if (size == 1) return 0;
        long period = 2 * (size - 1), within = ((at % period) + period) % period;
        return within < size ? within : period - within;
    }
}
