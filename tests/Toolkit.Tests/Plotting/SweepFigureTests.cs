using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Analysis.Sweeps;
using MomentsDnns.Plotting;
using MomentsDnns.Theory;

namespace MomentsDnns.Toolkit.Tests.Plotting;

public sealed class SweepFigureTests
{
    private static readonly SweepAxis Weights = new("weight-variance", ["3", "1", "2"]), Biases = new("bias-variance", ["0.05", "0.1"]);

    private static readonly MeanField Tanh = new(x => (Math.Tanh(x), 1 - (Math.Tanh(x) * Math.Tanh(x))));

    private static SweepGrid Grid(SweepAxis x, SweepAxis? y, EndPoint?[,] values) => new(Quantity.Chi, true, x, y, values);

    [Fact]
    public void Map_StandsInAscendingOrder_LostCellsAreNone()
    {
        FigureDescription figure = FigureCatalog.Sweep(Grid(Weights, Biases, new EndPoint?[,]
        {
            { new(50, 3, 0), new(50, 3.1, 0) }, { null, new(50, 1.1, 0) }, { new(50, 2, 0), new(50, 2.1, 0) },
        }), "4 simulations.");

        HeatMapDescription map = Assert.Single(figure.Panels).HeatMap!;
        Assert.Equal([0.5, 1.5, 2.5, 3.5], map.XEdges);
        Assert.Equal([double.NaN, 2, 3, 1.1, 2.1, 3.1], map.Values.Cast<double>());
        Assert.Equal("4 simulations. Colours: means over simulations of logarithms. Hatched cells: the signal was lost in a simulation.", figure.Caption);
        Assert.Empty(figure.Legend);
    }

    [Fact]
    public void Caption_OfGaps_TellsLostFromNotRun()
    {
        EndPoint point = new(50, 1, 0);
        string CaptionOf(int unmeasured) => FigureCatalog.Sweep(
            Grid(Weights, Biases, new EndPoint?[,] { { point, null }, { point, point }, { null, point } }) with { Unmeasured = unmeasured }, "").Caption;

        Assert.EndsWith("Hatched cells: the signal was lost in a simulation.", CaptionOf(0), StringComparison.Ordinal);
        Assert.EndsWith("Hatched cells: the signal was lost in a simulation, or not run yet (1 of 6).", CaptionOf(1), StringComparison.Ordinal);
        Assert.EndsWith("Hatched cells: not run yet (2 of 6).", CaptionOf(2), StringComparison.Ordinal);
    }

    [Fact]
    public void Map_WithTheory_HasTheCriticalLineInsideTheAxes_NamedAboveThem()
    {
        EndPoint point = new(50, 1, 0);
        FigureDescription figure = FigureCatalog.Sweep(Grid(Weights, Biases, new EndPoint?[,] { { point, point }, { point, point }, { point, point } }), "", Tanh);

        PanelDescription panel = Assert.Single(figure.Panels);
        SeriesDescription line = Assert.Single(panel.Series);
        Assert.False(panel.HasLegend); // it would cover cells
        Assert.Equal("order to chaos (mean field)", Assert.Single(figure.Legend).Label.PlainText);
        Assert.True(line.X.Count > 10);
        for (int i = 0; i < line.X.Count; i++)
        {
            Assert.InRange(line.X[i], panel.XRange.Minimum, panel.XRange.Maximum);
            Assert.Equal(1, Tanh.Chi1(Tanh.FixedPoint(line.X[i], line.Y[i])!.Value, line.X[i]), 1e-6);
        }
    }

    [Fact]
    public void Lines_OfAnOptionInWords_HaveOneForEachValue_AndALevelForTangentNoise()
    {
        SweepAxis noise = new("noise", ["tangent", "finite:0.1", "finite:0.0001"]), nets = new("architecture", ["vanilla", "bn-ff"]);
        FigureDescription figure = FigureCatalog.Sweep(Grid(noise, nets, new EndPoint?[,]
        {
            { new(50, 0.5, 0), new(50, 4, 0) }, { new(50, 0.3, 0), null }, { new(50, 0.4, 0), new(50, 3.9, 0) },
        }), "");

        PanelDescription panel = Assert.Single(figure.Panels);
        Assert.Equal(["vanilla", "", "BN feedforward", ""], panel.Series.Select(s => s.Label.PlainText));
        Assert.Equal([-4, -1], panel.Series[0].X.Select(x => Math.Round(x, 12)));
        Assert.Equal([0.4, 0.3], panel.Series[0].Y);
        Assert.Equal([0.5, 0.5], panel.Series[1].Y);
        Assert.Equal([3.9, double.NaN], panel.Series[2].Y);
        Assert.Equal([panel.XRange.Minimum, panel.XRange.Maximum], panel.Series[1].X);
        Assert.EndsWith("Missing points: the signal was lost in a simulation.", figure.Caption, StringComparison.Ordinal);
        Assert.Contains("Dotted: tangent.", figure.PrintedCaption, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_JoinPointsThatDifferByMoreThanNoise_AndTheCaptionSaysSo()
    {
        SweepAxis widths = new("width", ["16", "32", "64", "128"]), nets = new("activation", ["relu", "gelu"]);
        EndPoint?[,] values = { { new(50, 1, 0.1), new(50, 1, 0.1) }, { new(50, 1.1, 0.1), new(50, 2, 0.1) }, { new(50, 0.9, 0.1), new(50, 3, 0.1) }, { new(50, 1.05, 0.1), new(50, 4, 0.1) } };
        FigureDescription Of(SweepAxis? second, EndPoint?[,] of, int simulations) => FigureCatalog.Sweep(Grid(widths, second, of) with { Simulations = simulations }, "");
        EndPoint?[,] flat = new EndPoint?[4, 1], rising = new EndPoint?[4, 1];
        for (int i = 0; i < 4; i++) (flat[i, 0], rising[i, 0]) = (values[i, 0], values[i, 1]);

        PanelDescription both = Of(nets, values, 6).Panels[0];
        Assert.Equal([false, true], both.Series.Select(s => s.HasLine));
        Assert.Equal(["ReLU", "GELU"], both.Series.Select(s => s.Label.PlainText));
        Assert.All(both.Series, s => Assert.True(s.HasBars && !s.HasBand && s.Marker != PointMarker.None));
        Assert.Distinct(both.Series.Select(s => s.Marker));
        Assert.Equal([0.9, 1, 0.8, 0.95], both.Series[0].Lower!.Select(v => Math.Round(v, 12)));
        Assert.Equal((AxisScale.Log10, "16 32 64 128"), (both.XScale, string.Join(' ', both.XNames)));
        Assert.Equal(both.Series[0].X, both.XPlaces);
        string Caption(FigureDescription figure) => figure.PrintedCaption;
        Assert.Contains("points that do not are not joined", Caption(Of(nets, values, 6)), StringComparison.Ordinal);
        Assert.Contains("The points do not differ by more than noise", Caption(Of(null, flat, 6)), StringComparison.Ordinal);
        Assert.Contains("along each, the points differ by more than noise", Caption(Of(null, rising, 6)), StringComparison.Ordinal);
        Assert.Contains("have no known error, and are not joined", Caption(Of(null, rising, 1)), StringComparison.Ordinal);
        Assert.False(Of(null, flat, 6).Panels[0].HasLegend); // it would name one thing
        Assert.All(FigureCatalog.Sweep(Grid(nets, null, new EndPoint?[,] { { values[0, 1] }, { values[3, 1] } }) with { Simulations = 6 }, "").Panels[0].Series, s => Assert.False(s.HasLine));
    }

    [Fact]
    public void Render_PointsAndBars_StandWhereTheNumbersAre_WithoutALineBetween()
    {
        SweepAxis widths = new("width", ["16", "32"]);
        EndPoint?[,] values = { { new(50, 1, 0.4) }, { new(50, 1.2, 0.4) } };
        FigureDescription figure = FigureCatalog.Sweep(Grid(widths, null, values) with { Simulations = 6 }, "").WithCaption("");
        PanelGeometry axes = PanelGeometry.Of(figure);
        using SkiaSharp.SKBitmap image = SkiaSharp.SKBitmap.Decode(FigureRenderer.RenderPng(figure, 144)); // 2 pixels a point
        SeriesDescription series = figure.Panels[0].Series[0];
        bool IsInk(double x, double y)
        {
            SkiaSharp.SKColor at = image.GetPixel((int)(2 * (axes.Left + ((x - axes.X.Minimum) / axes.X.Length * axes.Width))), (int)(2 * (axes.Top + ((axes.Y.Maximum - y) / axes.Y.Length * axes.Height))));
            return Math.Abs(at.Red - series.Color.Red) + Math.Abs(at.Green - series.Color.Green) + Math.Abs(at.Blue - series.Color.Blue) < 200;
        }

        for (int i = 0; i < 2; i++)
        {
            Assert.True(IsInk(series.X[i], series.Y[i]), "a marker");
            Assert.True(IsInk(series.X[i], series.Y[i] + 0.3) && IsInk(series.X[i], series.Y[i] - 0.3), "a bar");
            Assert.False(IsInk(series.X[i], series.Y[i] + 0.5), "beyond the bar");
        }

        Assert.False(IsInk((series.X[0] + series.X[1]) / 2, (series.Y[0] + series.Y[1]) / 2), "a line");
    }

    [Fact]
    public void Axis_OverDecades_IsLogarithmic_OfWordsHasNames()
    {
        EndPoint point = new(50, 1, 0);
        SweepAxis noise = new("noise", ["finite:0.001", "finite:1"]), widths = new("width", ["16", "32"]), nets = new("architecture", ["vanilla", "bn-ff"]);
        EndPoint?[,] four = { { point, point }, { point, point } };

        PanelDescription lines = FigureCatalog.Sweep(Grid(noise, nets, four), "").Panels[0], map = FigureCatalog.Sweep(Grid(noise, widths, four), "").Panels[0];

        Assert.Equal(AxisScale.Log10, lines.XScale);
        Assert.Equal((-3.12, 0.12), (Math.Round(lines.XRange.Minimum, 12), Math.Round(lines.XRange.Maximum, 12)));
        Assert.Equal("a, amplitude of the noise", lines.XLabel.PlainText);
        Assert.Equal((AxisScale.Log10, AxisScale.Linear), (map.XScale, map.YScale));
        Assert.Equal([-4.5, -1.5, 1.5], map.HeatMap!.XEdges.Select(e => Math.Round(e, 12)));
        Assert.Equal(["vanilla", "BN feedforward"], FigureCatalog.Sweep(Grid(nets, widths, four), "").Panels[0].XNames);
    }
}
