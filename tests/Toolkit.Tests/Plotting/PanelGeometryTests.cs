using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MomentsDnns.Plotting;

namespace MomentsDnns.Toolkit.Tests.Plotting;

public sealed class PanelGeometryTests
{
    [Theory]
    [InlineData(0, 1, 85, false)]
    [InlineData(-123456, 654321, 85, true)] // wide numbers at the axis, and a legend, which asks for room
    [InlineData(0.001, 0.002, 150, true)]
    public void Geometry_OfAPanel_IsWhereItIsDrawn(double low, double high, double width, bool hasLegend)
    {
        SeriesDescription line = new() { Label = FigureLabel.Parse("a"), X = [2, 5, 9], Y = [low, high, low], Color = new(1, 2, 3) };
        FigureDescription figure = new()
        {
            Name = "f",
            Width = width,
            Panels = [new() { Letter = 'a', XLabel = FigureLabel.Parse("l"), YLabel = FigureLabel.Parse("y"), XRange = new(0, 10), Series = [line], HasLegend = hasLegend }],
        };
        PanelGeometry geometry = PanelGeometry.Of(figure);

        // The line's own path in the drawing: absolute coordinates, in points.
        string svg = Encoding.UTF8.GetString(FigureRenderer.Render(figure, FigureFormat.Svg));
        string path = Regex.Matches(svg, "<path [^>]*>").Select(m => m.Value).First(p => p.Contains("#010203", StringComparison.OrdinalIgnoreCase) && Numbers(p).Length == 6);
        double[] drawn = Numbers(path);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(geometry.Left + ((line.X[i] - geometry.X.Minimum) / geometry.X.Length * geometry.Width), drawn[2 * i], 0.75);
            Assert.Equal(geometry.Top + ((geometry.Y.Maximum - line.Y[i]) / geometry.Y.Length * geometry.Height), drawn[(2 * i) + 1], 0.75);
        }
    }

    [Fact]
    public void Geometry_OfSeveralPanels_IsRefused()
    {
        FigureDescription figure = FigureCatalog.Describe(PaperFigures.Residual, SyntheticRuns.Residual(10));

        Assert.Throws<ArgumentException>(() => PanelGeometry.Of(figure));
    }

    private static double[] Numbers(string path) => Regex.Match(path, " d=\"([^\"]*)\"") is { Success: true } d
        ? [.. Regex.Matches(d.Groups[1].Value, @"-?\d+(\.\d+)?").Select(m => double.Parse(m.Value, CultureInfo.InvariantCulture))]
        : [];
}
