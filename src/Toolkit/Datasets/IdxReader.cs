using System.Buffers.Binary;

namespace MomentsDnns.Datasets;

/// <summary>
/// The IDX format of MNIST and Fashion-MNIST for grey images: magic number 0x00000803 (unsigned bytes, 3 dimensions),
/// count, rows and columns as big-endian 32-bit numbers, then the pixels, row-major. Files: those whose names end in
/// <c>images-idx3-ubyte</c> or <c>images.idx3-ubyte</c>, with or without <c>.gz</c>; names with <c>train</c> first,
/// then in ordinal order. Where a file lies there both plain and gzipped, the plain one is read.
/// </summary>
internal static class IdxReader
{
    private const uint Magic = 0x00000803;
    private const int HeaderLength = 16;

    /// <summary>Whether a folder exists and holds a file of this format by its name.</summary>
    public static bool IsIn(string directory) => Files(directory).Count > 0;

    /// <summary>Reads every image file of the format in a folder, which must hold one.</summary>
    /// <param name="name">The dataset's name.</param>
    /// <param name="directory">The folder.</param>
    /// <exception cref="DatasetException">A file is damaged, or two hold images of different sizes.</exception>
    public static InMemoryDataset Load(string name, string directory)
    {
        List<ImageSegment> segments = [];
        string? firstPath = null;
        (int Height, int Width) size = default;
        foreach (string path in Files(directory))
        {
            byte[] bytes = Read(path);
            (int count, int height, int width, _) = ReadHeader(path, bytes, null);
            firstPath ??= path;
            if (segments.Count == 0) size = (height, width);
            if (size != (height, width))
            {
                throw DatasetException.At(path, 8, $"images of {size.Height} x {size.Width} as in {firstPath}",
                    $"{height} x {width}", "keep images of one size in a folder");
            }

            segments.Add(new ImageSegment(bytes, HeaderLength, height * width, count));
        }

        return new InMemoryDataset(name, "idx", 1, size.Height, size.Width, segments);
    }

    private static List<string> Files(string directory)
    {
        List<string> found = FileSearch.Where(directory, name => IsImageFile(Plain(name)));
        HashSet<string> plain = [.. found.Where(path => path == Plain(path))];
        return [.. found.Where(path => path == Plain(path) || !plain.Contains(Plain(path)))
            .OrderBy(path => !Path.GetFileName(path).Contains("train", StringComparison.Ordinal))];
    }

    private static string Plain(string path) => path.EndsWith(".gz", StringComparison.Ordinal) ? path[..^3] : path;

    private static bool IsImageFile(string name) => name.EndsWith("images-idx3-ubyte", StringComparison.Ordinal)
        || name.EndsWith("images.idx3-ubyte", StringComparison.Ordinal);

    // The header is looked at before the rest is read: it states the length of all.
    private static byte[] Read(string path)
    {
        if (path != Plain(path))
            return GzipFile.Read(path, HeaderLength, header => ReadHeader(path, header, null).Length);
        byte[] header = new byte[HeaderLength];
        int length;
        using (FileStream file = FileSearch.Open(path))
        {
            int read = file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false);
            length = ReadHeader(path, header.AsSpan(0, read), file.Length).Length;
        }

        return FileSearch.ReadAll(path, length);
    }

    private static string Remedy(string path) => path != Plain(path)
        ? "bytes are counted after decompression; fetch the file again" : "fetch the file again";

    private static (int Count, int Height, int Width, int Length) ReadHeader(string path, ReadOnlySpan<byte> bytes,
        long? fileLength)
    {
        string remedy = Remedy(path);
        if (bytes.Length < HeaderLength)
        {
            throw DatasetException.At(path, bytes.Length, $"a header of {HeaderLength} bytes",
                $"the end of the file after {bytes.Length}", remedy);
        }

        uint magic = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        if (magic != Magic)
        {
            throw DatasetException.At(path, 0, $"the magic number 0x{Magic:x8} (IDX, unsigned bytes, 3 dimensions)",
                $"0x{magic:x8}", magic == 0x00000801 ? "this is a file of labels; give the file of images" : remedy);
        }

        uint count = Dimension(bytes, 4, "count of images");
        uint height = Dimension(bytes, 8, "count of rows"), width = Dimension(bytes, 12, "count of columns");
        decimal stated = HeaderLength + (decimal)count * height * width;
        if (fileLength is { } actual && stated != actual)
        {
            throw DatasetException.At(path, (long)Math.Min(stated, actual),
                $"{stated} bytes in all, for the stated {count} images of {height} x {width}", $"{actual} bytes",
                remedy);
        }

        return stated <= Array.MaxLength ? ((int)count, (int)height, (int)width, (int)stated)
            : throw DatasetException.At(path, 4, $"{Array.MaxLength} bytes at most, what one array holds",
                $"{count} images of {height} x {width}, {stated} bytes", "split the file, or fetch it again");

        uint Dimension(ReadOnlySpan<byte> header, int offset, string what)
        {
            uint value = BinaryPrimitives.ReadUInt32BigEndian(header[offset..]);
            return value > 0 ? value : throw DatasetException.At(path, offset, $"a {what} of at least 1", "0", remedy);
        }
    }
}
