using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Xml.Linq;
using MomentsDnns.Plotting;
using MomentsDnns.Plotting.Rendering;
using SkiaSharp;

namespace MomentsDnns.Toolkit.Tests.Plotting;

public sealed class FigureFormatTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Kinds { get; } = new("fig2", "fig3", "fig4", "fig5");

    private static FigureDescription Figure(IFigure kind) => FigureCatalog.Describe(kind, SyntheticRuns.Of(kind));

    private static XElement SvgOf(FigureDescription figure) =>
        XDocument.Parse(Encoding.UTF8.GetString(FigureRenderer.Render(figure, FigureFormat.Svg))).Root!;

    private static string Characters(FigureLabel label) => string.Concat(label.Runs.Select(r => r.Text));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Svg_HoldsEveryLabelAsText(string named)
    {
        IFigure kind = FigureCatalog.Find(named)!;
        FigureDescription figure = Figure(kind);

        XElement root = SvgOf(figure);

        string[] texts = [.. root.Descendants(Svg + "text").Select(t => t.Value)];
        foreach (PanelDescription panel in figure.Panels)
        {
            Assert.Contains($"({panel.Letter})", texts);
            Assert.Contains(Characters(panel.XLabel), texts);
            Assert.All(panel.Series, s => Assert.Contains(Characters(s.Label), texts));
        }

        Assert.Contains(texts, t => t.Length > 20 && figure.Caption.StartsWith(t[..20], StringComparison.Ordinal));
        Assert.Empty(root.Descendants(Svg + "image"));
        Assert.All(root.Descendants(Svg + "text"), t => Assert.Contains("Moments Serif", t.Parent!.Attribute("font-family")!.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Svg_SetsMathematics()
    {
        XElement root = SvgOf(Figure(PaperFigures.NormalizedFeedforward));

        XElement[] spans = [.. root.Descendants(Svg + "text").First(t => t.Value == "reff(dxl)").Elements()];
        Assert.Equal(["r", "eff", "(d", "x", "l", ")"], spans.Select(s => s.Value));
        Assert.Equal(["italic", null, null, null, "italic", null], spans.Select(s => s.Attribute("font-style")?.Value));
        Assert.Equal([null, null, null, "bold", null, null], spans.Select(s => s.Attribute("font-weight")?.Value));
        double[] moved = [.. spans.Select(s => double.Parse(s.Attribute("dy")?.Value ?? "0", CultureInfo.InvariantCulture))];
        Assert.True(moved[1] > 0 && moved[2] == -moved[1] && moved[4] < 0 && moved[5] == -moved[4], string.Join(' ', moved));
    }

    [Fact]
    public void Svg_HasTheCharactersInUseAsFonts()
    {
        string style = SvgOf(Figure(PaperFigures.NormalizedFeedforward)).Element(Svg + "style")!.Value;

        string[] fonts = [.. style.Split("base64,").Skip(1).Select(s => s[..s.IndexOf(')', StringComparison.Ordinal)])];
        Assert.Equal(3, fonts.Length); // upright, italic, bold
        foreach (string font in fonts)
        {
            using SKTypeface face = SKTypeface.FromData(SKData.CreateCopy(Convert.FromBase64String(font)));
            Assert.Equal("Moments Serif", face.FamilyName);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Pdf_IsOfLinesAndEmbeddedFonts(string named)
    {
        IFigure kind = FigureCatalog.Find(named)!;
        byte[] pdf = FigureRenderer.Render(Figure(kind), FigureFormat.Pdf);

        string text = Encoding.Latin1.GetString(pdf);
        Assert.StartsWith("%PDF-", text, StringComparison.Ordinal);
        Assert.DoesNotContain("/Subtype /Image", text, StringComparison.Ordinal);
        Assert.Contains("MomentsSerif-Italic", text, StringComparison.Ordinal);
        Assert.Contains("/FontFile2", text, StringComparison.Ordinal);
        Assert.Equal(pdf, FigureRenderer.Render(Figure(kind), FigureFormat.Pdf)); // nothing of the time of writing
    }

    [Theory]
    [InlineData(null, 175)]
    [InlineData(FigureWidth.OneColumn, 85)]
    [InlineData(120.0, 120)]
    public void AllFormats_HaveTheirSizeInMillimetres(double? width, double expected)
    {
        FigureDescription figure = Figure(PaperFigures.NormalizedFeedforward);
        if (width is { } asked) figure = figure.InWidth(asked);
        (double wide, double tall) = FigureRenderer.Size(figure);

        Assert.Equal(expected, wide, 0.05);
        XElement svg = SvgOf(figure);
        Assert.Equal(wide, Millimetres(svg.Attribute("width")!.Value), 0.05);
        Assert.Equal(tall, Millimetres(svg.Attribute("height")!.Value), 0.05);
        string pdf = Encoding.Latin1.GetString(FigureRenderer.Render(figure, FigureFormat.Pdf));
        string box = pdf[(pdf.IndexOf("/MediaBox [", StringComparison.Ordinal) + 11)..];
        double[] edges = [.. box[..box.IndexOf(']', StringComparison.Ordinal)].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(e => double.Parse(e, CultureInfo.InvariantCulture))];
        Assert.Equal(wide, edges[2] / 72 * 25.4, 0.05);
        Assert.Equal(tall, edges[3] / 72 * 25.4, 0.05);
        byte[] png = FigureRenderer.RenderPng(figure, 150);
        Assert.Equal("pHYs", Encoding.ASCII.GetString(png, 37, 4));
        double perMetre = BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(41));
        Assert.Equal(150 / 0.0254, perMetre, 0.5);
        using SKBitmap image = SKBitmap.Decode(png);
        Assert.InRange((image.Width / perMetre * 1000) - wide, -0.05, 0.17); // pixels are 0.17 mm, rounded up
        Assert.InRange((image.Height / perMetre * 1000) - tall, -0.05, 0.17);

        static double Millimetres(string text) => double.Parse(text.Replace("mm", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }

    [Fact]
    public void InWidth_Narrow_PutsPanelsUnderEachOther()
    {
        FigureDescription figure = Figure(PaperFigures.NormalizedFeedforward);

        Assert.Equal((2, 2), (figure.Columns, figure.Rows));
        Assert.Equal((1, 4), (figure.InWidth(85).Columns, figure.InWidth(85).Rows));
        Assert.Equal(2, figure.InWidth(85).InWidth(175).Columns);
        Assert.Equal(85, (figure with { Panels = [figure.Panels[0]] }).Width); // one panel: one column
        Assert.All(new[] { 20.0, double.NaN, 1000 }, w => Assert.Throws<ArgumentOutOfRangeException>(() => figure.InWidth(w)));
    }

    [Fact]
    public void OnePanel_HasNoLetter_ManyHave()
    {
        FigureDescription figure = Figure(PaperFigures.VanillaCurves);

        Assert.Contains(SvgOf(figure).Descendants(Svg + "text"), t => t.Value == "(a)");
        Assert.DoesNotContain(SvgOf(figure with { Panels = [figure.Panels[0]] }).Descendants(Svg + "text"), t => t.Value == "(a)");
    }

    [Fact]
    public void FontSubset_KeepsTheOutlinesAskedFor_AndNoOther()
    {
        byte[] whole = FigureFonts.FileOf(TextStyle.Italic);
        using SKTypeface all = SKTypeface.FromData(SKData.CreateCopy(whole));
        ushort chi = all.GetGlyphs("χ")[0], phi = all.GetGlyphs("φ")[0];

        byte[] subset = FontSubset.Of(whole, new HashSet<ushort> { chi });

        using SKTypeface few = SKTypeface.FromData(SKData.CreateCopy(subset));
        using SKFont before = new(all, 100), after = new(few, 100);
        Assert.Equal(chi, few.GetGlyphs("χ")[0]);
        Assert.Equal(before.GetGlyphPath(chi).ToSvgPathData(), after.GetGlyphPath(chi).ToSvgPathData());
        Assert.NotEqual("", before.GetGlyphPath(phi).ToSvgPathData());
        Assert.Equal("", after.GetGlyphPath(phi).ToSvgPathData());
        Assert.True(subset.Length < whole.Length / 3, $"{subset.Length} of {whole.Length}");
    }
}
