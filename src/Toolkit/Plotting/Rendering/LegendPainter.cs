using SkiaSharp;

namespace MomentsDnns.Plotting.Rendering;

/// <summary>Measures and draws a legend: series, then notes.</summary>
internal sealed class LegendPainter(IReadOnlyList<SeriesDescription> series, IReadOnlyList<FigureLabel> notes)
{
    private const double Sample = 20, Gap = 4, RowHeight = 12, ColumnGap = 10, Inset = 3;

    /// <summary>The legend of a panel.</summary>
    public LegendPainter(PanelDescription panel) : this(panel.HasLegend ? [.. panel.Series.Where(s => s.Label.Runs.Count > 0)] : [], panel.Notes)
    {
    }

    /// <summary>How many entries there are; without one there is no legend.</summary>
    public int Entries => series.Count + notes.Count;

    /// <summary>Its width and height in points, in so many columns.</summary>
    public (double Width, double Height) Size(int columns)
    {
        double[] widths = ColumnWidths(columns);
        int rows = (Entries + columns - 1) / columns;
        return (widths.Sum() + (ColumnGap * (widths.Length - 1)) + (2 * Inset), (rows * RowHeight) + (2 * Inset));
    }

    /// <summary>Draws it with its upper left corner at a point.</summary>
    public void Draw(FigureCanvas canvas, double left, double top, int columns)
    {
        (double width, double height) = Size(columns);
        using (SKPaint background = new() { Color = SKColors.White.WithAlpha(225) })
            canvas.Shapes.DrawRect((float)left, (float)top, (float)width, (float)height, background);
        double[] widths = ColumnWidths(columns);
        int rows = (Entries + columns - 1) / columns;
        for (int entry = 0; entry < Entries; entry++)
        {
            double x = left + Inset + widths.Take(entry / rows).Sum(w => w + ColumnGap);
            double middle = top + Inset + (((entry % rows) + 0.5) * RowHeight);
            double baseline = middle + (0.33 * FigureStyle.LegendSize);
            if (entry >= series.Count)
            {
                canvas.Text(notes[entry - series.Count], x, middle + (0.33 * FigureStyle.NoteSize),
                    FigureStyle.NoteSize, FigureStyle.NoteColor);
                continue;
            }

            DrawSample(canvas, series[entry], x, middle);
            canvas.Text(series[entry].Label, x + Sample + Gap, baseline, FigureStyle.LegendSize, FigureStyle.TextColor);
        }
    }

    private static void DrawSample(FigureCanvas canvas, SeriesDescription line, double x, double middle)
    {
        SKColor color = FigureStyle.Color(line.Color);
        if (line.HasBand)
        {
            using SKPaint band = new() { Color = color.WithAlpha(FigureStyle.BandAlpha) };
            canvas.Shapes.DrawRect((float)x, (float)(middle - 3.5), (float)Sample, 7, band);
        }

        using SKPathEffect? effect = FigureStyle.Intervals(line.Dash) is { Length: > 0 } intervals
            ? SKPathEffect.CreateDash(intervals, 0)
            : null;
        using SKPaint stroke = new()
        {
            Color = color,
            IsStroke = true,
            StrokeWidth = FigureStyle.LineWidth,
            IsAntialias = true,
            PathEffect = effect,
        };
        canvas.Shapes.DrawLine((float)x, (float)middle, (float)(x + Sample), (float)middle, stroke);
    }

    private double[] ColumnWidths(int columns)
    {
        int rows = (Entries + columns - 1) / columns;
        return [.. Enumerable.Range(0, Entries).Chunk(rows).Select(chunk => chunk.Max(EntryWidth))];
    }

    private double EntryWidth(int entry) => entry < series.Count
        ? Sample + Gap + RichText.Width(series[entry].Label, FigureStyle.LegendSize)
        : RichText.Width(notes[entry - series.Count], FigureStyle.NoteSize);
}
