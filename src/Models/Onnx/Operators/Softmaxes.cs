using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx.Operators;

/// <summary>Softmax and its kin: before version 13 over all axes from one on, since then along one.</summary>
internal static class Softmaxes
{
    public static Operator[] All { get; } =
    [
        .. Both("Softmax", (x, axis) => x.softmax(axis)),
        .. Both("LogSoftmax", (x, axis) => x.log_softmax(axis)),
        .. Both("Hardmax", Hardmax).Select(entry => entry with { Carries = Operator.Never }),
    ];

    private static Operator[] Both(string name, Func<Tensor, long, Tensor> function) =>
    [
        new(name, call => Flattened(call, function)) { To = 12 },
        new(name, call => function(call[0], call.Axis("axis", -1, call[0].dim()))) { From = 13 },
    ];

    private static Tensor Flattened(NodeCall call, Func<Tensor, long, Tensor> function)
    {
        Tensor x = call[0];
        int axis = call.Axis("axis", 1, x.dim());
        long rows = x.shape.Take(axis).Aggregate(1L, (product, size) => product * size);
        long columns = x.shape.Skip(axis).Aggregate(1L, (product, size) => product * size);
        return function(x.reshape(rows, columns), 1).reshape(x.shape);
    }

    // 1 at the first of the largest.
    private static Tensor Hardmax(Tensor x, long axis)
    {
        Tensor first = x.argmax(axis, keepdim: true);
        return zeros_like(x).scatter(axis, first, ones_like(x));
    }
}
