using System.Text.Json.Nodes;
using System.Xml.Linq;
using MomentsDnns.Plotting;
using static MomentsDnns.Reporting.Html;

namespace MomentsDnns.Reporting;

/// <summary>
/// A panel of a figure on the page: drawn alone, so that panels stand side by side or under each other as there is
/// room.
/// </summary>
/// <param name="Element">The drawing, and its numbers as a table.</param>
/// <param name="Data">
/// What the page's program reads: where the lines are, in shares of the drawing's width and height.
/// </param>
internal sealed record PanelCard(XElement Element, JsonObject Data)
{
    private const double Millimetres = 95;

    /// <summary>Draws a panel.</summary>
    /// <param name="figure">The figure that it is of.</param>
    /// <param name="panel">The panel.</param>
    /// <param name="id">Unique on the page.</param>
    /// <param name="subject">What the figure is of.</param>
    public static PanelCard Of(FigureDescription figure, PanelDescription panel, string id, string subject)
    {
        // Alone, a panel must name its lines by itself, unless a legend above all does.
        FigureDescription alone = new()
        {
            Name = id,
            Panels = [panel with { HasLegend = figure.Legend.Count == 0, Remarks = [] }],
            Width = Millimetres,
        };
        PanelReadings readings = PanelReadings.Of(panel);
        // The vertical axis has no name where the lines have: those of measurements, if there are any.
        FigureLabel[] measured = [.. readings.Names.Where((_, i) => PanelReadings.HasSpread(panel.Series[i]))];
        FigureLabel shown = readings.IsOutline ? panel.YLabel.Upright(" of ").Then(panel.XLabel)
            : panel.YLabel.Runs.Count > 0 ? panel.YLabel : Joined(measured.Length > 0 ? measured : readings.Names);
        string title = $"{subject}, panel {panel.Letter}: "
            + $"{shown.PlainText}{(readings.IsOutline ? "" : $" against {panel.XLabel.PlainText}")}";
        string description = $"Lines: {string.Join("; ", readings.Names.Select(n => n.PlainText).Distinct())}. The "
            + "table below has the numbers.";
        XElement plot = E("div", "plot", A("id", id), A("data-name", title),
            E("div", "area", InlineSvg.Of(alone, id, title, panel.Series.Count == 0 ? "Nothing to draw."
                : description)));
        XElement card = E("div", "panel",
            E("h5", null, $"({panel.Letter}) ", LabelHtml.Of(shown)), plot,
            panel.Series.Count == 0 ? null : E("details", null, E("summary", null, $"Numbers of panel {panel.Letter}"),
                ReadingsTable.Of(readings, id + "-numbers", title)));
        return new(card, PlotData.Of(alone, readings, id));
    }

    private static FigureLabel Joined(IReadOnlyList<FigureLabel> labels) =>
        labels.Select((label, i) => i == 0 ? label : FigureLabel.Empty.Upright(", ").Then(label))
        .Aggregate(FigureLabel.Empty, (all, next) => all.Then(next));
}
