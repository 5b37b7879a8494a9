using MomentsDnns.Plotting.Rendering;
using MomentsDnns.Results.Storage;
using SkiaSharp;

namespace MomentsDnns.Plotting;

/// <summary>Draws figures into files. Needs no display.</summary>
public static class FigureRenderer
{
    /// <summary>The resolution where none is given, dots per inch.</summary>
    public const double DefaultDpi = 200;

    /// <summary>
    /// The font family of all text, or null when the system has no font: figures are then drawn without any text, which
    /// a caller should tell its user (remedy on Linux: install one, such as the package fonts-dejavu-core).
    /// </summary>
    public static string? FontFamily => FigureFonts.Family;

    /// <summary>The width and height in pixels of a figure at a resolution, each rounded up.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="dpi">Dots per inch, from 36 to 1200.</param>
    /// <exception cref="ArgumentOutOfRangeException">The resolution is out of its range.</exception>
    public static (int Width, int Height) PixelSize(FigureDescription figure, double dpi = DefaultDpi)
    {
        RequireResolution(dpi);
        (double width, double height) = FigurePainter.Size(figure);
        return ((int)Math.Ceiling(width * dpi / 72), (int)Math.Ceiling(height * dpi / 72));
    }

    /// <summary>Draws a figure as PNG in memory.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="dpi">Dots per inch, from 36 to 1200.</param>
    /// <exception cref="ArgumentOutOfRangeException">The resolution is out of its range.</exception>
    public static byte[] RenderPng(FigureDescription figure, double dpi = DefaultDpi)
    {
        (int width, int height) = PixelSize(figure, dpi);
        using SKSurface surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul));
        surface.Canvas.Scale((float)(dpi / 72));
        FigurePainter.Draw(surface.Canvas, figure);
        using SKImage image = surface.Snapshot();
        using SKData data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <summary>
    /// Draws a figure into a PNG file. It is written to a temporary name beside it and renamed, so that the file is
    /// whole or not there; one that exists is replaced.
    /// </summary>
    /// <param name="figure">The figure.</param>
    /// <param name="path">The file; its folder is made when missing.</param>
    /// <param name="dpi">Dots per inch, from 36 to 1200.</param>
    /// <exception cref="ArgumentOutOfRangeException">The resolution is out of its range.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void SavePng(FigureDescription figure, string path, double dpi = DefaultDpi)
    {
        string full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        AtomicFile.Write(full, RenderPng(figure, dpi));
    }

    private static void RequireResolution(double dpi)
    {
        if (!(dpi is >= 36 and <= 1200))
        {
            throw new ArgumentOutOfRangeException(nameof(dpi), dpi,
                $"dots per inch must be from 36 to 1200; take {DefaultDpi}, the default");
        }
    }
}
