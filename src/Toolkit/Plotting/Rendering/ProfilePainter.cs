using ScottPlot;
using SkiaSharp;

namespace MomentsDnns.Plotting.Rendering;

/// <summary>
/// Draws a panel with named positions: as <see cref="PanelPainter"/>, with positions downwards and values to the right.
/// </summary>
internal static class ProfilePainter
{
    private const double Sample = 11, SampleGap = 3;

    /// <summary>Draws a panel.</summary>
    /// <param name="canvas">Where to.</param>
    /// <param name="panel">What it shows.</param>
    /// <param name="layout">Where its parts go.</param>
    /// <param name="hasLetter">Whether its letter stands above the axes.</param>
    public static void Draw(FigureCanvas canvas, PanelDescription panel, ProfileLayout layout, bool hasLetter)
    {
        SKRect axes = layout.Axes;
        using (Plot plot = CreatePlot(panel, layout))
        {
            foreach (ProfileGroup group in panel.Profile!.Groups.Skip(1)) AddRule(plot, -group.Start);
            foreach (SeriesDescription series in panel.Series)
                SeriesPainter.AddBand(plot, series, layout.Range, isDown: true);
            foreach (double reference in panel.IsEmpty ? [] : panel.ReferenceLines)
            {
                var line = plot.Add.VerticalLine(reference, FigureStyle.ReferenceWidth, Colors.Black);
                line.LinePattern = SeriesPainter.ReferencePattern;
            }

            foreach (SeriesDescription series in panel.Series)
                SeriesPainter.AddLine(plot, series, layout.Range, isDown: true);
            plot.Render(canvas.Shapes, new PixelRect(axes.Left - 4, axes.Right + 2, axes.Bottom + 4, axes.Top - 2));
        }

        foreach (SeriesDescription series in panel.Series)
        {
            MarkerPainter.Draw(canvas.Shapes, series, panel.XRange, layout.Range, series.MarkerSize, (x, y) => new(
                (float)(axes.Left + (layout.Range.Share(y) * axes.Width)),
                (float)ProfileLayout.Height(x, panel.XRange, axes)));
        }

        DrawTexts(canvas, panel, layout, hasLetter);
    }

    private static Plot CreatePlot(PanelDescription panel, ProfileLayout layout)
    {
        Plot plot = PanelPainter.CreatePlot(new(4, 2, 4, 2), panel.Series.Count > 0);
        plot.Axes.SetLimits(layout.Range.Minimum, layout.Range.Maximum, -panel.XRange.Maximum, -panel.XRange.Minimum);
        PanelPainter.Style(plot.Axes.Bottom, layout.Ticks);
        double perPoint = panel.XRange.Length / layout.Axes.Height;
        PanelPainter.Style(plot.Axes.Left, [.. layout.Names.Select(n =>
            new AxisTick(-(panel.XRange.Minimum + ((n.Middle - layout.Axes.Top) * perPoint)), null))]);
        plot.Grid.YAxisStyle.IsVisible = false;
        return plot;
    }

    private static void AddRule(Plot plot, double height) =>
        plot.Add.HorizontalLine(height, FigureStyle.RuleWidth, Color.FromSKColor(FigureStyle.RuleColor));

    private static void DrawTexts(FigureCanvas canvas, PanelDescription panel, ProfileLayout layout, bool hasLetter)
    {
        SKRect axes = layout.Axes;
        double size = panel.Profile!.NameSize;
        foreach (PlacedName name in layout.Names)
        {
            canvas.Text(name.Text, axes.Left - ProfileLayout.NameGap, name.Middle + (0.33 * size), size,
                name.IsMain ? FigureStyle.TextColor : FigureStyle.NoteColor, 1);
        }

        foreach (PlacedName group in layout.Groups)
        {
            canvas.Text(group.Text, axes.Right + ProfileLayout.NameGap, group.Middle + (0.33 * ProfileLayout.GroupSize),
                ProfileLayout.GroupSize, FigureStyle.NoteColor);
        }

        foreach (AxisTick tick in layout.Ticks)
        {
            if (tick.Label is null) continue;
            double right = axes.Left + (layout.Range.Share(tick.Position) * axes.Width);
            canvas.Text(tick.Label, right, axes.Bottom + 4 + ProfileLayout.TickSize, ProfileLayout.TickSize,
                FigureStyle.TextColor, 0.5);
        }

        canvas.Text(panel.YLabel, axes.MidX, axes.Bottom + 22, ProfileLayout.LegendSize + 1, FigureStyle.TextColor,
            0.5);
        double above = panel.Profile.LegendRows * ProfileLayout.LegendLine;
        if (hasLetter)
        {
            canvas.Text(FigureLabel.Empty.Bold($"({panel.Letter})"), axes.Left, axes.Top - 4 - above,
                FigureStyle.LetterSize - 1, FigureStyle.TextColor);
        }

        DrawLegend(canvas, panel, axes.Left, axes.Top - above - 2);
        double baseline = axes.MidY;
        foreach (FigureLabel note in panel.Notes)
        {
            canvas.Text(note, axes.MidX, baseline, FigureStyle.NoteSize, FigureStyle.NoteColor, 0.5);
            baseline += 1.6 * FigureStyle.NoteSize;
        }
    }

    // A line each above the axes; one alone is named by the axis.
    private static void DrawLegend(FigureCanvas canvas, PanelDescription panel, double left, double top)
    {
        SeriesDescription[] named = [.. panel.Series.Where(s => s.IsInLegend && s.Label.Runs.Count > 0)];
        if (!panel.HasLegend || named.Length < 2) return;
        foreach (SeriesDescription series in named.Take(panel.Profile!.LegendRows))
        {
            double middle = top + (ProfileLayout.LegendLine / 2);
            LegendPainter.DrawSample(canvas, series, left, middle, Sample);
            canvas.Text(series.Label, left + Sample + SampleGap, middle + (0.33 * ProfileLayout.LegendSize),
                ProfileLayout.LegendSize, FigureStyle.TextColor);
            top += ProfileLayout.LegendLine;
        }
    }
}
