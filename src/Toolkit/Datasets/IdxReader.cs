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
            byte[] bytes = path != Plain(path) ? GzipFile.Read(path) : FileSearch.ReadAll(path);
            (int count, int height, int width) = ReadHeader(path, bytes);
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

    private static (int Count, int Height, int Width) ReadHeader(string path, byte[] bytes)
    {
        string remedy = path != Plain(path)
            ? "bytes are counted after decompression; fetch the file again" : "fetch the file again";
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

        uint count = Dimension(4, "count of images");
        uint height = Dimension(8, "count of rows"), width = Dimension(12, "count of columns");
        decimal stated = HeaderLength + (decimal)count * height * width;
        if (stated != bytes.Length)
        {
            throw DatasetException.At(path, Math.Min((long)Math.Min(stated, long.MaxValue), bytes.Length),
                $"{stated} bytes in all, for the stated {count} images of {height} x {width}",
                $"{bytes.Length} bytes", remedy);
        }

        return ((int)count, (int)height, (int)width);

        uint Dimension(int offset, string what)
        {
            uint value = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(offset));
            return value > 0 ? value : throw DatasetException.At(path, offset, $"a {what} of at least 1", "0", remedy);
        }
    }
}
