using SkiaSharp;

namespace MomentsDnns.Plotting.Rendering;

/// <summary>
/// What a figure is drawn on, in points: shapes on a canvas of Skia; text there too, or gathered for a writer that sets
/// it itself.
/// </summary>
/// <param name="shapes">The canvas; its unit is a point.</param>
/// <param name="gathersText">Whether text is gathered instead of drawn.</param>
internal sealed class FigureCanvas(SKCanvas shapes, bool gathersText = false)
{
    private readonly List<PlacedText> _texts = [];
    private readonly SKMatrix _toPoints = shapes.TotalMatrix.Invert();

    /// <summary>The canvas.</summary>
    public SKCanvas Shapes => shapes;

    /// <summary>The labels that were gathered, in the order of drawing.</summary>
    public IReadOnlyList<PlacedText> Texts => _texts;

    /// <summary>
    /// Draws a label from a point on its baseline; <paramref name="align"/> is 0 left, 0.5 centred, 1 right.
    /// </summary>
    public void Text(FigureLabel label, double x, double baseline, double size, SKColor color, double align = 0)
    {
        (IReadOnlyList<TextPiece> pieces, double width) = RichText.Set(label, size);
        if (pieces.Count == 0) return;
        if (gathersText)
        {
            _texts.Add(new(pieces, x, baseline, align, SKMatrix.Concat(_toPoints, shapes.TotalMatrix), color));
            return;
        }

        using SKPaint paint = new() { Color = color, IsAntialias = true };
        foreach (TextPiece piece in pieces)
        {
            using SKFont font = FigureFonts.Create(piece.Style, piece.Size);
            shapes.DrawText(piece.Text, (float)(x - (align * width) + piece.X), (float)(baseline + piece.Y), font,
                paint);
        }
    }

    /// <summary>Draws the name of an axis from bottom to top, centred.</summary>
    public void TextUpwards(FigureLabel label, float baseline, float middle)
    {
        shapes.Save();
        shapes.RotateDegrees(-90, baseline, middle);
        Text(label, baseline, middle, FigureStyle.LabelSize, FigureStyle.TextColor, 0.5);
        shapes.Restore();
    }
}
