using SkiaSharp;

namespace MomentsDnns.Plotting.Rendering;

/// <summary>Writes a figure as a PDF of one page of its size. Nothing in it depends on the time of writing.</summary>
internal static class PdfWriter
{
    // Skia rounds the page to whole dots of this resolution.
    private const float UnitsPerInch = 720;

    /// <summary>The file.</summary>
    public static byte[] Write(FigureDescription figure)
    {
        (double width, double height) = FigurePainter.Size(figure);
        using MemoryStream stream = new();
        using (SKDocument document = SKDocument.CreatePdf(stream,
            new SKDocumentPdfMetadata
            {
                Title = figure.Name,
                Subject = figure.Origin.Length == 0 ? null
            : figure.Origin,
                Creator = "MomentsDnns",
                EncodingQuality = 101,
                RasterDpi = UnitsPerInch
            }))
        {
            SKCanvas page = document.BeginPage((float)width, (float)height);
            FigurePainter.Draw(new FigureCanvas(page), figure);
            document.EndPage();
            document.Close();
        }

        return stream.ToArray();
    }
}
