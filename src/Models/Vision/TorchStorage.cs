namespace MomentsDnns.Models.Vision;

/// <summary>A storage of PyTorch: elements of one type, of which tensors are views.</summary>
/// <param name="Type">The elements' type as safetensors names it.</param>
/// <param name="Bytes">Its bytes.</param>
internal sealed record TorchStorage(string Type, byte[] Bytes)
{
    // Names of storages of the types that weights have.
    private static readonly Dictionary<string, string> Types = new()
    {
        ["DoubleStorage"] = "F64",
        ["FloatStorage"] = "F32",
        ["HalfStorage"] = "F16",
        ["BFloat16Storage"] = "BF16",
        ["LongStorage"] = "I64",
        ["IntStorage"] = "I32",
    };

    /// <summary>The type of a storage class's name; null: none that weights have.</summary>
    /// <param name="storage">Such as <c>FloatStorage</c>.</param>
    public static string? TypeOf(string storage) => Types.GetValueOrDefault(storage);

    /// <summary>The elements of a view, row-major.</summary>
    /// <param name="offset">The first element.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="strides">From one element to the next along each axis, in elements.</param>
    /// <exception cref="InvalidDataException">It reaches beyond the storage.</exception>
    /// <exception cref="OverflowException">It reaches beyond any.</exception>
    public ReadOnlyMemory<byte> View(long offset, long[] shape, long[] strides)
    {
        int size = StoredTensor.Sizes[Type];
        long count = shape.Aggregate(1L, (product, extent) => checked(product * extent)), last = offset;
        for (int axis = 0; axis < shape.Length; axis++) last = checked(last + ((shape[axis] - 1) * strides[axis]));
        bool isSound = shape.Length == strides.Length && offset >= 0 && shape.All(extent => extent >= 0)
            && strides.All(stride => stride >= 0);
        // A stride of 0 repeats elements: no tensor of a network is larger than its storage.
        if (!isSound || (count > 0 && last >= Bytes.Length / size) || count > Bytes.Length / size)
            throw new InvalidDataException("a tensor reaches beyond its storage");
        if (count == 0) return default;
        if (IsDense(shape, strides)) return Bytes.AsMemory(checked((int)(offset * size)), checked((int)(count * size)));

        byte[] packed = new byte[count * size];
        long[] index = new long[shape.Length];
        for (int element = 0; element < count; element++)
        {
            long from = offset;
            for (int axis = 0; axis < shape.Length; axis++) from += index[axis] * strides[axis];
            Bytes.AsSpan((int)(from * size), size).CopyTo(packed.AsSpan(element * size));
            for (int axis = shape.Length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--) index[axis] = 0;
        }

        return packed;
    }

    private static bool IsDense(long[] shape, long[] strides)
    {
        long step = 1;
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            if (shape[axis] > 1 && strides[axis] != step) return false;
            step *= shape[axis];
        }

        return true;
    }
}
