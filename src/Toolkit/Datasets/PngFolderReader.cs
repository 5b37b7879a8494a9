using System.Buffers.Binary;
using System.Runtime.InteropServices;
using SkiaSharp;

namespace MomentsDnns.Datasets;

/// <summary>
/// A folder of PNG images of one size, all grey or all coloured: every file directly in the folder whose name ends in
/// <c>.png</c> in any case, in ordinal order of names. Values are taken as stored, without colour management, at 8 bits
/// (of 16-bit files v / 257, rounded); palettes count as coloured; a transparent pixel is an error.
/// </summary>
internal static class PngFolderReader
{
    /// <summary>
    /// The most pixels of an image: a batch of two, signal and noise of three channels, then still is a tensor that a
    /// net can take (<see cref="Architectures.Networks.NetworkOptions.LargestTensor"/>).
    /// </summary>
    private const int LargestImage = 4096 * 4096;

    // Pixels of that many, 8 bytes each, deflated to nothing less, and as much again for what else a file may hold.
    private const long LargestFile = 16L * LargestImage;

    private static readonly byte[] Signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

    /// <summary>Whether a folder exists and holds a file of this format by its name.</summary>
    public static bool IsIn(string directory) => Files(directory).Count > 0;

    /// <summary>Reads every image of a folder, which must hold one.</summary>
    /// <param name="name">The dataset's name.</param>
    /// <param name="directory">The folder.</param>
    /// <exception cref="DatasetException">A file is no PNG or damaged, has transparent pixels, or differs in size or
    /// channels from the first.</exception>
    public static InMemoryDataset Load(string name, string directory)
    {
        List<string> files = Files(directory);
        List<ImageSegment> segments = new(files.Count);
        (int Channels, int Height, int Width) first = default;
        foreach (string path in files)
        {
            byte[] file = FileSearch.ReadAll(path, LargestFile);
            (int Channels, int Height, int Width) size = ReadHeader(path, file);
            if (segments.Count == 0)
            {
                first = size;
                ImageMemory.Require(directory, (decimal)files.Count * size.Channels * size.Height * size.Width);
            }

            if (size != first)
            {
                throw new DatasetException($"{path}: is {Describe(size)}, but {files[0]} is {Describe(first)}; "
                    + "all images of a folder must have one size and be all grey or all coloured: convert them or move "
                    + "them out");
            }

            byte[] pixels = Decode(path, file, size);
            segments.Add(new ImageSegment(pixels, 0, pixels.Length, 1));
        }

        return new InMemoryDataset(name, "png", first.Channels, first.Height, first.Width, segments);
    }

    private static List<string> Files(string directory) =>
        FileSearch.Where(directory, name => name.EndsWith(".png", StringComparison.OrdinalIgnoreCase));

    private static string Describe((int Channels, int Height, int Width) size) =>
        $"{size.Height} x {size.Width} {(size.Channels == 1 ? "grey" : "coloured")}";

    // The signature, then the chunk IHDR: width at byte 16, height at 20, colour type at 25.
    private static (int Channels, int Height, int Width) ReadHeader(string path, byte[] file)
    {
        const string remedy = "convert the image to PNG again or move it out of the folder";
        if (!file.AsSpan().StartsWith(Signature))
        {
            string found = file.Length == 0
                ? "an empty file" : Convert.ToHexStringLower(file.AsSpan(0, Math.Min(8, file.Length)));
            throw DatasetException.At(path, 0, "the PNG signature 89 50 4e 47 0d 0a 1a 0a", found, remedy);
        }

        if (file.Length < 33 || !file.AsSpan(12, 4).SequenceEqual("IHDR"u8))
            throw DatasetException.At(path, 8, "the chunk IHDR", $"a file of {file.Length} bytes without it", remedy);
        int channels = file[25] is 0 or 4 ? 1 : 3;
        uint width = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(16));
        uint height = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(20));
        if (width == 0 || height == 0 || (long)width * height > LargestImage)
            throw DatasetException.At(path, 16, $"from 1 to {LargestImage} pixels", $"{height} x {width}", remedy);

        // What the pixels are before compression, from bits a pixel (colour type, depth at byte 24); rows begin at
        // whole bytes.
        int samples = file[25] switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        long unpacked = height * ((width * samples * (long)file[24] + 7) / 8);
        if (unpacked > ImageMemory.LargestExpansion * file.Length)
        {
            throw DatasetException.At(path, 16, $"a size that {file.Length} bytes can hold, "
                + $"{ImageMemory.LargestExpansion * file.Length} bytes unpacked at most",
                $"{height} x {width}, {unpacked} bytes", remedy);
        }

        return (channels, (int)height, (int)width);
    }

    private static byte[] Decode(string path, byte[] file, (int Channels, int Height, int Width) size)
    {
        int plane = size.Height * size.Width;
        byte[] rgba = new byte[plane * 4];
        Decompress(path, file, size, rgba);
        byte[]? rounded = file[24] == 16 ? DeepPng.Read(path, file, size) : null;
        byte[] pixels = new byte[size.Channels * plane];
        for (int i = 0; i < plane; i++)
        {
            if (rgba[4 * i + 3] != 255)
            {
                throw new DatasetException($"{path}: the pixel at row {i / size.Width}, column {i % size.Width} has "
                    + $"opacity {rgba[4 * i + 3]}, every pixel must have 255; flatten the image onto a background");
            }

            for (int c = 0; c < size.Channels; c++) pixels[c * plane + i] = rgba[4 * i + c];
        }

        return rounded ?? pixels;
    }

    private static void Decompress(string path, byte[] file, (int Channels, int Height, int Width) size, byte[] rgba)
    {
        using SKData data = SKData.CreateCopy(file);
        using SKCodec? codec = SKCodec.Create(data);
        GCHandle pinned = GCHandle.Alloc(rgba, GCHandleType.Pinned);
        try
        {
            // No colour space on either side: the stored values, not managed ones.
            SKImageInfo info = new(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
            SKCodecResult result = codec?.GetPixels(info, pinned.AddrOfPinnedObject()) ?? SKCodecResult.InvalidInput;
            if (result != SKCodecResult.Success)
            {
                throw new DatasetException($"{path}: expected a whole PNG image of {Describe(size)} in its "
                    + $"{file.Length} bytes, found data that does not decode ({result}); fetch or convert the image "
                    + "again");
            }
        }
        finally
        {
            pinned.Free();
        }
    }
}
