using ScottPlot;

namespace MomentsDnns.Plotting.Rendering;

/// <summary>Turns the series of a panel into ScottPlot's plottables.</summary>
internal static class SeriesPainter
{
    /// <summary>Adds the band of a series; nothing where it has none.</summary>
    /// <param name="plot">The plot.</param>
    /// <param name="series">The series.</param>
    /// <param name="range">What the axis of values shows.</param>
    /// <param name="isDown">Whether positions run downwards and values to the right.</param>
    public static void AddBand(Plot plot, SeriesDescription series, AxisRange range, bool isDown = false)
    {
        if (!series.HasBand) return;
        Color fill = Color.FromSKColor(FigureStyle.Color(series.Color).WithAlpha(FigureStyle.BandAlpha)),
            edge = Color.FromSKColor(FigureStyle.Color(series.Color).WithAlpha(FigureStyle.BandEdgeAlpha));
        foreach (int[] run in FiniteRuns.OfSpread(series))
        {
            double[] x = Positions(series, run, isDown), lower = Clamped(series.Lower!, run, range),
                upper = Clamped(series.Upper!, run, range);
            if (!isDown)
            {
                var band = plot.Add.FillY(x, lower, upper);
                (band.FillColor, band.LineWidth, band.MarkerSize) = (fill, 0, 0);
            }
            else if (x.Length > 1)
            {
                var band = plot.Add.Polygon([.. lower, .. upper.Reverse()], [.. x, .. x.Reverse()]);
                (band.FillColor, band.LineWidth) = (fill, 0);
            }

            if (!series.HasBandEdges || (isDown && x.Length < 2)) continue;
            // Where bands overlap, their edges tell them apart.
            Stroke(plot, x, lower, edge, isDown).LineWidth = FigureStyle.BandEdgeWidth;
            Stroke(plot, x, upper, edge, isDown).LineWidth = FigureStyle.BandEdgeWidth;
        }
    }

    /// <summary>
    /// Adds the line of a series: a stroke for each stretch of two points or more; <see cref="MarkerPainter"/> draws a
    /// lone one.
    /// </summary>
    /// <inheritdoc cref="AddBand" path="/param"/>
    public static void AddLine(Plot plot, SeriesDescription series, AxisRange range, bool isDown = false)
    {
        if (!series.HasLine) return;
        Color color = Color.FromSKColor(FigureStyle.Color(series.Color));
        foreach (int[] run in FiniteRuns.OfLine(series).Where(run => run.Length > 1))
        {
            var line = Stroke(plot, Positions(series, run, isDown), Clamped(series.Y, run, range), color, isDown);
            line.LineWidth = isDown ? FigureStyle.ProfileLineWidth : FigureStyle.LineWidth;
            if (FigureStyle.Intervals(series.Dash) is { Length: > 0 } intervals)
                line.LinePattern = new LinePattern(intervals, 0, series.Dash.ToString());
        }
    }

    /// <summary>The dashes of a thin line across a panel.</summary>
    public static LinePattern ReferencePattern { get; } = new([3, 2], 0, "reference");

    private static ScottPlot.Plottables.Scatter Stroke(Plot plot, double[] positions, double[] values, Color color,
        bool isDown) => isDown ? plot.Add.ScatterLine(values, positions, color)
            : plot.Add.ScatterLine(positions, values, color);

    private static double[] Positions(SeriesDescription series, int[] run, bool isDown) =>
        Array.ConvertAll(series.X.Of(run), x => isDown ? -x : x);

    // Held near the range: far outside of it a coordinate would leave the single precision of the canvas.
    private static double[] Clamped(IReadOnlyList<double> values, int[] run, AxisRange range)
    {
        double farBelow = range.Minimum - (9 * range.Length), farAbove = range.Maximum + (9 * range.Length);
        return Array.ConvertAll(values.Of(run), v => Math.Clamp(v, farBelow, farAbove));
    }
}
