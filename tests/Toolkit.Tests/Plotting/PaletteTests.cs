using MomentsDnns.Plotting;
using SkiaSharp;

namespace MomentsDnns.Toolkit.Tests.Plotting;

public sealed class PaletteTests
{
    // CIE L*: a difference of 2 is seen side by side, 10 at a glance.
    private const double Apart = 11;

    [Fact]
    public void Lightness_OfKnownColours_IsCieL()
    {
        Assert.Equal(0, Lightness(Palette.Black), 1e-9);
        Assert.Equal(100, Lightness(new(255, 255, 255)), 1e-6);
        Assert.Equal(53.585, Lightness(new(128, 128, 128)), 1e-3); // mid grey of sRGB
    }

    [Fact]
    public void Neighbours_DifferInLightness()
    {
        foreach (IReadOnlyList<RgbColor> order in new[] { Palette.Lines, Palette.Sequence })
        {
            Assert.Equal(order.Count, order.Distinct().Count());
            Assert.All(Enumerable.Range(1, order.Count - 1), i => Assert.True(Difference(order[i - 1], order[i]) >= Apart, $"{order[i - 1]}, {order[i]}"));
        }

        Assert.All(Pairs(Palette.Lines.Take(4)), p => Assert.True(Difference(p.A, p.B) >= Apart, $"{p}"));
    }

    [Theory]
    [MemberData(nameof(FigureFormatTests.Kinds), MemberType = typeof(FigureFormatTests))]
    public void LinesOfAPanel_DifferInGrey(string named)
    {
        IFigure kind = FigureCatalog.Find(named)!;
        foreach (PanelDescription panel in FigureCatalog.Describe(kind, SyntheticRuns.Of(kind)).Panels)
            Assert.All(Pairs(panel.Series.Select(s => s.Color)), p => Assert.True(Difference(p.A, p.B) >= Apart, $"({panel.Letter}) {p}"));
    }

    [Fact]
    public void HeatMap_CellWithoutNumber_IsHatched()
    {
        PanelDescription panel = new()
        {
            Letter = 'a',
            XLabel = FigureLabel.Empty,
            XRange = new(0, 2),
            YRange = new(0, 1),
            HeatMap = new() { XEdges = [0, 1, 2], YEdges = [0, 1], Values = new[,] { { double.NaN, 1 } }, Label = FigureLabel.Empty },
        };
        using SKBitmap image = SKBitmap.Decode(FigureRenderer.RenderPng(new FigureDescription { Name = "map", Panels = [panel] }, 300));

        // Axes from 40 points on; the cell's inside, by its row of pixels at half height.
        int y = (int)(75 / 72.0 * 300);
        SKColor[] row = [.. Enumerable.Range((int)(45 / 72.0 * 300), 200).Select(x => image.GetPixel(x, y))];
        Assert.InRange(row.Count(p => p.Red > 250), 100, 195);
        Assert.InRange(row.Count(p => p.Red < 200), 5, 100);
        Assert.All(row, p => Assert.True(p.Red == p.Green && p.Green == p.Blue, $"{p}"));
    }

    private static double Difference(RgbColor a, RgbColor b) => Math.Abs(Lightness(a) - Lightness(b));

    // CIE L*, from 0 (black) to 100 (white): how light the colour looks, and its grey.
    private static double Lightness(RgbColor color)
    {
        double luminance = (0.2126 * Linear(color.Red)) + (0.7152 * Linear(color.Green)) + (0.0722 * Linear(color.Blue));
        return luminance > 216.0 / 24389 ? (116 * Math.Cbrt(luminance)) - 16 : luminance * 24389 / 27;
    }

    // sRGB's transfer function (IEC 61966-2-1).
    private static double Linear(byte value)
    {
        double share = value / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }

    private static IEnumerable<(RgbColor A, RgbColor B)> Pairs(IEnumerable<RgbColor> colors)
    {
        RgbColor[] all = [.. colors];
        return all.SelectMany((a, i) => all.Skip(i + 1).Select(b => (a, b)));
    }
}
