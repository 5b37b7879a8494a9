using MomentsDnns.Architectures.Numerics;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx.Operators;

/// <summary>
/// Images of other sizes, one axis after the other: each element is a weighted sum of a few of its line.
/// </summary>
internal static class Resizes
{
    public static Operator[] All { get; } =
    [
        new("Upsample", Scaled) { Refusal = Refused },
        new("Resize", Scaled) { To = 10, Refusal = Refused },
        new("Resize", Resized) { From = 11, Refusal = Refused },
    ];

    private static string? Refused(OnnxNode node)
    {
        OnnxAttributes attributes = node.Attributes;
        string mode = attributes.Text("mode", "nearest");
        string transform = attributes.Text("coordinate_transformation_mode", "half_pixel");
        string rounding = attributes.Text("nearest_mode", "round_prefer_floor");
        return mode is not ("nearest" or "linear" or "bilinear" or "cubic") ? $"mode={mode}"
            : !ResizeCoordinates.Known.Contains(transform) ? $"coordinate_transformation_mode={transform}"
            : !ResizeTaps.Roundings.Contains(rounding) ? $"nearest_mode={rounding}"
            : attributes.Flag("antialias") ? "antialias=1"
            : attributes.Text("keep_aspect_ratio_policy", "stretch") is { } policy and not "stretch"
                ? $"keep_aspect_ratio_policy={policy}"
                : null;
    }

    // Older versions have scales alone, and coordinates without an offset.
    private static Tensor Scaled(NodeCall call)
    {
        double[] scales = call.Attributes.Floats("scales") ?? call.Doubles(1)
            ?? throw new InvalidDataException("it has no scales");
        string mode = call.Attributes.Text("mode", "nearest");
        Tensor x = call[0];
        if (scales.Length != x.dim())
            throw new InvalidDataException($"it has {scales.Length} scales for {x.dim()} dimensions");
        CheckSizes(x, [.. Enumerable.Range(0, scales.Length)], axis => Length(x.shape[axis], scales[axis]));
        for (int axis = 0; axis < scales.Length; axis++)
        {
            if (scales[axis] == 1) continue;
            long size = x.shape[axis];
            double scale = scales[axis];
            // Version 10 takes the next element when it makes an image smaller.
            string rounding = scale < 1 && call.Node.OpType == "Resize" ? "ceil" : "floor";
            double[] at = ResizeCoordinates.Of("asymmetric", size, Length(size, scale), scale, 0, 1, scaled: true);
            x = Mixed(x, axis, ResizeTaps.Of(mode, rounding, at, size, -0.75, false));
        }

        return x;
    }

    private static Tensor Resized(NodeCall call)
    {
        Tensor x = call[0];
        OnnxAttributes attributes = call.Attributes;
        long[] axes = attributes.Ints("axes") is { } stated
            ? NodeCall.Axes(stated, x.dim())
            : [.. Enumerable.Range(0, (int)x.dim()).Select(axis => (long)axis)];
        double[]? scales = call.Doubles(2) is { Length: > 0 } given ? given : null;
        long[]? sizes = call.Longs(3) is { Length: > 0 } asked ? asked : null;
        double[] roi = call.Doubles(1) ?? [];
        if ((scales?.Length ?? sizes?.Length) != axes.Length)
            throw new InvalidDataException($"it has neither scales nor sizes for its {axes.Length} dimensions");
        string transform = attributes.Text("coordinate_transformation_mode", "half_pixel");
        bool crops = transform == "tf_crop_and_resize";
        if (crops && roi.Length != 2 * axes.Length)
            throw new InvalidDataException("its roi does not fit its dimensions");
        long[] to = [.. axes.Select((axis, i) => sizes is null ? Length(x.shape[axis], scales![i]) : sizes[i])];
        CheckSizes(x, axes, axis => to[Array.IndexOf(axes, axis)]);
        Tensor? inside = null;
        for (int i = 0; i < axes.Length; i++)
        {
            int axis = (int)axes[i];
            long size = x.shape[axis];
            double scale = sizes is null ? scales![i] : (double)to[i] / size;
            if (!crops && to[i] == size && scale == 1) continue;
            double[] at = ResizeCoordinates.Of(transform, size, to[i], scale,
                crops ? roi[i] : 0, crops ? roi[axes.Length + i] : 1, scaled: sizes is null);
            x = Mixed(x, axis, ResizeTaps.Of(attributes.Text("mode", "nearest"),
                attributes.Text("nearest_mode", "round_prefer_floor"), at, size,
                attributes.Float("cubic_coeff_a", -0.75), attributes.Flag("exclude_outside")));
            if (crops) inside = Within(inside, at, size, axis, x.dim());
        }

        return inside is null ? x : where(inside, x, call.Number(attributes.Float("extrapolation_value", 0)));
    }

    private static Tensor Within(Tensor? inside, double[] at, long size, int axis, long rank)
    {
        long[] shape = [.. Enumerable.Repeat(1L, (int)rank)];
        shape[axis] = at.Length;
        Tensor here = tensor(at.Select(place => place >= 0 && place <= size - 1).ToArray()).reshape(shape);
        return inside is null ? here : inside.logical_and(here);
    }

    // A sum over taps: linear in x, so that derivatives of any order are exact.
    private static Tensor Mixed(Tensor x, int axis, IReadOnlyList<(long[] From, double[] Weight)> taps)
    {
        long[] shape = [.. Enumerable.Repeat(1L, (int)x.dim())];
        shape[axis] = -1;
        Tensor? sum = null;
        foreach ((long[] from, double[] weight) in taps)
        {
            using Tensor index = TensorNumbers.Index(from);
            Tensor part = x.index_select(axis, index);
            if (taps.Count > 1) part = part * tensor(weight).to_type(x.dtype).reshape(shape);
            sum = sum is null ? part : sum.Plus(part);
        }

        return sum!;
    }

    private static long Length(long size, double scale) =>
        (long)Math.Clamp(Math.Floor(size * scale), 0, long.MaxValue / 2);

    private static void CheckSizes(Tensor x, long[] axes, Func<long, long> length)
    {
        long[] sizes = [.. x.shape];
        foreach (long axis in axes) sizes[axis] = length(axis);
        NodeCall.Sizes(sizes);
        if (x.numel() == 0) throw new InvalidDataException("it has no element to be resized");
    }
}
