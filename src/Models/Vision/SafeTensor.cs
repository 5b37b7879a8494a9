using System.Buffers.Binary;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Vision;

/// <summary>A tensor of a safetensors file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its element type as the format names it, such as <c>F32</c>.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Begin">Its first byte in the file.</param>
/// <param name="End">Behind its last byte.</param>
internal sealed record SafeTensor(string Name, string Type, long[] Shape, int Begin, int End)
{
    /// <summary>Bytes an element of each type that is read.</summary>
    public static IReadOnlyDictionary<string, int> Sizes { get; } =
        new Dictionary<string, int> { ["F64"] = 8, ["F32"] = 4, ["F16"] = 2, ["BF16"] = 2, ["I64"] = 8, ["I32"] = 4 };

    /// <summary>The numbers, in 64 bits.</summary>
    /// <param name="file">The file's bytes.</param>
    public Tensor ToTensor(byte[] file)
    {
        ReadOnlySpan<byte> bytes = file.AsSpan(Begin, End - Begin);
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
