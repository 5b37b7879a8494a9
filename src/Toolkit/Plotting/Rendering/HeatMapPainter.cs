using ScottPlot;
using SkiaSharp;

namespace MomentsDnns.Plotting.Rendering;

/// <summary>Draws the cells of a heat map, and the colour bar beside its axes.</summary>
internal static class HeatMapPainter
{
    private const float BarGap = 8, BarWidth = 9, NumberGap = 3, NameRoom = 15;
    private const int BarSteps = 128;

    private const double HatchGap = 4;

    private static readonly ScottPlot.Color Hatch = ScottPlot.Color.FromSKColor(new SKColor(0x80, 0x80, 0x80));

    /// <summary>The room right of the axes that the bar with its numbers and name needs, in points.</summary>
    public static float Room(HeatMapDescription map) => BarGap + BarWidth + NumberGap + NameRoom
        + (float)Ticks(map).Max(t => t.Label is null ? 0 : RichText.Width(t.Label, FigureStyle.TickSize));

    /// <summary>Adds the cells to a plot; those without a number are hatched.</summary>
    /// <param name="plot">The plot.</param>
    /// <param name="map">The map.</param>
    /// <param name="xPerPoint">How much of the horizontal axis a point is.</param>
    /// <param name="yPerPoint">How much of the vertical axis a point is.</param>
    public static void AddCells(Plot plot, HeatMapDescription map, double xPerPoint, double yPerPoint)
    {
        AxisRange range = map.Range;
        for (int row = 0; row < map.Values.GetLength(0); row++)
        {
            for (int column = 0; column < map.Values.GetLength(1); column++)
            {
                if (!double.IsFinite(map.Values[row, column]))
                {
                    AddHatch(plot, map.XEdges[column] / xPerPoint, map.XEdges[column + 1] / xPerPoint,
                        map.YEdges[row] / yPerPoint,
                        map.YEdges[row + 1] / yPerPoint, xPerPoint, yPerPoint);
                    continue;
                }

                ScottPlot.Plottables.Rectangle cell = plot.Add.Rectangle(
                    map.XEdges[column], map.XEdges[column + 1], map.YEdges[row], map.YEdges[row + 1]);
                cell.FillColor = cell.LineColor = ScottPlot.Color.FromSKColor(
                    FigureStyle.Color(Viridis.At(range.Share(map.Values[row, column]))));
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
        foreach (AxisTick tick in Ticks(map))
        {
            if (tick.Label is null || !range.Contains(tick.Position)) continue;
            double middle = axes.Bottom - (range.Share(tick.Position) * axes.Height);
            canvas.Text(tick.Label, left + BarWidth + NumberGap, middle + (0.36 * FigureStyle.TickSize),
                FigureStyle.TickSize, FigureStyle.TextColor);
        }

        float name = axes.Right + Room(map) - 4;
        canvas.TextUpwards(map.Label, name, axes.MidY);
    }

    private static IReadOnlyList<AxisTick> Ticks(HeatMapDescription map) =>
        AxisTick.For(map.Scale, map.Range);

    // Falling lines x + y = c within a cell, in points; c is the same over all cells, so that the hatch runs through.
    private static void AddHatch(Plot plot, double left, double right, double bottom, double top, double xPerPoint,
        double yPerPoint)
    {
        for (double c = Math.Ceiling((left + bottom) / HatchGap) * HatchGap; c < right + top; c += HatchGap)
        {
            double from = Math.Max(left, c - top), to = Math.Min(right, c - bottom);
            var line = plot.Add.ScatterLine(new[] { from * xPerPoint, to * xPerPoint },
                new[] { (c - from) * yPerPoint, (c - to) * yPerPoint }, Hatch);
            line.LineWidth = FigureStyle.HatchWidth;
        }
    }
}
