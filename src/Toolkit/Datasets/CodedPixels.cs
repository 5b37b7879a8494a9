using System.Runtime.InteropServices;
using SkiaSharp;

namespace MomentsDnns.Datasets;

/// <summary>The pixels of a compressed image, as the drawing library decodes them.</summary>
internal static class CodedPixels
{
    /// <summary>The pixels, <c>[C, H, W]</c> row-major, as stored: without colour management, not turned.</summary>
    /// <param name="path">The file, named in errors.</param>
    /// <param name="file">Its bytes.</param>
    /// <param name="words">What its format is called, such as <c>PNG image</c>.</param>
    /// <param name="size">Channels (1: grey, of which red is taken; 3) and sides.</param>
    /// <exception cref="DatasetException">It is damaged or has transparent pixels; one line.</exception>
    public static byte[] Planes(string path, byte[] file, string words, (int Channels, int Height, int Width) size)
    {
        int plane = size.Height * size.Width;
        byte[] rgba = new byte[plane * 4], pixels = new byte[size.Channels * plane];
        Decompress(path, file, words, size, rgba);
        for (int i = 0; i < plane; i++)
        {
            if (rgba[4 * i + 3] != 255)
            {
                throw new DatasetException($"{path}: the pixel at row {i / size.Width}, column {i % size.Width} has "
                    + $"opacity {rgba[4 * i + 3]}, every pixel must have 255; flatten the image onto a background");
            }

            for (int c = 0; c < size.Channels; c++) pixels[c * plane + i] = rgba[4 * i + c];
        }

        return pixels;
    }

    /// <summary>A size in words.</summary>
    public static string Describe((int Channels, int Height, int Width) size) =>
        $"{size.Height} x {size.Width} {(size.Channels == 1 ? "grey" : "coloured")}";

    private static void Decompress(string path, byte[] file, string words, (int Channels, int Height, int Width) size,
        byte[] rgba)
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
                throw new DatasetException($"{path}: expected a whole {words} of {Describe(size)} in its "
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
