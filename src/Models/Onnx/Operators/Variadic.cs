using MomentsDnns.Architectures.Numerics;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx.Operators;

/// <summary>Functions of any number of tensors, broadcast against each other.</summary>
internal static class Variadic
{
    public static Operator[] All { get; } =
    [
        new("Sum", call => Folded(call, TensorNumbers.Add)),
        new("Max", call => Folded(call, (a, b) => a.maximum(b))),
        new("Min", call => Folded(call, (a, b) => a.minimum(b))),
        new("Mean", call => Folded(call, TensorNumbers.Add).Times(1.0 / call.All.Length)),
        new("Where", call => where(call[0], call[1], call[2])),
        new("Clip", call => Clipped(call[0], Bound(call, "min"), Bound(call, "max"))) { To = 10 },
        new("Clip", call => Clipped(call[0], call.Optional(1), call.Optional(2))) { From = 11 },
    ];

    private static Tensor Folded(NodeCall call, Func<Tensor, Tensor, Tensor> function)
    {
        if (call.All.Length == 0) throw new InvalidDataException("it has no input");
        return call.All.Aggregate(function);
    }

    private static Tensor? Bound(NodeCall call, string attribute) =>
        call.Attributes.Has(attribute) ? call.Number(call.Attributes.Float(attribute, 0)) : null;

    // torch's clamp passes the whole derivative at the bounds; maximum would pass half of it.
    private static Tensor Clipped(Tensor x, Tensor? least, Tensor? most)
    {
        if (least is null && most is null) return x;
        return x.clamp(least?.to_type(x.dtype), most?.to_type(x.dtype));
    }
}
