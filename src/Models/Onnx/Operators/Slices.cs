using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx.Operators;

/// <summary>Ranges along axes.</summary>
internal static class Slices
{
    public static Operator[] All { get; } = [new("Slice", Sliced)];

    private static Tensor Sliced(NodeCall call)
    {
        Tensor x = call[0];
        long[] starts = call.IntsOrInput("starts", 1) ?? throw new InvalidDataException("it has no starts");
        long[] ends = call.IntsOrInput("ends", 2) ?? throw new InvalidDataException("it has no ends");
        long[] axes = call.IntsOrInput("axes", 3) ?? [.. Enumerable.Range(0, starts.Length).Select(axis => (long)axis)];
        long[] steps = call.Longs(4) ?? [.. Enumerable.Repeat(1L, starts.Length)];
        if (ends.Length != starts.Length || axes.Length != starts.Length || steps.Length != starts.Length)
            throw new InvalidDataException("its starts, ends, axes and steps differ in number");
        for (int i = 0; i < starts.Length; i++)
            x = Range(x, NodeCall.Axis(axes[i], x.dim()), starts[i], ends[i], steps[i]);
        return x;
    }

    // Starts and ends beyond the axis are moved to its ends.
    private static Tensor Range(Tensor x, int axis, long start, long end, long step)
    {
        long size = x.shape[axis];
        if (step == 0) throw new InvalidDataException("its step is 0");
        if (start < 0) start += size;
        if (end < 0) end = end < -size ? -1 : end + size;
        if (step > 0)
        {
            (start, end) = (Math.Clamp(start, 0, size), Math.Clamp(end, 0, size));
            return end <= start ? x.narrow(axis, 0, 0) : x.slice(axis, start, end, step);
        }

        (start, end) = (Math.Clamp(start, -1, size - 1), Math.Clamp(end, -1, size - 1));
        List<long> positions = [];
        for (long at = start; at > end; at += Math.Max(step, -size - 1)) positions.Add(at);
        using Tensor index = TensorNumbers.Index(positions);
        return x.index_select(axis, index);
    }
}
