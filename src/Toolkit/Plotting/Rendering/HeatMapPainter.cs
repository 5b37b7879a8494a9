using ScottPlot;
using SkiaSharp;

namespace MomentsDnns.Plotting.Rendering;

/// <summary>Draws the cells of a heat map, and the colour bar beside its axes.</summary>
internal static class HeatMapPainter
{
    /// <summary>The room right of the axes that the bar with its numbers and name needs, in points.</summary>
    public const float Room = 62;

    private const float BarGap = 8, BarWidth = 9;
    private const int BarSteps = 128;

    private static readonly RgbColor Lost = new(0xBD, 0xBD, 0xBD);

    /// <summary>Adds the cells to a plot.</summary>
    public static void AddCells(Plot plot, HeatMapDescription map)
    {
        AxisRange range = map.Range;
        for (int row = 0; row < map.Values.GetLength(0); row++)
        {
            for (int column = 0; column < map.Values.GetLength(1); column++)
            {
                ScottPlot.Plottables.Rectangle cell = plot.Add.Rectangle(
                    map.XEdges[column], map.XEdges[column + 1], map.YEdges[row], map.YEdges[row + 1]);
                cell.FillColor = cell.LineColor = ScottPlot.Color.FromSKColor(FigureStyle.Color(ColorOf(range, map.Values[row, column])));
                cell.LineWidth = 0.5f; // or the background shows between smoothed edges
            }
        }
    }

    /// <summary>Draws the bar.</summary>
    /// <param name="canvas">Where to.</param>
    /// <param name="map">The map.</param>
    /// <param name="axes">The rectangle of the axes.</param>
    public static void DrawBar(FigureCanvas canvas, HeatMapDescription map, SKRect axes)
    {
        float left = axes.Right + BarGap;
        for (int step = 0; step < BarSteps; step++)
        {
            using SKPaint paint = new() { Color = FigureStyle.Color(Viridis.At((step + 0.5) / BarSteps)) };
            float top = axes.Bottom - (axes.Height * (step + 1) / BarSteps);
            canvas.Shapes.DrawRect(left, top, BarWidth, (axes.Height / BarSteps) + 0.3f, paint);
        }

        AxisRange range = map.Range;
        foreach (AxisTick tick in map.Scale == AxisScale.Log10 ? LogTicks.For(range) : LinearTicks.For(range))
        {
            if (tick.Label is null || !range.Contains(tick.Position)) continue;
            double middle = axes.Bottom - ((tick.Position - range.Minimum) / range.Length * axes.Height);
            canvas.Text(tick.Label, left + BarWidth + 3, middle + (0.36 * FigureStyle.TickSize), FigureStyle.TickSize, FigureStyle.TextColor);
        }

        canvas.Shapes.Save();
        canvas.Shapes.RotateDegrees(-90, axes.Right + Room - 4, axes.MidY);
        canvas.Text(map.Label, axes.Right + Room - 4, axes.MidY, FigureStyle.LabelSize, FigureStyle.TextColor, 0.5);
        canvas.Shapes.Restore();
    }

    private static RgbColor ColorOf(AxisRange range, double value) =>
        double.IsFinite(value) ? Viridis.At((value - range.Minimum) / range.Length) : Lost;
}
