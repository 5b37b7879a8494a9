using MomentsDnns.Plotting.Rendering;
using SkiaSharp;

namespace MomentsDnns.Plotting;

/// <summary>
/// Where the axes of a panel lie and what they show, for programs that lay something over a drawn figure.
/// </summary>
/// <param name="Left">From the figure's left edge to the axes, in points.</param>
/// <param name="Top">From the figure's top edge to the axes, in points.</param>
/// <param name="Width">The width of the axes, in points.</param>
/// <param name="Height">The height of the axes, in points.</param>
/// <param name="X">
/// What the axis of positions shows, in axis units: the horizontal one, or where positions have names, from top to
/// bottom.
/// </param>
/// <param name="Y">What the axis of values shows, in axis units.</param>
public sealed record PanelGeometry(double Left, double Top, double Width, double Height, AxisRange X, AxisRange Y)
{
    /// <summary>The geometry of the only panel of a figure without a legend of its own.</summary>
    /// <param name="figure">The figure.</param>
    /// <exception cref="ArgumentException">The figure has another number of panels, or a legend above them.</exception>
    public static PanelGeometry Of(FigureDescription figure)
    {
        if (figure.Panels is not [PanelDescription panel] || figure.Legend.Count > 0)
        {
            throw new ArgumentException("the figure must have one panel and no legend above it; draw its panels one "
                + "by one", nameof(figure));
        }
        if (panel.Profile is not null)
        {
            ProfileLayout profile = ProfileGrid.Layout(figure, 0, 0);
            return new(profile.Axes.Left, profile.Axes.Top, profile.Axes.Width, profile.Axes.Height, panel.XRange,
                profile.Range);
        }

        LegendPainter legend = new(panel);
        SKRect area = new(0, 0, (float)figure.PanelWidth, (float)figure.PanelHeight);
        PanelLayout layout = PanelLayout.Of(panel, legend, area, hasLetter: false); // of one panel
        return new(layout.Axes.Left, layout.Axes.Top, layout.Axes.Width, layout.Axes.Height, panel.XRange,
            layout.Range);
    }
}
