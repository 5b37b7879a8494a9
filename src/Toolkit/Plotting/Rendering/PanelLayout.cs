using SkiaSharp;

namespace MomentsDnns.Plotting.Rendering;

/// <summary>Where the parts of a panel go, in points, and what its axes show.</summary>
/// <param name="Axes">The rectangle of the axes.</param>
/// <param name="Range">What the vertical axis shows, in axis units.</param>
/// <param name="XTicks">Marks of the horizontal axis.</param>
/// <param name="YTicks">Marks of the vertical axis; none where there is nothing to measure.</param>
/// <param name="Legend">Where the legend goes; null where there is none.</param>
/// <param name="NeededLeft">The room that the numbers and the name of the vertical axis need.</param>
internal sealed record PanelLayout(SKRect Axes, AxisRange Range, IReadOnlyList<AxisTick> XTicks,
    IReadOnlyList<AxisTick> YTicks, LegendPlacement? Legend, float NeededLeft)
{
    /// <summary>Lays out a panel: once to learn which room its numbers need, and once more with that room.</summary>
    /// <param name="panel">What it shows.</param>
    /// <param name="legend">Its legend.</param>
    /// <param name="area">The rectangle it is drawn in.</param>
    /// <param name="hasLetter">Whether its letter stands above the axes.</param>
    public static PanelLayout Of(PanelDescription panel, LegendPainter legend, SKRect area, bool hasLetter) =>
        Of(panel, legend, area, Of(panel, legend, area, FigureStyle.PaddingLeft, hasLetter).NeededLeft, hasLetter);

    private static PanelLayout Of(PanelDescription panel, LegendPainter legend, SKRect area, float left, bool hasLetter)
    {
        SKRect axes = new(area.Left + left, area.Top + PaddingTop(hasLetter), area.Right - PaddingRight(panel),
            area.Bottom - FigureStyle.PaddingBottom);
        LegendPlacement? placement =
            panel.IsEmpty || legend.Entries == 0 ? null : LegendPlacement.Choose(panel, columns =>
        {
            (double width, double height) = legend.Size(columns);
            return (width / axes.Width, height / axes.Height);
        }, legend.Entries);
        AxisRange range = placement?.Range ?? AxisFit.Of(panel);
        IReadOnlyList<AxisTick> yTicks = panel.IsEmpty && panel.YRange is null ? []
            : AxisTick.For(panel.YScale, range);
        double widest = yTicks.Select(t => t.Label is null ? 0 : RichText.Width(t.Label, FigureStyle.TickSize))
            .DefaultIfEmpty().Max();
        double needed = widest + FigureStyle.TickLabelGap + 4
            + (panel.YLabel.Runs.Count > 0 ? FigureStyle.YLabelRoom : 0);
        return new PanelLayout(axes, range, XTicksOf(panel), yTicks, placement,
            Math.Max(FigureStyle.PaddingLeft, (float)needed));
    }

    private static IReadOnlyList<AxisTick> XTicksOf(PanelDescription panel) => panel.XNames.Count > 0
        ? [.. panel.XNames.Select((name, i) => new AxisTick(panel.XPlaces.Count > 0 ? panel.XPlaces[i] : i,
        FigureLabel.Empty.Upright(name)))]
        : AxisTick.For(panel.XScale, panel.XRange, isWhole: panel.XCounts);

    /// <summary>The room above the axes, in points.</summary>
    public static float PaddingTop(bool hasLetter) => hasLetter ? FigureStyle.PaddingTop : FigureStyle.PaddingTopBare;

    /// <summary>The room right of the axes, in points.</summary>
    public static float PaddingRight(PanelDescription panel) =>
        FigureStyle.PaddingRight + (panel.HeatMap is null ? 0 : HeatMapPainter.Room(panel.HeatMap));
}
