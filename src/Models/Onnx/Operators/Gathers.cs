using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx.Operators;

/// <summary>Elements taken by their positions.</summary>
internal static class Gathers
{
    public static Operator[] All { get; } =
    [
        new("Gather", Gather),
        new("GatherElements", Elements),
        new("GatherND", Slices),
        new("Compress", Compressed),
    ];

    private static Tensor Gather(NodeCall call)
    {
        Tensor x = call[0], positions = call[1];
        int axis = call.Axis("axis", 0, x.dim());
        Tensor index = TensorNumbers.FromFront(positions, x.shape[axis]).reshape(-1);
        return x.index_select(axis, index).reshape([.. x.shape[..axis], .. positions.shape, .. x.shape[(axis + 1)..]]);
    }

    private static Tensor Elements(NodeCall call)
    {
        Tensor x = call[0];
        int axis = call.Axis("axis", 0, x.dim());
        return x.gather(axis, TensorNumbers.FromFront(call[1], x.shape[axis]));
    }

    // The last dimension of the positions names an element of the first dimensions, behind those of the batch.
    private static Tensor Slices(NodeCall call)
    {
        Tensor x = call[0], positions = call[1];
        int batch = (int)call.Attributes.Int("batch_dims", 0), named = (int)positions.shape[^1];
        if (batch < 0 || batch >= positions.dim() || batch + named > x.dim())
            throw new InvalidDataException($"it names {named} of {x.dim()} dimensions behind {batch}");
        long batches = x.shape[..batch].Aggregate(1L, (product, size) => product * size);
        long[] rest = x.shape[(batch + named)..];
        long[] dims = x.shape[batch..(batch + named)];
        Tensor line = LinearIndex(positions, dims).reshape(batches, -1);
        long each = dims.Aggregate(1L, (product, size) => product * size);
        using Tensor width = tensor(each, ScalarType.Int64);
        Tensor offsets = (TensorNumbers.Counting(batches) * width).reshape(-1, 1);
        Tensor index = TensorNumbers.Add(line, offsets).reshape(-1);
        return x.reshape([batches * each, .. rest]).index_select(0, index).reshape([.. positions.shape[..^1], .. rest]);
    }

    /// <summary>Positions along several dimensions as positions along all of them in one line.</summary>
    public static Tensor LinearIndex(Tensor positions, long[] dims)
    {
        Tensor line = zeros(positions.shape[..^1], ScalarType.Int64);
        for (int i = 0; i < dims.Length; i++)
        {
            using Tensor size = tensor(dims[i], ScalarType.Int64);
            line = TensorNumbers.Add(line * size, TensorNumbers.FromFront(positions.select(-1, i), dims[i]));
        }

        return line;
    }

    private static Tensor Compressed(NodeCall call)
    {
        Tensor x = call[0];
        Tensor index = call[1].reshape(-1).nonzero().reshape(-1);
        return call.Attributes.Has("axis")
            ? x.index_select(call.Axis("axis", 0, x.dim()), index)
            : x.reshape(-1).index_select(0, index);
    }
}
