using MomentsDnns.Plotting;
using MomentsDnns.Results;
using SkiaSharp;

namespace MomentsDnns.Toolkit.Tests.Plotting;

public sealed class FigureRendererTests
{
    private const double Dpi = 100;

    public static TheoryData<string> Kinds { get; } = new("fig2", "fig3", "fig4", "fig5");

    [Theory]
    [MemberData(nameof(Kinds))]
    public void RenderPng_AnyFigure_HasItsSizeAndInkInEveryPanel(string named)
    {
        IFigure kind = FigureCatalog.Find(named)!;
        FigureDescription figure = FigureCatalog.Describe(kind, SyntheticRuns.Of(kind));

        using SKBitmap image = SKBitmap.Decode(FigureRenderer.RenderPng(figure, Dpi));

        Assert.Equal(FigureRenderer.PixelSize(figure, Dpi), (image.Width, image.Height));
        Assert.Equal((int)Math.Ceiling(175 / 25.4 * Dpi), image.Width);
        for (int i = 0; i < figure.Panels.Count; i++)
        {
            (int row, int column) = Math.DivRem(i, figure.Columns);
            double width = figure.PanelWidth / 72 * Dpi, height = figure.PanelHeight / 72 * Dpi;
            SKRectI area = SKRectI.Round(SKRect.Create((float)(column * width), (float)(row * height), (float)width, (float)height));
            Assert.All(figure.Panels[i].Series, s => Assert.True(Ink(image, area, s.Color) > 30, $"panel {i}, {s.Label.PlainText}"));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void RenderPng_EachSeries_DrawsMoreThanItsSampleInTheLegend(string named)
    {
        IFigure kind = FigureCatalog.Find(named)!;
        // A panel at a time: other panels share colours. Without its points, only the sample in the legend is left.
        FigureDescription figure = FigureCatalog.Describe(kind, SyntheticRuns.Of(kind));
        foreach (PanelDescription panel in figure.Panels)
        {
            using SKBitmap whole = Render(panel);
            foreach (SeriesDescription series in panel.Series)
            {
                SeriesDescription empty = series with { Y = [.. series.Y.Select(_ => double.NaN)] };
                using SKBitmap without = Render(panel with { Series = [.. panel.Series.Select(s => s == series ? empty : s)] });

                int drawn = Ink(whole, whole.Info.Rect, series.Color), sample = Ink(without, without.Info.Rect, series.Color);
                Assert.True(drawn > 2 * sample && sample > 5, $"{panel.Letter}, {series.Label.PlainText}: {drawn}, sample {sample}");
            }
        }
    }

    [Fact]
    public void RenderPng_SensitivityBeyondDoubles_DrawsARisingLine()
    {
        // chi = exp(20 l), 10^1737 at depth 200.
        FigureDescription figure = FigureCatalog.Describe(PaperFigures.NormalizedFeedforward,
            SyntheticRuns.NormalizedFeedforward(growth: 20));
        PanelDescription panel = figure.Panels[1];

        using SKBitmap image = Render(panel);

        Assert.InRange(panel.Series[0].Y[^1], 1737, 1738);
        int[] rows = [.. Enumerable.Range(0, image.Width)
            .Select(x => Enumerable.Range(0, image.Height).Where(y => Is(image.GetPixel(x, y), Palette.Blue)).DefaultIfEmpty(-1).Max())];
        Assert.True(rows[(int)(image.Width * 0.35)] > rows[(int)(image.Width * 0.6)]);
        Assert.True(rows[(int)(image.Width * 0.6)] > rows[(int)(image.Width * 0.9)]);
    }

    [Fact]
    public void RenderPng_AbsentValues_BreakTheLine()
    {
        SeriesDescription line = new()
        {
            Label = FigureLabel.Empty,
            X = [0, 3, 5, 7, 10],
            Y = [1, 1, double.NaN, 1, 1],
            Color = Palette.Green,
        };
        using SKBitmap image = Render(new PanelDescription
        {
            Letter = 'a',
            XLabel = FigureLabel.Empty,
            XRange = new AxisRange(0, 10),
            Series = [line],
        });

        // Axes from 40 to 232 points of 241: the gap, 3 to 7 of 10, from 98 to 174 points.
        int y = Enumerable.Range(0, image.Height).MaxBy(row => Enumerable.Range(0, image.Width)
            .Count(x => Is(image.GetPixel(x, row), Palette.Green)));
        bool At(double points) => Is(image.GetPixel((int)(points / 72 * Dpi), y), Palette.Green);
        Assert.True(At(60) && At(95) && At(177) && At(225));
        Assert.False(At(101) || At(135) || At(171));
    }

    [Fact]
    public void RenderPng_Band_IsTheColourAtAFifthOverWhite()
    {
        SeriesDescription line = new()
        {
            Label = FigureLabel.Empty,
            X = [0, 10],
            Y = [0, 0],
            Lower = [-1, -1],
            Upper = [1, 1],
            Color = Palette.Blue,
        };
        using SKBitmap image = Render(new PanelDescription
        {
            Letter = 'a',
            XLabel = FigureLabel.Empty,
            XRange = new AxisRange(0, 10),
            YRange = new AxisRange(-2, 2),
            Series = [line],
        });

        // Axes from 8 to 143.5 points down (0.72 of 85 mm less 30), so the band from 42 to 109.5 around the line at 75.5. 56 of 255 of
        // #0072B2 over white is #C7E0EE; its edges are darker.
        SKColor At(double y) => image.GetPixel((int)(71 / 72.0 * Dpi), (int)(y / 72 * Dpi));
        Assert.All(new[] { 46.0, 65, 86, 105 }, y => Assert.True(Is(At(y), new RgbColor(0xC7, 0xE0, 0xEE)), $"{y}: {At(y)}"));
        Assert.All(new[] { 38.0, 114 }, y => Assert.True(Is(At(y), new RgbColor(255, 255, 255)), $"{y}: {At(y)}"));
        Assert.Contains(Enumerable.Range(-1, 3), d => Is(At(75.5 + (0.72 * d)), Palette.Blue));
        Assert.All(new[] { 42.0, 109.5 }, y => Assert.True(Enumerable.Range(-1, 3).Min(d => At(y + (0.72 * d)).Red) < 0xB0, $"no edge at {y}"));
    }

    [Fact]
    public void RenderPng_NothingRecorded_StillDrawsAxes()
    {
        RunResults run = SyntheticRuns.Vanilla().Without(_ => true);
        FigureDescription figure = FigureCatalog.Describe(PaperFigures.VanillaHistograms, run);

        using SKBitmap image = SKBitmap.Decode(FigureRenderer.RenderPng(figure, Dpi));

        Assert.All(figure.Panels, p => Assert.Single(p.Notes));
        Assert.True(Ink(image, image.Info.Rect, new RgbColor(0, 0, 0)) > 100);
    }

    [Fact]
    public void RenderPng_SameFigure_SameBytes()
    {
        FigureDescription figure = FigureCatalog.Describe(PaperFigures.VanillaCurves, SyntheticRuns.Vanilla());

        Assert.Equal(FigureRenderer.RenderPng(figure, Dpi), FigureRenderer.RenderPng(figure, Dpi));
    }

    [Fact]
    public void Save_WritesAWholeFileAndNothingElse()
    {
        string folder = Directory.CreateTempSubdirectory("figures").FullName;
        try
        {
            string path = Path.Combine(folder, "new", "fig3.png");
            FigureDescription figure = FigureCatalog.Describe(PaperFigures.VanillaCurves, SyntheticRuns.Vanilla());
            FigureRenderer.Save(figure, path, FigureFormat.Png, Dpi);
            FigureRenderer.Save(figure.WithCaption(""), path, FigureFormat.Png, 2 * Dpi);

            using SKBitmap image = SKBitmap.Decode(path);
            Assert.Equal((1378, 497), (image.Width, image.Height)); // 175 mm by 0.72 of half of that, at 200 dots an inch
            Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));

            string taken = Path.Combine(folder, "taken");
            Directory.CreateDirectory(taken);
            Assert.ThrowsAny<SystemException>(() => FigureRenderer.Save(figure, taken, FigureFormat.Png, Dpi));
            Assert.Empty(Directory.GetFiles(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(2400)]
    public void RenderPng_ImpossibleResolution_Throws(double dpi)
    {
        FigureDescription figure = FigureCatalog.Describe(PaperFigures.VanillaCurves, SyntheticRuns.Vanilla());

        Assert.Throws<ArgumentOutOfRangeException>(() => FigureRenderer.RenderPng(figure, dpi));
    }

    private static SKBitmap Render(PanelDescription panel) => SKBitmap.Decode(FigureRenderer.RenderPng(
        new FigureDescription { Name = "panel", Panels = [panel], Columns = 1 }, Dpi));

    private static int Ink(SKBitmap image, SKRectI area, RgbColor color)
    {
        int count = 0;
        for (int y = Math.Max(0, area.Top); y < Math.Min(area.Bottom, image.Height); y++)
            for (int x = Math.Max(0, area.Left); x < Math.Min(area.Right, image.Width); x++)
                if (Is(image.GetPixel(x, y), color)) count++;
        return count;
    }

    // Anti-aliasing leaves few pixels of a thin line exact.
    private static bool Is(SKColor pixel, RgbColor color) => Math.Abs(pixel.Red - color.Red) <= 24
        && Math.Abs(pixel.Green - color.Green) <= 24 && Math.Abs(pixel.Blue - color.Blue) <= 24;
}
