using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx.Operators;

/// <summary>Tensors made of sizes and numbers; none depends smoothly on an input.</summary>
internal static class Generators
{
    public static Operator[] All { get; } = [.. new Operator[]
    {
        new("Shape", Shape),
        new("Size", call => tensor(call[0].numel(), ScalarType.Int64)),
        new("Constant", Constant) { Refusal = NoConstant },
        new("ConstantOfShape", OfShape) { Refusal = call => Types.Refused(call.Attributes.Tensor("value")) },
        new("Range", Range),
        new("EyeLike", Diagonal) { Refusal = node => Types.Refused(node.Attributes, "dtype") },
        new("OneHot", OneHot),
        new("NonZero", call => call[0].nonzero().transpose(0, 1)),
    }.Select(entry => entry with { Carries = Operator.Never })];

    private static Tensor Shape(NodeCall call)
    {
        long[] shape = call[0].shape;
        long rank = shape.Length;
        int start = Bound(call.Attributes.Int("start", 0)), end = Bound(call.Attributes.Int("end", rank));
        return TensorNumbers.Index(shape.Skip(start).Take(Math.Max(0, end - start)));

        int Bound(long at) => (int)Math.Clamp(at < 0 ? at + rank : at, 0, rank);
    }

    private static string? NoConstant(OnnxNode node)
    {
        string[] known = ["value", "value_float", "value_floats", "value_int", "value_ints"];
        return known.Any(node.Attributes.Has) ? null : "without numbers";
    }

    private static Tensor Constant(NodeCall call)
    {
        OnnxAttributes attributes = call.Attributes;
        if (attributes.Floats("value_floats") is { } numbers) return tensor(numbers).to_type(call.Floating);
        if (attributes.Ints("value_ints") is { } integers) return TensorNumbers.Index(integers);
        if (attributes.Has("value_float")) return call.Number(attributes.Float("value_float", 0));
        return attributes.Has("value_int")
            ? tensor(attributes.Int("value_int", 0), ScalarType.Int64)
            : call.Tensor("value") ?? throw new InvalidDataException("it holds no numbers");
    }

    private static Tensor OfShape(NodeCall call)
    {
        long[] sizes = NodeCall.Sizes(call.Longs(0)!);
        Tensor value = call.Tensor("value") ?? call.Number(0).reshape(1);
        return value.reshape([.. Enumerable.Repeat(1L, sizes.Length)]).expand(sizes).clone();
    }

    private static Tensor Range(NodeCall call)
    {
        Tensor first = call[0];
        double start = call.Doubles(0)![0], limit = call.Doubles(1)![0], step = call.Doubles(2)![0];
        double count = Math.Max(0, Math.Ceiling((limit - start) / step));
        if (double.IsNaN(count)) throw new InvalidDataException($"it counts from {start} to {limit} by {step}");
        NodeCall.Sizes([(long)Math.Min(count, long.MaxValue)]);
        Tensor steps = TensorNumbers.Counting((long)count).to_type(first.dtype);
        return TensorNumbers.Add(steps * call[2].reshape([]), first.reshape([])).to_type(first.dtype);
    }

    private static Tensor Diagonal(NodeCall call)
    {
        Tensor x = call[0];
        ScalarType type = call.Attributes.Has("dtype")
            ? ((ElementType)call.Attributes.Int("dtype", 1)).Held(call.Floating)
            : x.dtype;
        long rows = x.shape[0], columns = x.shape[1], offset = call.Attributes.Int("k", 0);
        using Tensor row = TensorNumbers.Counting(rows).reshape(-1, 1), column = TensorNumbers.Counting(columns);
        using Tensor shift = tensor(offset, ScalarType.Int64);
        return TensorNumbers.Add(row, shift).eq(column).to_type(type);
    }

    private static Tensor OneHot(NodeCall call)
    {
        Tensor positions = call[0], values = call[2];
        long depth = call.Longs(1)![0];
        int rank = (int)positions.dim() + 1, axis = call.Axis("axis", -1, rank);
        NodeCall.Sizes([.. positions.shape, depth]);
        Tensor index = TensorNumbers.FromFront(positions, depth).unsqueeze(axis);
        long[] along = [.. Enumerable.Repeat(1L, rank)];
        along[axis] = depth;
        Tensor hot = index.eq(TensorNumbers.Counting(depth).reshape(along));
        return where(hot, values.select(0, 1), values.select(0, 0));
    }
}
