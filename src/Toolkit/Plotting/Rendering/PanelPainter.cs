using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace MomentsDnns.Plotting.Rendering;

/// <summary>Draws one panel: axes, bands and lines by ScottPlot; points, legend, letter and labels on top.</summary>
internal static class PanelPainter
{
    /// <summary>Draws a panel into a rectangle; one that stands alone has no letter.</summary>
    public static void Draw(FigureCanvas canvas, PanelDescription panel, SKRect area, bool hasLetter)
    {
        LegendPainter legend = new(panel);
        // The numbers' width decides where the axes start, and the axes' width which numbers they need: once is enough.
        PanelLayout layout = PanelLayout.Of(panel, legend, area, hasLetter);
        SKRect axes = layout.Axes;
        using (Plot plot = CreatePlot(panel, layout, axes.Left - area.Left, PanelLayout.PaddingTop(hasLetter)))
        {
            if (panel.HeatMap is { } map)
                HeatMapPainter.AddCells(plot, map, panel.XRange.Length / axes.Width, layout.Range.Length / axes.Height);
            foreach (SeriesDescription series in panel.Series) SeriesPainter.AddBand(plot, series, layout.Range);
            // Through an empty panel it would strike out what is written there.
            foreach (double reference in panel.IsEmpty ? [] : panel.ReferenceLines)
            {
                plot.Add.HorizontalLine(reference, FigureStyle.ReferenceWidth, Colors.Black).LinePattern =
                    SeriesPainter.ReferencePattern;
            }

            foreach (SeriesDescription series in panel.Series) SeriesPainter.AddLine(plot, series, layout.Range);
            plot.Render(canvas.Shapes, new PixelRect(area.Left, area.Right, area.Bottom, area.Top));
        }

        foreach (SeriesDescription series in panel.Series)
        {
            MarkerPainter.Draw(canvas.Shapes, series, panel.XRange, layout.Range, 2.5f * FigureStyle.LineWidth,
                (x, y) => new((float)(axes.Left + (panel.XRange.Share(x) * axes.Width)),
                    (float)(axes.Bottom - (layout.Range.Share(y) * axes.Height))));
        }

        if (layout.Legend is { } placement)
        {
            legend.Draw(canvas, axes.Left + (placement.Left * axes.Width), axes.Top + (placement.Top * axes.Height),
                placement.Columns);
        }
        else
        {
            DrawNotes(canvas, panel, axes);
        }

        if (panel.HeatMap is { } heatMap) HeatMapPainter.DrawBar(canvas, heatMap, axes);
        DrawTickLabels(canvas, panel, layout);
        if (hasLetter)
        {
            canvas.Text(FigureLabel.Empty.Bold($"({panel.Letter})"), axes.Left - 4, axes.Top - 8,
                FigureStyle.LetterSize,
                FigureStyle.TextColor, align: 1);
        }

        canvas.Text(panel.XLabel, axes.MidX, area.Bottom - 5, FigureStyle.LabelSize,
            FigureStyle.TextColor, 0.5);
        canvas.TextUpwards(panel.YLabel, area.Left + 10, axes.MidY);
    }

    // ScottPlot draws the marks; the numbers are set here, where exponents can be raised.
    private static void DrawTickLabels(FigureCanvas canvas, PanelDescription panel, PanelLayout layout)
    {
        (SKRect axes, AxisRange x, AxisRange y) = (layout.Axes, panel.XRange, layout.Range);
        foreach (AxisTick tick in layout.XTicks)
        {
            if (tick.Label is null) continue;
            canvas.Text(tick.Label, axes.Left + (x.Share(tick.Position) * axes.Width),
                axes.Bottom + 5 + FigureStyle.TickSize, FigureStyle.TickSize, FigureStyle.TextColor, 0.5);
        }

        foreach (AxisTick tick in layout.YTicks)
        {
            if (tick.Label is null) continue;
            double middle = axes.Bottom - (y.Share(tick.Position) * axes.Height);
            canvas.Text(tick.Label, axes.Left - FigureStyle.TickLabelGap,
                middle + (0.36 * FigureStyle.TickSize), FigureStyle.TickSize, FigureStyle.TextColor, 1);
        }
    }

    // A panel without a line says why in its middle.
    private static void DrawNotes(FigureCanvas canvas, PanelDescription panel, SKRect axes)
    {
        double lineHeight = 1.6 * FigureStyle.NoteSize;
        double baseline = axes.MidY - (0.5 * lineHeight * (panel.Notes.Count - 1));
        foreach (FigureLabel note in panel.Notes)
        {
            canvas.Text(note, axes.MidX, baseline, FigureStyle.NoteSize, FigureStyle.NoteColor, 0.5);
            baseline += lineHeight;
        }
    }

    private static Plot CreatePlot(PanelDescription panel, PanelLayout layout, float paddingLeft, float paddingTop)
    {
        Plot plot = CreatePlot(new PixelPadding(paddingLeft, PanelLayout.PaddingRight(panel), FigureStyle.PaddingBottom,
            paddingTop), panel.Series.Count > 0 && panel.HeatMap is null);
        plot.Axes.SetLimits(panel.XRange.Minimum, panel.XRange.Maximum, layout.Range.Minimum,
            layout.Range.Maximum);
        Style(plot.Axes.Bottom, layout.XTicks);
        Style(plot.Axes.Left, layout.YTicks);
        return plot;
    }

    /// <summary>A plot without anything on it, and axes to the left and below alone.</summary>
    /// <param name="padding">Around the axes.</param>
    /// <param name="hasGrid">Whether lines run through the panel at the marks.</param>
    public static Plot CreatePlot(PixelPadding padding, bool hasGrid)
    {
        Plot plot = new();
        plot.RenderManager.ClearCanvasBeforeEachRender = false; // it would clear the panels drawn before
        plot.Layout.Fixed(padding);
        plot.FigureBackground.Color = plot.DataBackground.Color = Colors.White;
        plot.Legend.IsVisible = false;
        plot.Axes.Right.FrameLineStyle.Width = plot.Axes.Top.FrameLineStyle.Width = 0;
        plot.Grid.MajorLineColor = Color.FromSKColor(FigureStyle.GridColor);
        plot.Grid.MajorLineWidth = 0.6f;
        plot.Grid.IsVisible = hasGrid;
        return plot;
    }

    /// <summary>Gives an axis its marks.</summary>
    public static void Style(IAxis axis, IReadOnlyList<AxisTick> ticks)
    {
        NumericManual generator = new();
        foreach (AxisTick tick in ticks)
        {
            if (tick.Label is null) generator.AddMinor(tick.Position);
            else generator.AddMajor(tick.Position, "");
        }

        axis.TickGenerator = generator;
        axis.FrameLineStyle.Width = 0.7f;
        (axis.MajorTickStyle.Length, axis.MajorTickStyle.Width) = (3, 0.7f);
        (axis.MinorTickStyle.Length, axis.MinorTickStyle.Width) = (1.7f, 0.5f);
    }
}
