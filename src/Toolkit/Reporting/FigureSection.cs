using System.Text.Json.Nodes;
using System.Xml.Linq;
using MomentsDnns.Plotting;
using static MomentsDnns.Reporting.Html;

namespace MomentsDnns.Reporting;

/// <summary>A figure: its panels in a grid, one legend where they share it, and its small print.</summary>
internal static class FigureSection
{
    /// <summary>Writes a figure.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="id">Unique on the page.</param>
    /// <param name="title">Its heading.</param>
    /// <param name="data">Receives what the page's program reads.</param>
    public static XElement Of(FigureDescription figure, string id, string title, JsonArray data)
    {
        List<XElement> cards = [];
        foreach (PanelDescription panel in figure.Panels)
        {
            PanelCard card = PanelCard.Of(figure, panel, $"{id}-{panel.Letter}", title);
            cards.Add(card.Element);
            if (panel.Series.Count > 0) data.Add(card.Data);
        }

        return E("section", "figure", A("id", id), A("aria-labelledby", id + "-title"),
            E("h4", null, A("id", id + "-title"), title),
            figure.Legend.Count == 0 ? null : E("ul", "legend",
                figure.Legend.Select(s => E("li", null, InlineSvg.Sample(s), " ", LabelHtml.Of(s.Label)))),
            E("div", "panels", cards),
            figure.PrintedCaption.Length == 0 ? null : E("p", "small", LabelHtml.Of(figure.PrintedCaption)));
    }
}
