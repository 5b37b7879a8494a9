using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace MomentsDnns.Results.Exchange;

/// <summary>The bytes of a <c>.npy</c> file: versions 1 to 3 are read, version 1 is written.</summary>
internal static partial class NpyFormat
{
    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    private static readonly (NpyType Type, string Description)[] Types =
    [
        (NpyType.Float32, "<f4"), (NpyType.Float64, "<f8"), (NpyType.Extended80, "<f16"), (NpyType.Int32, "<i4"),
        (NpyType.Int64, "<i8"),
    ];

    /// <summary>Reads a file's bytes.</summary>
    /// <exception cref="InvalidDataException">They are no array, or one that is not supported.</exception>
    public static NpyArray Read(ReadOnlyMemory<byte> file)
    {
        ReadOnlySpan<byte> bytes = file.Span;
        if (bytes.Length < 10 || !bytes[..6].SequenceEqual(Magic)) throw new InvalidDataException("it is no .npy array");
        int version = bytes[6];
        if (version is < 1 or > 3)
        {
            throw new InvalidDataException(
                $"its .npy version is {version}, versions 1 to 3 can be read; save it anew with NumPy");
        }

        int headerStart = version == 1 ? 10 : 12;
        if (bytes.Length < headerStart) throw new InvalidDataException("it is cut off in its header; get the file anew");
        long headerLength = version == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..])
            : BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        if (headerStart + headerLength > bytes.Length)
            throw new InvalidDataException("it is cut off in its header; get the file anew");
        Encoding encoding = version == 3 ? Encoding.UTF8 : Encoding.Latin1;
        string header = encoding.GetString(bytes.Slice(headerStart, (int)headerLength));
        (NpyType type, IReadOnlyList<int> shape, long count) = Parse(header);

        ReadOnlyMemory<byte> data = file[(headerStart + (int)headerLength)..];
        if (data.Length != count * NpyArray.SizeOf(type))
        {
            throw new InvalidDataException(
                $"it holds {data.Length} bytes of elements, its shape asks for {count * NpyArray.SizeOf(type)}; "
                + "get the file anew");
        }

        return new(type, shape, data);
    }

    /// <summary>Writes an array as NumPy does, byte for byte.</summary>
    public static void Write(Stream stream, NpyArray array)
    {
        string shape = array.Shape.Count == 1 ? $"{array.Shape[0]}," : string.Join(", ", array.Shape);
        string descr = Types.First(t => t.Type == array.Type).Description;
        string header = $"{{'descr': '{descr}', 'fortran_order': False, 'shape': ({shape}), }}";
        // The elements begin at a multiple of 64 bytes; a line feed ends the header.
        int length = (10 + header.Length + 1 + 63) / 64 * 64 - 10;
        header = header.PadRight(length - 1) + "\n";
        Span<byte> lead = stackalloc byte[10];
        Magic.CopyTo(lead);
        lead[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(lead[8..], (ushort)length);
        stream.Write(lead);
        stream.Write(Encoding.ASCII.GetBytes(header));
        stream.Write(array.Data);
    }

    private static (NpyType Type, IReadOnlyList<int> Shape, long Count) Parse(string header)
    {
        Match descr = DescrField().Match(header), order = OrderField().Match(header), shape = ShapeField().Match(header);
        if (!order.Success || !shape.Success) throw new InvalidDataException($"its header cannot be read: {header.Trim()}");
        string description = descr.Success ? descr.Groups[1].Value : "structured";
        (NpyType Type, string Description) type = Types.FirstOrDefault(t => t.Description == description);
        if (type.Description is null)
        {
            throw new InvalidDataException(
                $"its dtype is {description}, readable are {string.Join(", ", Types.Select(t => t.Description))}; "
                + "save it as x.astype('<f8')");
        }

        if (order.Groups[1].Value == "True")
            throw new InvalidDataException("it is in Fortran order; save it as numpy.ascontiguousarray(x)");
        int[] lengths;
        long count = 1;
        try
        {
            lengths =
            [
                .. shape.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Select(t => int.Parse(t, NumberStyles.None, CultureInfo.InvariantCulture)),
            ];
            foreach (int length in lengths) count = checked(count * length);
        }
        catch (Exception cause) when (cause is FormatException or OverflowException)
        {
            throw new InvalidDataException($"its shape ({shape.Groups[1].Value}) cannot be read", cause);
        }

        return (type.Type, lengths, count);
    }

    [GeneratedRegex(@"'descr'\s*:\s*'([^']*)'")]
    private static partial Regex DescrField();

    [GeneratedRegex(@"'fortran_order'\s*:\s*(True|False)")]
    private static partial Regex OrderField();

    [GeneratedRegex(@"'shape'\s*:\s*\(([^)]*)\)")]
    private static partial Regex ShapeField();
}
