using System.Buffers.Binary;
using System.Text;

namespace MomentsDnns.Results.Exchange;

/// <summary>The bytes of a <c>.npy</c> file: versions 1 to 3 are read, version 1 is written.</summary>
internal static class NpyFormat
{
    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads a file's bytes.</summary>
    /// <exception cref="InvalidDataException">They are no array, or one that is not supported.</exception>
    public static NpyArray Read(byte[] file) => Read(new MemoryStream(file), file.Length, _ => { });

    /// <summary>Reads a file whose length is known, its elements no sooner than its header agrees with that.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="length">How many there shall be.</param>
    /// <param name="require">Called with the number of bytes of the elements, before their memory is taken.</param>
    /// <exception cref="InvalidDataException">
    /// They are no array, or one that is not supported, or of another length.
    /// </exception>
    public static NpyArray Read(Stream file, long length, Action<long> require)
    {
        NpyHeader header = ReadHeader(file, out int headerLength);
        if (length - headerLength != header.DataLength)
        {
            throw new InvalidDataException($"it holds {Math.Max(0, length - headerLength)} bytes of elements, its "
                + $"shape asks for {header.DataLength}; get the file anew");
        }

        require(header.DataLength);
        byte[] data = new byte[header.DataLength];
        int read = file.ReadAtLeast(data, data.Length, throwOnEndOfStream: false);
        return read == data.Length && file.ReadByte() < 0 ? new(header.Type, header.Shape, data, header.ElementSize)
            : throw new InvalidDataException($"it holds {(read < data.Length ? "fewer" : "more")} bytes than it "
            + $"states, {length}; get the file anew");
    }

    /// <summary>Writes an array as NumPy does, byte for byte.</summary>
    public static void Write(Stream stream, NpyArray array)
    {
        string shape = array.Shape.Count == 1 ? $"{array.Shape[0]}," : string.Join(", ", array.Shape);
        string descr = NpyHeader.DescriptionOf(array);
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

    private static NpyHeader ReadHeader(Stream file, out int length)
    {
        Span<byte> lead = stackalloc byte[12];
        int known = file.ReadAtLeast(lead[..10], 10, throwOnEndOfStream: false);
        if (known < 10 || !lead[..6].SequenceEqual(Magic)) throw new InvalidDataException("it is no .npy array");
        int version = lead[6];
        if (version is < 1 or > 3)
        {
            throw new InvalidDataException(
                $"its .npy version is {version}, versions 1 to 3 can be read; save it anew with NumPy");
        }

        bool isShort = version == 1; // two bytes of length, or four
        if (!isShort && file.ReadAtLeast(lead[10..], 2, throwOnEndOfStream: false) < 2) throw CutOff();
        long stated = isShort ? BinaryPrimitives.ReadUInt16LittleEndian(lead[8..])
            : BinaryPrimitives.ReadUInt32LittleEndian(lead[8..]);
        if (stated > NpyHeader.LargestLength)
        {
            throw new InvalidDataException(
                $"its header has {stated} bytes, {NpyHeader.LargestLength} at most are read, as NumPy does; save it "
                + "anew with NumPy");
        }

        byte[] text = new byte[stated];
        if (file.ReadAtLeast(text, text.Length, throwOnEndOfStream: false) < text.Length) throw CutOff();
        length = (isShort ? 10 : 12) + text.Length;
        return NpyHeader.Parse((version == 3 ? Encoding.UTF8 : Encoding.Latin1).GetString(text));

        static InvalidDataException CutOff() => new("it is cut off in its header; get the file anew");
    }
}
