using SkiaSharp;

namespace MomentsDnns.Plotting.Rendering;

/// <summary>Measures and draws a legend: series, then notes.</summary>
internal sealed class LegendPainter
{
    private const double Sample = 20, Gap = 4, RowHeight = 12, ColumnGap = 10, Inset = 3;

    private readonly List<Entry> _entries = [];

    /// <summary>A legend of series.</summary>
    /// <param name="series">What it names.</param>
    /// <param name="room">
    /// The most width it may have, in points: a longer name goes on in lines under its first.
    /// </param>
    public LegendPainter(IReadOnlyList<SeriesDescription> series, double room)
    {
        foreach (SeriesDescription line in series)
        {
            IReadOnlyList<FigureLabel> names =
                RichText.Wrap(line.Label, room - Sample - Gap - (2 * Inset), FigureStyle.LegendSize);
            HasLongNames |= names.Count > 1;
            _entries.AddRange(names.Select((name, i) => new Entry(i == 0 ? line : null, name, false)));
        }
    }

    /// <summary>The legend of a panel.</summary>
    public LegendPainter(PanelDescription panel)
    {
        if (panel.HasLegend)
        {
            _entries.AddRange(panel.Series.Where(s => s.IsInLegend && s.Label.Runs.Count > 0)
                .Select(s => new Entry(s, s.Label, false)));
        }
        _entries.AddRange(panel.Notes.Select(note => new Entry(null, note, true)));
    }

    // A continued name has no sample, but its room.
    private sealed record Entry(SeriesDescription? Series, FigureLabel Text, bool IsNote)
    {
        public double Width =>
            IsNote ? RichText.Width(Text, FigureStyle.NoteSize)
            : Sample + Gap + RichText.Width(Text, FigureStyle.LegendSize);
    }

    /// <summary>How many entries there are; without one there is no legend.</summary>
    public int Entries => _entries.Count;

    /// <summary>Whether a name takes several lines; then the legend is to stand in one column.</summary>
    public bool HasLongNames { get; }

    /// <summary>Its width and height in points, in so many columns.</summary>
    public (double Width, double Height) Size(int columns)
    {
        double[] widths = ColumnWidths(columns);
        return (widths.Sum() + (ColumnGap * (widths.Length - 1)) + (2 * Inset),
            (Rows(columns) * RowHeight) + (2 * Inset));
    }

    /// <summary>Draws it with its upper left corner at a point.</summary>
    public void Draw(FigureCanvas canvas, double left, double top, int columns)
    {
        (double width, double height) = Size(columns);
        using (SKPaint background = new() { Color = SKColors.White.WithAlpha(225) })
            canvas.Shapes.DrawRect((float)left, (float)top, (float)width, (float)height, background);
        double[] widths = ColumnWidths(columns);
        int rows = Rows(columns);
        for (int i = 0; i < Entries; i++)
        {
            Entry entry = _entries[i];
            double x = left + Inset + widths.Take(i / rows).Sum(w => w + ColumnGap);
            double middle = top + Inset + (((i % rows) + 0.5) * RowHeight);
            if (entry.IsNote)
            {
                canvas.Text(entry.Text, x, middle + (0.33 * FigureStyle.NoteSize), FigureStyle.NoteSize,
                    FigureStyle.NoteColor);
                continue;
            }

            if (entry.Series is { } series) DrawSample(canvas, series, x, middle, Sample);
            canvas.Text(entry.Text, x + Sample + Gap, middle + (0.33 * FigureStyle.LegendSize), FigureStyle.LegendSize,
                FigureStyle.TextColor);
        }
    }

    /// <summary>Draws a piece of a series as a legend shows it.</summary>
    /// <param name="canvas">Where to.</param>
    /// <param name="line">The series.</param>
    /// <param name="x">Where it starts.</param>
    /// <param name="middle">The height of its middle.</param>
    /// <param name="length">How long it is.</param>
    public static void DrawSample(FigureCanvas canvas, SeriesDescription line, double x, double middle, double length)
    {
        SKColor color = FigureStyle.Color(line.Color);
        if (line.HasBand)
        {
            using SKPaint band = new() { Color = color.WithAlpha(FigureStyle.BandAlpha) };
            canvas.Shapes.DrawRect((float)x, (float)(middle - 3.5), (float)length, 7, band);
        }

        if (line.HasBars)
        {
            using SKPaint bar =
                new() { Color = color, IsStroke = true, StrokeWidth = FigureStyle.BarWidth, IsAntialias = true };
            canvas.Shapes.DrawLine((float)(x + (length / 2)), (float)(middle - 4.5), (float)(x + (length / 2)),
                (float)(middle + 4.5), bar);
        }

        if (line.HasLine) DrawLine(canvas, line, color, x, middle, length);
        MarkerPainter.DrawMarker(canvas.Shapes, line.Marker, (float)(x + (length / 2)), (float)middle,
            (float)line.MarkerSize, color);
    }

    private static void DrawLine(FigureCanvas canvas, SeriesDescription line, SKColor color, double x, double middle,
        double length)
    {
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
        canvas.Shapes.DrawLine((float)x, (float)middle, (float)(x + length), (float)middle, stroke);
    }

    private double[] ColumnWidths(int columns) =>
        [.. _entries.Chunk(Rows(columns)).Select(chunk => chunk.Max(e => e.Width))];

    // One of no entry at all: labels may be empty.
    private int Rows(int columns) => Math.Max(1, (Entries + columns - 1) / columns);
}
