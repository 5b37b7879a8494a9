using SkiaSharp;

namespace MomentsDnns.Plotting.Rendering;

/// <summary>
/// Where the panels of a figure with named positions go: the first of a row has the names, the last those of the
/// stretches, and all axes are of one width.
/// </summary>
internal static class ProfileGrid
{
    /// <summary>How many panels have room in a row.</summary>
    /// <param name="panels">The panels, one at least.</param>
    /// <param name="width">The width of the figure, in points.</param>
    public static int Most(IReadOnlyList<PanelDescription> panels, double width)
    {
        (double names, double groups) = Rooms(panels, width);
        return Math.Max(1, (int)((width - names - groups) / ProfileLayout.LeastWidth));
    }

    /// <summary>Draws a panel of a figure.</summary>
    /// <param name="canvas">Where to.</param>
    /// <param name="figure">The figure.</param>
    /// <param name="index">Which panel.</param>
    /// <param name="top">The height at which panels start.</param>
    public static void Draw(FigureCanvas canvas, FigureDescription figure, int index, double top) =>
        ProfilePainter.Draw(canvas, figure.Panels[index], Layout(figure, index, top), figure.Panels.Count > 1);

    /// <summary>Lays out a panel of a figure.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="index">Which panel.</param>
    /// <param name="top">The height at which panels start.</param>
    public static ProfileLayout Layout(FigureDescription figure, int index, double top)
    {
        double width = FigureWidth.InPoints(figure.Width), height = figure.PanelHeight;
        (double names, double groups) = Rooms(figure.Panels, width);
        (int row, int column) = Math.DivRem(index, figure.Columns);
        bool isFirst = column == 0, isLast = column == figure.Columns - 1 || index == figure.Panels.Count - 1;
        double axes = (width - names - groups) / figure.Columns;
        SKRect area = new((float)(isFirst ? 0 : names + (column * axes)), (float)(top + (row * height)),
            (float)(names + ((column + 1) * axes) + (isLast ? groups : 0)), (float)(top + ((row + 1) * height)));
        return ProfileLayout.Of(figure.Panels[index], area, (isFirst ? names : 0, isLast ? groups : 0), width,
            figure.Panels.Count > 1);
    }

    private static (double Names, double Groups) Rooms(IReadOnlyList<PanelDescription> panels, double width) =>
        (panels.Max(p => ProfileLayout.NamesRoom(p.Profile!, width)),
            panels.Max(p => ProfileLayout.GroupsRoom(p.Profile!, width)));
}
