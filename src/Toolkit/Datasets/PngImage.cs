using System.Buffers.Binary;

namespace MomentsDnns.Datasets;

/// <summary>
/// One PNG image. Values are taken as stored, without colour management, at 8 bits (of 16-bit files v / 257, rounded);
/// palettes count as coloured; a transparent pixel is an error.
/// </summary>
internal static class PngImage
{
    private const string Words = "PNG image";

    private static readonly byte[] Signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

    /// <summary>Whether bytes begin as such a file does.</summary>
    public static bool Begins(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    /// <summary>
    /// Channels (1 of grey images, 3) and sides: behind the signature the chunk IHDR, width at byte 16, height at 20,
    /// colour type at 25.
    /// </summary>
    /// <param name="path">The file, named in errors.</param>
    /// <param name="file">Its bytes.</param>
    /// <param name="largest">The most pixels.</param>
    /// <exception cref="DatasetException">It is none, or too large, or larger than its bytes can hold.</exception>
    public static (int Channels, int Height, int Width) ReadHeader(string path, byte[] file, int largest)
    {
        const string remedy = "convert the image to PNG again or move it out of the folder";
        if (!Begins(file))
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
        if (width == 0 || height == 0 || (long)width * height > largest)
            throw DatasetException.At(path, 16, $"from 1 to {largest} pixels", $"{height} x {width}", remedy);

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

    /// <summary>The pixels, <c>[C, H, W]</c> row-major.</summary>
    /// <param name="path">The file, named in errors.</param>
    /// <param name="file">Its bytes.</param>
    /// <param name="size">What <see cref="ReadHeader"/> read.</param>
    /// <exception cref="DatasetException">It is damaged, or has transparent pixels.</exception>
    public static byte[] Decode(string path, byte[] file, (int Channels, int Height, int Width) size)
    {
        byte[] pixels = CodedPixels.Planes(path, file, Words, size);
        return file[24] == 16 ? DeepPng.Read(path, file, size) : pixels;
    }
}
