using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx.Operators;

/// <summary>Parts of a tensor set to zero, or put in another order.</summary>
internal static class Selections
{
    public static Operator[] All { get; } =
    [
        new("Trilu", Triangle),
        new("ReverseSequence", Reversed),
    ];

    private static Tensor Triangle(NodeCall call)
    {
        long offset = call.Longs(1) is [long stated, ..] ? stated : 0;
        return call.Attributes.Flag("upper", true) ? call[0].triu(offset) : call[0].tril(offset);
    }

    // Each element of a batch backwards up to its length.
    private static Tensor Reversed(NodeCall call)
    {
        Tensor x = call[0];
        int time = call.Axis("time_axis", 0, x.dim()), batch = call.Axis("batch_axis", 1, x.dim());
        long[] lengths = call.Longs(1) ?? throw new InvalidDataException("it has no lengths");
        Tensor[] parts = x.split(1, batch);
        for (int i = 0; i < parts.Length; i++)
        {
            long size = x.shape[time], length = Math.Clamp(lengths[i], 0, size);
            using Tensor order = TensorNumbers.Index(
                Enumerable.Range(0, (int)size).Select(at => at < length ? length - 1 - at : at));
            parts[i] = parts[i].index_select(time, order);
        }

        return cat(parts, batch);
    }
}
