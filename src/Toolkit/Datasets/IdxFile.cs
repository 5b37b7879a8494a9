using System.Buffers.Binary;

namespace MomentsDnns.Datasets;

/// <summary>
/// One file of the IDX format, gzipped where its name ends in <c>.gz</c>: a magic number that tells type and
/// dimensions, their sizes as big-endian 32-bit numbers, then unsigned bytes, row-major.
/// </summary>
internal static class IdxFile
{
    /// <summary>A file's name without <c>.gz</c>.</summary>
    public static string Plain(string path) => path.EndsWith(".gz", StringComparison.Ordinal) ? path[..^3] : path;

    /// <summary>What to do about a damaged file.</summary>
    public static string Remedy(string path) => path != Plain(path)
        ? "bytes are counted after decompression; fetch the file again" : "fetch the file again";

    /// <summary>Every byte of a file, the header too; its length is what the header states.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">What it shall hold.</param>
    /// <returns>The bytes, and the sizes of the dimensions, each at least 1.</returns>
    /// <exception cref="DatasetException">It cannot be read, is damaged, or holds something else.</exception>
    public static (byte[] Bytes, IReadOnlyList<int> Sizes) Read(string path, IdxContent content)
    {
        byte[] bytes = ReadAll(path, content);
        return (bytes, [.. ReadHeader(path, bytes, content, null).Sizes.Select(size => (int)size)]);
    }

    // The header is looked at before the rest is read: it states the length of all.
    private static byte[] ReadAll(string path, IdxContent content)
    {
        if (path != Plain(path))
        {
            return GzipFile.Read(path, content.HeaderLength,
                header => ReadHeader(path, header, content, null).Length);
        }

        byte[] header = new byte[content.HeaderLength];
        int length;
        using (FileStream file = FileSearch.Open(path))
        {
            int read = file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
            length = ReadHeader(path, header.AsSpan(0, read), content, file.Length).Length;
        }

        return FileSearch.ReadAll(path, length);
    }

    private static (IReadOnlyList<uint> Sizes, int Length) ReadHeader(string path, ReadOnlySpan<byte> bytes,
        IdxContent content, long? fileLength)
    {
        string remedy = Remedy(path);
        if (bytes.Length < content.HeaderLength)
        {
            throw DatasetException.At(path, bytes.Length, $"a header of {content.HeaderLength} bytes",
                $"the end of the file after {bytes.Length}", remedy);
        }

        uint magic = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        int dimensions = content.Dimensions.Count;
        if (magic != content.MagicNumber)
        {
            throw DatasetException.At(path, 0, $"the magic number 0x{content.MagicNumber:x8} (IDX, unsigned bytes, "
                + $"{dimensions} dimension{(dimensions > 1 ? "s" : "")})", $"0x{magic:x8}",
                magic == content.OtherMagicNumber ? content.Mistaken : remedy);
        }

        uint[] sizes = new uint[dimensions];
        decimal values = 1;
        for (int i = 0; i < sizes.Length; i++)
        {
            sizes[i] = BinaryPrimitives.ReadUInt32BigEndian(bytes[(4 + 4 * i)..]);
            if (sizes[i] == 0)
            {
                throw DatasetException.At(path, 4 + 4 * i, $"a count of {content.Dimensions[i]} of at least 1", "0",
                    remedy);
            }

            values *= sizes[i];
        }

        decimal stated = content.HeaderLength + values;
        if (fileLength is { } actual && stated != actual)
        {
            throw DatasetException.At(path, (long)Math.Min(stated, actual),
                $"{stated} bytes in all, for the stated {content.Describe(sizes)}", $"{actual} bytes", remedy);
        }

        return stated <= Array.MaxLength ? (sizes, (int)stated)
            : throw DatasetException.At(path, 4, $"{Array.MaxLength} bytes at most, what one array holds",
                $"{content.Describe(sizes)}, {stated} bytes", "split the file, or fetch it again");
    }
}
