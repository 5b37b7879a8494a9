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
    /// <param name="axes">The rectangle of the axes.</param>
    /// <param name="x">What the horizontal axis shows.</param>
    /// <param name="y">What the vertical axis shows.</param>
    public static void Draw(SKCanvas canvas, SeriesDescription series, SKRect axes, AxisRange x, AxisRange y)
    {
        SKColor color = FigureStyle.Color(series.Color);
        if (series.HasBars) DrawBars(canvas, series, color, axes, x, y);
        foreach (Range run in FiniteRuns.OfLine(series))
        {
            (int start, int length) = run.GetOffsetAndLength(series.X.Count);
            bool isLone = length == 1 && series.Marker == PointMarker.None;
            if (!isLone && series.Marker == PointMarker.None) continue;
            for (int i = start; i < start + length; i++)
            {
                if (!x.Contains(series.X[i]) || !y.Contains(series.Y[i])) continue;
                DrawMarker(canvas, isLone ? PointMarker.Circle
                    : series.Marker, Horizontal(series.X[i], axes, x), Vertical(series.Y[i], axes, y),
                    isLone ? 2.5f * FigureStyle.LineWidth : (float)series.MarkerSize, color);
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
    private static void DrawBars(SKCanvas canvas, SeriesDescription series, SKColor color, SKRect axes, AxisRange x,
        AxisRange y)
    {
        using SKPaint stroke =
            new() { Color = color, IsAntialias = true, IsStroke = true, StrokeWidth = FigureStyle.BarWidth };
        foreach (Range run in FiniteRuns.OfSpread(series))
        {
            (int start, int length) = run.GetOffsetAndLength(series.X.Count);
            for (int i = start; i < start + length; i++)
            {
                (double low, double high) = (series.Lower![i], series.Upper![i]);
                if (!x.Contains(series.X[i]) || high < y.Minimum || low > y.Maximum) continue;
                float middle = Horizontal(series.X[i], axes, x);
                float bottom = Vertical(Math.Max(low, y.Minimum), axes, y),
                    top = Vertical(Math.Min(high, y.Maximum), axes, y);
                canvas.DrawLine(middle, bottom, middle, top, stroke);
                if (low >= y.Minimum)
                    canvas.DrawLine(middle - (CapWidth / 2), bottom, middle + (CapWidth / 2), bottom, stroke);
                if (high <= y.Maximum)
                    canvas.DrawLine(middle - (CapWidth / 2), top, middle + (CapWidth / 2), top, stroke);
            }
        }
    }

    private static void DrawPolygon(SKCanvas canvas, SKPaint paint, params (float X, float Y)[] corners)
    {
        using SKPath path = new();
        path.AddPoly([.. corners.Select(c => new SKPoint(c.X, c.Y))]);
        canvas.DrawPath(path, paint);
    }

    private static float Horizontal(double value, SKRect axes, AxisRange x) =>
        (float)(axes.Left + ((value - x.Minimum) / x.Length * axes.Width));

    private static float Vertical(double value, SKRect axes, AxisRange y) =>
        (float)(axes.Bottom - ((value - y.Minimum) / y.Length * axes.Height));
}
