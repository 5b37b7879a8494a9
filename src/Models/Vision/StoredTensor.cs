using System.Buffers.Binary;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Vision;

/// <summary>A tensor of a file of weights.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its element type as the safetensors format names it, such as <c>F32</c>.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Bytes">Its elements, row-major, in little endian.</param>
internal sealed record StoredTensor(string Name, string Type, long[] Shape, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Bytes an element of each type that is read.</summary>
    public static IReadOnlyDictionary<string, int> Sizes { get; } =
        new Dictionary<string, int> { ["F64"] = 8, ["F32"] = 4, ["F16"] = 2, ["BF16"] = 2, ["I64"] = 8, ["I32"] = 4 };

    /// <summary>The numbers, in 64 bits.</summary>
    public Tensor ToTensor()
    {
        ReadOnlySpan<byte> bytes = Bytes.Span;
        int size = Sizes[Type];
        double[] values = new double[bytes.Length / size];
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> element = bytes.Slice(i * size, size);
            values[i] = Type switch
            {
                "F64" => BinaryPrimitives.ReadDoubleLittleEndian(element),
                "F32" => BinaryPrimitives.ReadSingleLittleEndian(element),
                "F16" => (double)BinaryPrimitives.ReadHalfLittleEndian(element),
                // The upper half of a 32-bit number.
                "BF16" => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(element) << 16),
                "I64" => BinaryPrimitives.ReadInt64LittleEndian(element),
                _ => BinaryPrimitives.ReadInt32LittleEndian(element),
            };
        }

        return tensor(values, Shape);
    }
}
