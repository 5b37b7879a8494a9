using MomentsDnns.Plotting;
using MomentsDnns.Reporting;

namespace MomentsDnns.Toolkit.Tests.Reporting;

public sealed class PanelReadingsTests
{
    [Theory]
    [InlineData(1.23456, AxisScale.Linear, "1.235")]
    [InlineData(double.NaN, AxisScale.Linear, "")]
    [InlineData(double.NaN, AxisScale.Log10, "")]
    [InlineData(2, AxisScale.Log10, "100")]
    [InlineData(-3, AxisScale.Log10, "0.001")]
    [InlineData(5.5, AxisScale.Log10, "3.162E+5")]
    [InlineData(-1000.5, AxisScale.Log10, "3.162E-1001")] // no double
    [InlineData(6.99999999, AxisScale.Log10, "1E+7")] // rounds up into the next decade
    public void Text_OfAPosition_IsItsNumber(double position, AxisScale scale, string expected) => Assert.Equal(expected, AxisNumber.Text(position, scale));

    [Fact]
    public void Readings_OfLinesOverOtherPositions_LeaveGaps()
    {
        PanelReadings readings = PanelReadings.Of(Panel(Line("a", [1, 3], [10, 30]), Line("", [1, 2, 3], [1, double.NaN, 3])));

        Assert.Equal([1.0, 2, 3], readings.X);
        Assert.Equal([10, double.NaN, 30], readings.At(readings.Panel.Series[0], readings.Panel.Series[0].Y));
        Assert.Equal([1, double.NaN, 3], readings.At(readings.Panel.Series[1], readings.Panel.Series[1].Y));
        Assert.Equal(["a", "a (2)"], readings.Names.Select(n => n.PlainText));
    }

    [Fact]
    public void Readings_OfAHistogramsOutline_AreTheHeightsOfItsBars()
    {
        // Bars of height 2 over [0, 4) and 5 over [4, 8).
        PanelReadings readings = PanelReadings.Of(Panel(Line("bars", [0, 0, 4, 4, 8, 8], [0, 2, 2, 5, 5, 0])));
        double[] heights = readings.At(readings.Panel.Series[0], readings.Panel.Series[0].Y);

        Assert.True(readings.IsOutline);
        Assert.All(readings.X.Zip(heights), p => Assert.Equal(p.First < 0 || p.First >= 8 ? double.NaN : p.First < 4 ? 2 : 5, p.Second));
        Assert.Equal((-1, 9), (readings.X[0], readings.X[^1]));
    }

    private static PanelDescription Panel(params SeriesDescription[] series) =>
        new() { Letter = 'a', XLabel = FigureLabel.Parse("l"), XRange = new(-1, 9), Series = series };

    private static SeriesDescription Line(string name, double[] x, double[] y) => new() { Label = FigureLabel.Parse(name), X = x, Y = y, Color = Palette.Blue };
}
