using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Analysis.Sweeps;
using MomentsDnns.Plotting;
using MomentsDnns.Theory;

namespace MomentsDnns.Toolkit.Tests.Plotting;

public sealed class SweepFigureTests
{
    private static readonly SweepAxis Weights = new("weight-variance", ["3", "1", "2"]), Biases = new("bias-variance", ["0.05", "0.1"]);

    private static readonly MeanField Tanh = new(x => (Math.Tanh(x), 1 - (Math.Tanh(x) * Math.Tanh(x))));

    private static SweepGrid Grid(SweepAxis x, SweepAxis? y, EndPoint?[,] values) => new(SharedQuantity.Chi, true, x, y, values);

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
        Assert.Equal(["vanilla", "vanilla, tangent", "bn-ff", "bn-ff, tangent"], panel.Series.Select(s => s.Label.PlainText));
        Assert.Equal([-4, -1], panel.Series[0].X.Select(x => Math.Round(x, 12)));
        Assert.Equal([0.4, 0.3], panel.Series[0].Y);
        Assert.Equal([0.5, 0.5], panel.Series[1].Y);
        Assert.Equal([3.9, double.NaN], panel.Series[2].Y);
        Assert.EndsWith("Gaps: the signal was lost in a simulation.", figure.Caption, StringComparison.Ordinal);
    }

    [Fact]
    public void Axis_OverDecades_IsLogarithmic_OfWordsHasNames()
    {
        EndPoint point = new(50, 1, 0);
        SweepAxis noise = new("noise", ["finite:0.001", "finite:1"]), widths = new("width", ["16", "32"]), nets = new("architecture", ["vanilla", "bn-ff"]);
        EndPoint?[,] four = { { point, point }, { point, point } };

        PanelDescription lines = FigureCatalog.Sweep(Grid(noise, nets, four), "").Panels[0], map = FigureCatalog.Sweep(Grid(noise, widths, four), "").Panels[0];

        Assert.Equal((AxisScale.Log10, new AxisRange(-3, 0)), (lines.XScale, lines.XRange));
        Assert.Equal("a, amplitude of the noise", lines.XLabel.PlainText);
        Assert.Equal((AxisScale.Log10, AxisScale.Linear), (map.XScale, map.YScale));
        Assert.Equal([-4.5, -1.5, 1.5], map.HeatMap!.XEdges.Select(e => Math.Round(e, 12)));
        Assert.Equal(["vanilla", "bn-ff"], FigureCatalog.Sweep(Grid(nets, widths, four), "").Panels[0].XNames);
    }
}
