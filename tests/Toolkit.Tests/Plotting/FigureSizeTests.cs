using MomentsDnns.Plotting;
using SkiaSharp;

namespace MomentsDnns.Toolkit.Tests.Plotting;

/// <summary>Widths, heights, columns and panels of figures.</summary>
public sealed class FigureSizeTests
{
    public static TheoryData<string> Kinds { get; } = new("fig2", "fig3", "fig4", "fig5");

    [Theory]
    [MemberData(nameof(Kinds))]
    public void OneColumn_AnyFigureOfThePaper_FitsOnAPage(string named)
    {
        IFigure kind = FigureCatalog.Find(named)!;
        FigureDescription figure = Figure(kind).InWidth(FigureWidth.OneColumn);

        Assert.Equal(1, figure.Columns);
        Assert.InRange(FigureRenderer.Size(figure).Height, 60, FigureHeight.Page + 1e-9);
    }

    [Fact]
    public void InHeight_IsTheHeightOfTheFile_LegendAndCaptionIncluded()
    {
        FigureDescription figure = Figure(PaperFigures.Residual).InHeight(150);

        Assert.Equal(150, FigureRenderer.Size(figure).Height, 1e-9);
        using SKBitmap image = SKBitmap.Decode(FigureRenderer.RenderPng(figure, 100));
        Assert.Equal((int)Math.Ceiling(150 / 25.4 * 100), image.Height);
        Assert.Equal(figure.LeastHeight, FigureRenderer.Size(figure.InHeight(figure.LeastHeight)).Height, 1e-9);
        Assert.Throws<ArgumentOutOfRangeException>(() => figure.InHeight(figure.LeastHeight - 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => figure.InHeight(FigureHeight.Greatest + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => figure.InHeight(double.NaN));
    }

    [Fact]
    public void InColumns_AsManyAsAskedFor_AlsoWhereTheWidthSuggestsOne()
    {
        FigureDescription figure = Figure(PaperFigures.Residual);

        Assert.Equal((4, 1), (figure.InColumns(4).Columns, figure.InColumns(4).Rows));
        Assert.Equal((2, 85), (figure.InWidth(85).InColumns(2).Columns, figure.InWidth(85).InColumns(2).Width));
        Assert.Equal((1, 85), (figure.InColumns(1).Columns, figure.InColumns(1).Width));
        Assert.Throws<ArgumentOutOfRangeException>(() => figure.InWidth(85).InColumns(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => figure.InColumns(0));
    }

    [Fact]
    public void OfPanels_ByLetterOrName_AreLetteredAnewAndExplainedAlone()
    {
        FigureDescription figure = Figure(PaperFigures.Residual), chosen = figure.OfPanels(["ranks", "b", "c"]);

        Assert.Equal(["a (increments)", "b (sensitivity)", "c (ranks)", "d (moments)"], figure.PanelNames);
        Assert.Equal([('a', "ranks"), ('b', "sensitivity")], chosen.Panels.Select(p => (p.Letter, p.Name)));
        Assert.Contains("δχ", figure.PrintedCaption, StringComparison.Ordinal);
        Assert.DoesNotContain("δχ", chosen.PrintedCaption, StringComparison.Ordinal);
        Assert.Contains("Power law", chosen.PrintedCaption, StringComparison.Ordinal);
        Assert.DoesNotContain("Power law", figure.OfPanels(["a"]).PrintedCaption, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => figure.OfPanels(["e"]));
    }

    [Fact]
    public void WithCaption_TakesThePlaceOfRemarksToo() =>
        Assert.Equal(["mine", ""], new[] { "mine", "" }.Select(text => Figure(PaperFigures.Residual).WithCaption(text).PrintedCaption));

    [Fact]
    public void AxisThatCounts_HasMarksAtWholeNumbersAlone()
    {
        Assert.Equal([0.0, 1.0], MomentsDnns.Plotting.Rendering.LinearTicks.For(new(0, 1), isWhole: true).Select(t => t.Position));
        Assert.All(Enumerable.Range(1, 60), depth => Assert.All(
            MomentsDnns.Plotting.Rendering.LinearTicks.For(new(0, depth), isWhole: true), t => Assert.Equal(Math.Round(t.Position), t.Position, 1e-9)));
    }

    [Theory]
    [InlineData(FigureFormat.Png)]
    [InlineData(FigureFormat.Svg)]
    [InlineData(FigureFormat.Pdf)]
    public void Origin_IsInEveryFormatsFile_AndOnlyOfItsRun(FigureFormat format)
    {
        string path = Path.GetTempFileName();
        try
        {
            FigureDescription figure = Figure(PaperFigures.VanillaCurves) with { Origin = FigureOrigin.OfRun("a/run") };
            FigureRenderer.Save(figure, path, format, 50);

            Assert.True(FigureOrigin.IsIn(path, FigureOrigin.OfRun("a/../a/run/")));
            Assert.False(FigureOrigin.IsIn(path, FigureOrigin.OfRun("b/run")));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData((1 << 16) - 5)]
    [InlineData((1 << 16) - 28)]
    [InlineData(200_000)]
    public void Origin_AnywhereInAFile_IsFound(int before)
    {
        string path = Path.GetTempFileName(), word = FigureOrigin.OfRun("run");
        try
        {
            File.WriteAllText(path, new string('m', before) + word);
            Assert.True(FigureOrigin.IsIn(path, word));
            File.WriteAllText(path, new string('m', before) + word[..^1]);
            Assert.False(FigureOrigin.IsIn(path, word));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static FigureDescription Figure(IFigure kind) => FigureCatalog.Describe(kind, SyntheticRuns.Of(kind));
}
