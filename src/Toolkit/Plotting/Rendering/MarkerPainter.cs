using SkiaSharp;

namespace MomentsDnns.Plotting.Rendering;

/// <summary>
/// Draws what stands at points: bars, markers, and a dot where a line has but one point. Skia draws them with paints of
/// their own: one that has drawn dashes keeps them, and filled shapes cannot have any.
/// </summary>
internal static class MarkerPainter
{
    private const float CapWidth = 3;

    /// <summary>Draws the bars and points of a series.</summary>
    /// <param name="canvas">Where to.</param>
    /// <param name="series">The series.</param>
    /// <param name="x">What the axis of positions shows.</param>
    /// <param name="y">What the axis of values shows.</param>
    /// <param name="dot">The size of the dot where a line without markers has but one point.</param>
    /// <param name="place">Where a position and a value are.</param>
    public static void Draw(SKCanvas canvas, SeriesDescription series, AxisRange x, AxisRange y, double dot,
        Func<double, double, SKPoint> place)
    {
        SKColor color = FigureStyle.Color(series.Color);
        if (series.HasBars) DrawBars(canvas, series, color, x, y, place);
        foreach (int[] run in FiniteRuns.OfLine(series))
        {
            (PointMarker marker, double size) = series.Marker == PointMarker.None && run.Length == 1
                ? (PointMarker.Circle, dot) : (series.Marker, series.MarkerSize);
            foreach (int i in run.Where(i => x.Contains(series.X[i]) && y.Contains(series.Y[i])))
            {
                SKPoint point = place(series.X[i], series.Y[i]);
                DrawMarker(canvas, marker, point.X, point.Y, (float)size, color);
            }
        }
    }

    /// <summary>Draws one marker around a point.</summary>
    public static void DrawMarker(SKCanvas canvas, PointMarker marker, float x, float y, float size, SKColor color)
    {
        using SKPaint paint = new() { Color = color, IsAntialias = true };
        float half = size / 2;
        switch (marker)
        {
            case PointMarker.Circle:
                canvas.DrawCircle(x, y, half, paint);
                break;
            case PointMarker.Square:
                canvas.DrawRect(x - (0.9f * half), y - (0.9f * half), 1.8f * half, 1.8f * half, paint);
                break;
            case PointMarker.Triangle:
                DrawPolygon(canvas, paint, (x, y - (1.2f * half)), (x + (1.1f * half), y + (0.8f * half)),
                    (x - (1.1f * half), y + (0.8f * half)));
                break;
            case PointMarker.Diamond:
                DrawPolygon(canvas, paint, (x, y - (1.25f * half)), (x + (1.25f * half), y), (x, y + (1.25f * half)),
                    (x - (1.25f * half), y));
                break;
        }
    }

    // A bar that leaves the axes is cut there, and has no cap.
    private static void DrawBars(SKCanvas canvas, SeriesDescription series, SKColor color, AxisRange x, AxisRange y,
        Func<double, double, SKPoint> place)
    {
        using SKPaint stroke =
            new() { Color = color, IsAntialias = true, IsStroke = true, StrokeWidth = FigureStyle.BarWidth };
        foreach (int i in FiniteRuns.OfSpread(series).SelectMany(run => run))
        {
            (double position, double low, double high) = (series.X[i], series.Lower![i], series.Upper![i]);
            if (!x.Contains(position) || high < y.Minimum || low > y.Maximum) continue;
            SKPoint bottom = place(position, Math.Max(low, y.Minimum)),
                top = place(position, Math.Min(high, y.Maximum));
            canvas.DrawLine(bottom, top, stroke);
            if (low >= y.Minimum) DrawCap(bottom);
            if (high <= y.Maximum) DrawCap(top);
        }

        void DrawCap(SKPoint end) =>
            canvas.DrawLine(end.X - (CapWidth / 2), end.Y, end.X + (CapWidth / 2), end.Y, stroke);
    }

    private static void DrawPolygon(SKCanvas canvas, SKPaint paint, params (float X, float Y)[] corners)
    {
        using SKPath path = new();
        path.AddPoly([.. corners.Select(c => new SKPoint(c.X, c.Y))]);
        canvas.DrawPath(path, paint);
    }
}
