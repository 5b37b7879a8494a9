using ScottPlot;
using Range = System.Range;

namespace MomentsDnns.Plotting.Rendering;

/// <summary>Turns the series of a panel into ScottPlot's plottables.</summary>
internal static class SeriesPainter
{
    /// <summary>Adds the band of a series; nothing where it has none.</summary>
    public static void AddBand(Plot plot, SeriesDescription series, AxisRange range)
    {
        if (!series.HasBand) return;
        foreach (Range run in FiniteRuns.OfSpread(series))
        {
            var band = plot.Add.FillY(Slice(series.X, run), Clamped(series.Lower!, run, range),
                Clamped(series.Upper!, run, range));
            band.FillColor = Color.FromSKColor(FigureStyle.Color(series.Color).WithAlpha(FigureStyle.BandAlpha));
            band.LineWidth = 0;
            band.MarkerSize = 0;
            if (!series.HasBandEdges) continue;
            foreach (IReadOnlyList<double> edge in new[] { series.Lower!, series.Upper! })
            {
                // Where bands overlap, their edges tell them apart.
                var line = plot.Add.ScatterLine(Slice(series.X, run), Clamped(edge, run, range),
                    Color.FromSKColor(FigureStyle.Color(series.Color).WithAlpha(FigureStyle.BandEdgeAlpha)));
                line.LineWidth = FigureStyle.BandEdgeWidth;
            }
        }
    }

    /// <summary>
    /// Adds the line of a series: a stroke for each stretch of two points or more; <see cref="MarkerPainter"/> draws a
    /// lone one.
    /// </summary>
    public static void AddLine(Plot plot, SeriesDescription series, AxisRange range)
    {
        if (!series.HasLine) return;
        Color color = Color.FromSKColor(FigureStyle.Color(series.Color));
        foreach (Range run in FiniteRuns.OfLine(series))
        {
            double[] x = Slice(series.X, run), y = Clamped(series.Y, run, range);
            if (x.Length == 1) continue;
            var line = plot.Add.ScatterLine(x, y, color);
            line.LineWidth = FigureStyle.LineWidth;
            if (FigureStyle.Intervals(series.Dash) is { Length: > 0 } intervals)
                line.LinePattern = new LinePattern(intervals, 0, series.Dash.ToString());
        }
    }

    /// <summary>Adds a thin dashed line across the panel.</summary>
    public static void AddReference(Plot plot, double height)
    {
        var line = plot.Add.HorizontalLine(height, FigureStyle.ReferenceWidth, Colors.Black);
        line.LinePattern = new LinePattern([3, 2], 0, "reference");
    }

    /// <summary>The numbers of a stretch.</summary>
    public static double[] Slice(IReadOnlyList<double> values, Range run)
    {
        (int offset, int length) = run.GetOffsetAndLength(values.Count);
        return [.. values.Skip(offset).Take(length)];
    }

    /// <summary>
    /// The same, held near a range: far outside of it a coordinate would leave the single precision of the canvas.
    /// </summary>
    public static double[] Clamped(IReadOnlyList<double> values, Range run, AxisRange range)
    {
        double farBelow = range.Minimum - (9 * range.Length), farAbove = range.Maximum + (9 * range.Length);
        return [.. Slice(values, run).Select(v => Math.Clamp(v, farBelow, farAbove))];
    }
}
