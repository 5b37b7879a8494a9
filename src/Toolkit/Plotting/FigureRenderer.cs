using MomentsDnns.Plotting.Rendering;
using MomentsDnns.Results.Storage;
using SkiaSharp;

namespace MomentsDnns.Plotting;

/// <summary>Draws figures into files. Needs no display and no font of the system.</summary>
public static class FigureRenderer
{
    /// <summary>The resolution where none is given, dots per inch.</summary>
    public const double DefaultDpi = 300;

    /// <summary>The width and height of a figure in millimetres, legend and caption included.</summary>
    /// <param name="figure">The figure.</param>
    public static (double Width, double Height) Size(FigureDescription figure)
    {
        (double width, double height) = FigurePainter.Size(figure);
        return (FigureWidth.InMillimetres(width), FigureWidth.InMillimetres(height));
    }

    /// <summary>The width and height in pixels of a figure at a resolution, each rounded up.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="dpi">Dots per inch, from 36 to 1200.</param>
    /// <exception cref="ArgumentOutOfRangeException">The resolution is out of its range.</exception>
    public static (int Width, int Height) PixelSize(FigureDescription figure, double dpi = DefaultDpi)
    {
        RequireResolution(dpi);
        (double width, double height) = FigurePainter.Size(figure);
        return ((int)Math.Ceiling((width * dpi / 72) - 1e-9), (int)Math.Ceiling((height * dpi / 72) - 1e-9));
    }

    /// <summary>Draws a figure in memory.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="format">As what.</param>
    /// <param name="dpi">Dots per inch of a PNG, from 36 to 1200; the others have none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The resolution is out of its range.</exception>
    public static byte[] Render(FigureDescription figure, FigureFormat format, double dpi = DefaultDpi) => format switch
    {
        FigureFormat.Png => RenderPng(figure, dpi),
        FigureFormat.Svg => SvgWriter.Write(figure),
        FigureFormat.Pdf => PdfWriter.Write(figure),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "unknown format"),
    };

    /// <summary>Draws a figure as PNG in memory.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="dpi">Dots per inch, from 36 to 1200.</param>
    /// <exception cref="ArgumentOutOfRangeException">The resolution is out of its range.</exception>
    public static byte[] RenderPng(FigureDescription figure, double dpi = DefaultDpi)
    {
        (int width, int height) = PixelSize(figure, dpi);
        using SKSurface surface =
            SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul));
        surface.Canvas.Scale((float)(dpi / 72));
        FigurePainter.Draw(new FigureCanvas(surface.Canvas), figure);
        using SKImage image = surface.Snapshot();
        using SKData data = image.Encode(SKEncodedImageFormat.Png, 100);
        return PngChunks.Insert(data.ToArray(), dpi, figure.Origin);
    }

    /// <summary>
    /// Draws a figure into a file. It is written to a temporary name beside it and renamed, so that the file is whole
    /// or not there; one that exists is replaced.
    /// </summary>
    /// <param name="figure">The figure.</param>
    /// <param name="path">The file; its folder is made when missing.</param>
    /// <param name="format">As what.</param>
    /// <param name="dpi">Dots per inch of a PNG, from 36 to 1200; the others have none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The resolution is out of its range.</exception>
    /// <exception cref="OutputException">The file cannot be written there.</exception>
    public static void Save(FigureDescription figure, string path, FigureFormat format = FigureFormat.Png,
        double dpi = DefaultDpi) =>
        AtomicFile.Write(path, Render(figure, format, dpi));

    private static void RequireResolution(double dpi)
    {
        if (!(dpi is >= 36 and <= 1200))
        {
            throw new ArgumentOutOfRangeException(nameof(dpi), dpi,
                $"dots per inch must be from 36 to 1200; take {DefaultDpi}, the default");
        }
    }
}
