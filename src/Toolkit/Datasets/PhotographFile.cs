using SkiaSharp;

namespace MomentsDnns.Datasets;

/// <summary>
/// One image of any size in a file that is PNG, JPEG or WebP by its content, whatever its name. Values are taken as
/// stored: 8 bits, no colour management, not turned (a camera's note on which side is up is left out, as
/// TorchVision does).
/// </summary>
internal static class PhotographFile
{
    /// <summary>The most pixels of a photograph.</summary>
    private const int LargestImage = 1 << 28;

    // What a file may hold: more than any of these formats makes of so many pixels.
    private const long LargestFile = 1L << 30;

    // Bytes a pixel while it is decoded: four as decoded, three in planes.
    private const int BytesOfPixel = 7;

    private static readonly Dictionary<SKEncodedImageFormat, string> Formats = new()
    {
        [SKEncodedImageFormat.Jpeg] = "JPEG image",
        [SKEncodedImageFormat.Webp] = "WebP image",
    };

    /// <summary>Endings of names that are looked for, in any case of letters.</summary>
    public static IReadOnlyList<string> Endings { get; } = [".png", ".jpg", ".jpeg", ".webp"];

    /// <summary>Decodes a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Channels (1 of grey images, 3) and sides, and the pixels [C, H, W].</returns>
    /// <exception cref="DatasetException">It cannot be read, is damaged or none of the formats; one line.</exception>
    public static ((int Channels, int Height, int Width) Size, byte[] Pixels) Read(string path)
    {
        byte[] file = FileSearch.ReadAll(path, LargestFile);
        if (PngImage.Begins(file))
        {
            (int, int Height, int Width) sized = PngImage.ReadHeader(path, file, LargestImage);
            RequireMemory(path, sized.Height, sized.Width);
            return (sized, PngImage.Decode(path, file, sized));
        }

        (SKImageInfo info, string words) = Header(path, file);
        if ((long)info.Width * info.Height > LargestImage)
        {
            throw new DatasetException($"{path}: states {info.Height} x {info.Width} pixels, {LargestImage} are the "
                + "most that are decoded; make it smaller or move it out of the folder");
        }

        RequireMemory(path, info.Height, info.Width);
        (int, int, int) size = (info.ColorType == SKColorType.Gray8 ? 1 : 3, info.Height, info.Width);
        return (size, CodedPixels.Planes(path, file, words, size));
    }

    private static (SKImageInfo, string) Header(string path, byte[] file)
    {
        using SKData data = SKData.CreateCopy(file);
        using SKCodec? codec = SKCodec.Create(data);
        return codec is not null && Formats.TryGetValue(codec.EncodedFormat, out string? words)
            ? (codec.Info, words)
            : throw new DatasetException($"{path}: expected a PNG, JPEG or WebP image, found "
                + (file.Length == 0 ? "an empty file" : $"{file.Length} bytes that are none, or a damaged one")
                + "; fetch or convert the image again, or move it out of the folder");
    }

    private static void RequireMemory(string path, int height, int width) =>
        ImageMemory.Require(path, (decimal)BytesOfPixel * height * width);
}
