using SkiaSharp;

namespace MomentsDnns.Plotting.Rendering;

/// <summary>Draws a whole figure, whatever the canvas writes to.</summary>
internal static class FigurePainter
{
    private const double CaptionInset = 8, LegendInset = 4;

    /// <summary>The width and height of a figure in points, its caption included.</summary>
    public static (double Width, double Height) Size(FigureDescription figure) =>
        (FigureWidth.InPoints(figure.Width), HeightAroundPanels(figure) + (figure.Rows * figure.PanelHeight));

    /// <summary>The height of the legend above the panels and of the caption under them, in points.</summary>
    public static double HeightAroundPanels(FigureDescription figure)
    {
        int lines = CaptionLines(figure).Count;
        return LegendHeight(figure) + (lines == 0 ? 0 : (lines * FigureStyle.CaptionLine) + 6);
    }

    /// <summary>Draws the legend, the panels row by row, then the caption.</summary>
    public static void Draw(FigureCanvas canvas, FigureDescription figure)
    {
        canvas.Shapes.Clear(SKColors.White);
        double below = LegendHeight(figure), panelHeight = figure.PanelHeight;
        if (below > 0) LegendOf(figure).Draw(canvas, CaptionInset, LegendInset, LegendColumns(figure));
        for (int i = 0; i < figure.Panels.Count; i++)
        {
            if (figure.HasNames)
            {
                ProfileGrid.Draw(canvas, figure, i, below);
                continue;
            }

            (int row, int column) = Math.DivRem(i, figure.Columns);
            (double left, double top) = (column * figure.PanelWidth, below + (row * panelHeight));
            PanelPainter.Draw(canvas, figure.Panels[i],
                new SKRect((float)left, (float)top, (float)(left + figure.PanelWidth), (float)(top + panelHeight)),
                figure.Panels.Count > 1);
        }

        double baseline = below + (figure.Rows * panelHeight) + FigureStyle.CaptionLine;
        foreach (FigureLabel line in CaptionLines(figure))
        {
            canvas.Text(line, CaptionInset, baseline, FigureStyle.CaptionSize, FigureStyle.NoteColor);
            baseline += FigureStyle.CaptionLine;
        }
    }

    private static double LegendHeight(FigureDescription figure) => figure.Legend.Count == 0
        ? 0
        : LegendOf(figure).Size(LegendColumns(figure)).Height + (2 * LegendInset);

    // As many columns as fit.
    private static int LegendColumns(FigureDescription figure)
    {
        LegendPainter legend = LegendOf(figure);
        return legend.HasLongNames ? 1 : Enumerable.Range(1, legend.Entries)
            .LastOrDefault(columns => legend.Size(columns).Width <= Room(figure), 1);
    }

    private static LegendPainter LegendOf(FigureDescription figure) => new(figure.Legend, Room(figure));

    private static double Room(FigureDescription figure) => FigureWidth.InPoints(figure.Width) - (2 * CaptionInset);

    private static IReadOnlyList<FigureLabel> CaptionLines(FigureDescription figure) =>
        RichText.Wrap(FigureLabel.Parse(figure.PrintedCaption), Room(figure), FigureStyle.CaptionSize);
}
