using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx.Operators;

/// <summary>Where the largest elements are, which they are, and running sums.</summary>
internal static class Extremes
{
    public static Operator[] All { get; } =
    [
        new("ArgMax", call => Position(call, (x, axis, keep) => x.argmax(axis, keep))) { Carries = Operator.Never },
        new("ArgMin", call => Position(call, (x, axis, keep) => x.argmin(axis, keep))) { Carries = Operator.Never },
        new("TopK", call => Largest(call, call.Attributes.Int("k", 1))) { To = 9, Carries = Operator.FirstOnly },
        new("TopK", call => Largest(call, call.Longs(1)![0])) { From = 10, Carries = Operator.FirstOnly },
        new("CumSum", RunningSum),
    ];

    private static Tensor Position(NodeCall call, Func<Tensor, long, bool, Tensor> position)
    {
        Tensor x = call[0];
        int axis = call.Axis("axis", 0, x.dim());
        bool keep = call.Attributes.Flag("keepdims", true);
        if (!call.Attributes.Flag("select_last_index")) return position(x, axis, keep);
        using Tensor last = tensor(x.shape[axis] - 1, ScalarType.Int64);
        return TensorNumbers.Subtract(last, position(x.flip(axis), axis, keep));
    }

    // Of equal elements the first is taken: torch's own choice of the largest leaves that open.
    private static Tensor?[] Largest(NodeCall call, long count)
    {
        Tensor x = call[0];
        int axis = call.Axis("axis", -1, x.dim());
        (_, Tensor order) = x.detach().sort(axis, descending: call.Attributes.Flag("largest", true), stable: true);
        Tensor chosen = order.narrow(axis, 0, count);
        return [x.gather(axis, chosen), chosen];
    }

    private static Tensor RunningSum(NodeCall call)
    {
        Tensor x = call[0];
        int axis = NodeCall.Axis(call.Longs(1)![0], x.dim());
        bool reverse = call.Attributes.Flag("reverse");
        Tensor ordered = reverse ? x.flip(axis) : x;
        Tensor sums = ordered.cumsum(axis, x.dtype);
        if (call.Attributes.Flag("exclusive"))
        {
            Tensor none = zeros_like(sums.narrow(axis, 0, Math.Min(1, x.shape[axis])));
            sums = cat([none, sums.narrow(axis, 0, Math.Max(0, x.shape[axis] - 1))], axis);
        }

        return reverse ? sums.flip(axis) : sums;
    }
}
