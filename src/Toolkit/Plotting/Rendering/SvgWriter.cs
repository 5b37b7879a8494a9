using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using MomentsDnns.Architectures.Text;
using SkiaSharp;

namespace MomentsDnns.Plotting.Rendering;

/// <summary>
/// Writes a figure as SVG: shapes by Skia; each label as one element of text with a span for each piece, so that it can
/// be searched, selected and edited; the characters in use as fonts in the file.
/// </summary>
internal static class SvgWriter
{
    // For programs that pass over fonts in the file.
    private const string Families = $"'{FigureFonts.Family}', 'STIX Two Text', STIXGeneral, 'Times New Roman', serif";

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>The file.</summary>
    public static byte[] Write(FigureDescription figure)
    {
        (double width, double height) = FigurePainter.Size(figure);
        using MemoryStream shapes = new();
        IReadOnlyList<PlacedText> texts;
        using (SKCanvas svg = SKSvgCanvas.Create(SKRect.Create((float)width, (float)height), shapes))
        {
            FigureCanvas canvas = new(svg, gathersText: true);
            FigurePainter.Draw(canvas, figure);
            texts = canvas.Texts;
        }

        shapes.Position = 0;
        XElement root = XDocument.Load(shapes).Root!;
        root.SetAttributeValue("width", Number(FigureWidth.InMillimetres(width)) + "mm");
        root.SetAttributeValue("height", Number(FigureWidth.InMillimetres(height)) + "mm");
        root.SetAttributeValue("viewBox", $"0 0 {Number(width)} {Number(height)}");
        root.AddFirst(new XElement(Svg + "title", ShownText.Of(figure.Name)), figure.Origin.Length == 0 ? null
            : new XElement(Svg + "metadata", ShownText.Of(figure.Origin)),
            new XElement(Svg + "style", string.Concat(EmbeddedFonts(texts))));
        root.Add(new XElement(Svg + "g", new XAttribute("font-family", Families), texts.Select(Text)));
        return Bytes(new XDocument(root));
    }

    // Pieces follow each other, moved only up, down and back: text stays whole in programs that take another font.
    private static XElement Text(PlacedText text)
    {
        XElement element = new(Svg + "text",
            text.Transform.IsIdentity ? null : new XAttribute("transform", Matrix(text.Transform)),
            new XAttribute("x", Number(text.X)),
            new XAttribute("y", Number(text.Baseline)),
            text.Align == 0 ? null : new XAttribute("text-anchor", text.Align == 1 ? "end" : "middle"),
            new XAttribute("fill", $"#{text.Color.Red:x2}{text.Color.Green:x2}{text.Color.Blue:x2}"),
            new XAttribute(XNamespace.Xml + "space", "preserve"));
        double end = 0, height = 0;
        foreach (TextPiece piece in text.Pieces)
        {
            double back = piece.X - end, down = piece.Y - height;
            element.Add(new XElement(Svg + "tspan",
                Math.Abs(back) < 1e-3 ? null : new XAttribute("dx", Number(back)),
                Math.Abs(down) < 1e-3 ? null : new XAttribute("dy", Number(down)),
                new XAttribute("font-size", Number(piece.Size)),
                piece.Style == TextStyle.Italic ? new XAttribute("font-style", "italic") : null,
                piece.Style == TextStyle.Bold ? new XAttribute("font-weight", "bold") : null,
                piece.Text));
            (end, height) = (piece.X + piece.Width, piece.Y);
        }

        return element;
    }

    private static IEnumerable<string> EmbeddedFonts(IReadOnlyList<PlacedText> texts) =>
        texts.SelectMany(t => t.Pieces).GroupBy(p => p.Style).OrderBy(g => g.Key).Select(face =>
    {
        byte[] font = FontSubset.Of(FigureFonts.FileOf(face.Key),
            FigureFonts.Glyphs(face.Key, string.Concat(face.Select(p => p.Text))));
        return FigureFonts.Rule(face.Key, font);
    });

    private static string Matrix(SKMatrix m)
    {
        float[] entries = [m.ScaleX, m.SkewY, m.SkewX, m.ScaleY, m.TransX, m.TransY];
        return $"matrix({string.Join(' ', entries.Select(v => Number(v)))})";
    }

    private static string Number(double value) =>
        (Math.Round(value, 3) + 0).ToString("0.###", CultureInfo.InvariantCulture);

    private static byte[] Bytes(XDocument document)
    {
        using MemoryStream stream = new();
        // Spaces between spans would be text.
        using (XmlWriter writer = XmlWriter.Create(stream,
            new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = false }))
        {
            document.Save(writer);
        }
        return stream.ToArray();
    }
}
