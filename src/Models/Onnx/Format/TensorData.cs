using System.Buffers.Binary;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx.Format;

/// <summary>The numbers of a tensor in a file, checked but not yet made into a tensor.</summary>
internal sealed class TensorData
{
    private readonly TensorProto _proto;
    private readonly ExternalBytes? _external;
    private readonly int _count;

    private TensorData(TensorProto proto, int count, ExternalBytes? external)
    {
        (_proto, _count, _external) = (proto, count, external);
        Dims = [.. proto.Dims];
    }

    public long[] Dims { get; }

    public ElementType Type => (ElementType)_proto.DataType;

    /// <summary>Checks a tensor: its type is held, and it has as many numbers as its sizes say.</summary>
    /// <param name="proto">As in the file.</param>
    /// <param name="name">What to call it in faults.</param>
    /// <param name="path">The model's file, beside which external data lie.</param>
    /// <exception cref="InvalidDataException">One line that says what is wrong.</exception>
    public static TensorData Read(TensorProto proto, string name, string path)
    {
        string what = $"tensor '{name}'";
        ElementType type = (ElementType)proto.DataType;
        if (!type.IsHeld())
        {
            throw OnnxFault.Of(path, $"{what} holds elements of type {ElementTypes.NameOf(proto.DataType)}, which are "
                + "not supported", "export the network with floating numbers, integers and truth values");
        }

        if (proto.Segment is not null) throw Broken(path, what, "it is in segments, which no exporter writes");
        bool empty = proto.Dims.Contains(0);
        long count = empty ? 0 : 1;
        foreach (long dim in proto.Dims)
        {
            if (dim < 0) throw Broken(path, what, $"its size {dim} is negative");
            if (empty) continue;
            if (count > int.MaxValue / dim) throw Broken(path, what, $"it has more than {int.MaxValue} elements");
            count *= dim;
        }

        ExternalBytes? external = proto.DataLocation == TensorProto.Types.Place.External
            ? ExternalBytes.Locate(proto, what, path, count * type.BytesOf())
            : null;
        if (external is null)
        {
            long bytes = proto.RawData.Length, listed = Listed(proto, type);
            bool fits = proto.HasRawData ? bytes == count * type.BytesOf() : listed == count;
            if (!fits)
            {
                throw Broken(path, what, $"its sizes say {count} elements, but it holds "
                    + (proto.HasRawData ? $"{bytes} bytes" : $"{listed}"));
            }
        }

        return new TensorData(proto, (int)count, external);
    }

    /// <summary>The numbers as a tensor that the caller owns.</summary>
    /// <param name="floating">The type of floating numbers.</param>
    /// <exception cref="IOException">External data cannot be read.</exception>
    public Tensor ToTensor(ScalarType floating)
    {
        ScalarType held = Type.Held(floating);
        if (_count == 0) return zeros(Dims, held);
        using Tensor flat = _proto.HasRawData || _external is not null
            ? FromBytes(_external is null ? _proto.RawData.Span : _external.Read(), Type)
            : FromList();
        using Tensor typed = flat.to_type(held);
        return typed.reshape(Dims).clone();
    }

    /// <summary>The only element, if it is true or false.</summary>
    public bool? Truth() => Type != ElementType.Bool || _count != 1 || _external is not null
        ? null
        : _proto.HasRawData ? _proto.RawData[0] != 0 : _proto.Int32Data[0] != 0;

    private static InvalidDataException Broken(string path, string what, string why) =>
        OnnxFault.Of(path, $"{what} is broken: {why}", "export the network again");

    private static long Listed(TensorProto proto, ElementType type) => type switch
    {
        ElementType.Float32 => proto.FloatData.Count,
        ElementType.Float64 => proto.DoubleData.Count,
        ElementType.Int64 => proto.Int64Data.Count,
        ElementType.UInt32 or ElementType.UInt64 => proto.Uint64Data.Count,
        _ => proto.Int32Data.Count,
    };

    private static Tensor FromBytes(ReadOnlySpan<byte> bytes, ElementType type)
    {
        if (!BitConverter.IsLittleEndian) throw new PlatformNotSupportedException("files are little-endian");
        return type switch
        {
            ElementType.Float32 => tensor(MemoryMarshal.Cast<byte, float>(bytes).ToArray()),
            ElementType.Float64 => tensor(MemoryMarshal.Cast<byte, double>(bytes).ToArray()),
            ElementType.Float16 => tensor(Widened(bytes, bits => (float)BitConverter.UInt16BitsToHalf(bits))),
            ElementType.BFloat16 => tensor(Widened(bytes, FromUpperBits)),
            ElementType.Int64 or ElementType.UInt64 => tensor(MemoryMarshal.Cast<byte, long>(bytes).ToArray()),
            ElementType.Int32 => tensor(MemoryMarshal.Cast<byte, int>(bytes).ToArray()),
            ElementType.UInt32 =>
                tensor(Array.ConvertAll(MemoryMarshal.Cast<byte, uint>(bytes).ToArray(), n => (long)n)),
            ElementType.Int16 => tensor(MemoryMarshal.Cast<byte, short>(bytes).ToArray()),
            ElementType.UInt16 =>
                tensor(Array.ConvertAll(MemoryMarshal.Cast<byte, ushort>(bytes).ToArray(), n => (int)n)),
            ElementType.Int8 => tensor(MemoryMarshal.Cast<byte, sbyte>(bytes).ToArray()),
            _ => tensor(bytes.ToArray()),
        };
    }

    private static float FromUpperBits(ushort bits) => BitConverter.UInt32BitsToSingle((uint)bits << 16);

    private static float[] Widened(ReadOnlySpan<byte> bytes, Func<ushort, float> number)
    {
        float[] numbers = new float[bytes.Length / 2];
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = number(BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]));
        return numbers;
    }

    // Narrow types stand one a number in the list of 32-bit integers, halves by their bits.
    private Tensor FromList() => Type switch
    {
        ElementType.Float32 => tensor(_proto.FloatData.ToArray()),
        ElementType.Float64 => tensor(_proto.DoubleData.ToArray()),
        ElementType.Int64 => tensor(_proto.Int64Data.ToArray()),
        ElementType.UInt32 or ElementType.UInt64 => tensor(_proto.Uint64Data.Select(n => unchecked((long)n)).ToArray()),
        ElementType.Float16 =>
            tensor(_proto.Int32Data.Select(n => (float)BitConverter.UInt16BitsToHalf(unchecked((ushort)n))).ToArray()),
        ElementType.BFloat16 => tensor(_proto.Int32Data.Select(n => FromUpperBits(unchecked((ushort)n))).ToArray()),
        _ => tensor(_proto.Int32Data.ToArray()),
    };
}
