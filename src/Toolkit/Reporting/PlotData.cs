using System.Text.Json.Nodes;
using MomentsDnns.Plotting;

namespace MomentsDnns.Reporting;

/// <summary>
/// Where the lines of a drawn panel are, for the page's program. The numbers themselves it takes from the panel's
/// table.
/// </summary>
internal static class PlotData
{
    /// <summary>
    /// The data: <c>axes</c> (left, top, right, bottom), <c>x</c>, the places of the positions, and of each of
    /// <c>lines</c> its colour, columns in the table and places of its values; all in shares, from the left and from
    /// the top. Where <c>runsDown</c>, positions run from top to bottom and values to the right.
    /// </summary>
    /// <param name="figure">The figure of that panel alone.</param>
    /// <param name="readings">The panel's numbers.</param>
    /// <param name="id">The drawing's id.</param>
    public static JsonObject Of(FigureDescription figure, PanelReadings readings, string id)
    {
        PanelGeometry axes = PanelGeometry.Of(figure);
        (double width, double height) = (figure.PanelWidth, figure.PanelHeight);
        bool runsDown = readings.Panel.Profile is not null;
        return new()
        {
            ["id"] = id,
            ["axes"] = Shares([axes.Left / width, axes.Top / height, (axes.Left + axes.Width) / width,
                (axes.Top + axes.Height) / height]),
            ["runsDown"] = runsDown,
            ["x"] = Shares(readings.X.Select(x => (x - axes.X.Minimum) / axes.X.Length).Select(share => runsDown
                ? (axes.Top + (share * axes.Height)) / height : (axes.Left + (share * axes.Width)) / width)),
            ["lines"] = new JsonArray([.. readings.Panel.Series.Select((series, i) => new JsonObject
            {
                ["name"] = readings.Names[i].PlainText,
                ["color"] = InlineSvg.Color(series.Color),
                ["column"] = ReadingsTable.Columns(readings, i).Line,
                ["band"] = ReadingsTable.Columns(readings, i).Band,
                ["y"] = Shares(readings.At(series, series.Y)
                    .Select(y => (y - axes.Y.Minimum) / axes.Y.Length).Select(share => runsDown
                        ? (axes.Left + (share * axes.Width)) / width
                        : (axes.Top + ((1 - share) * axes.Height)) / height)),
            })]),
        };
    }

    private static JsonArray Shares(IEnumerable<double> values) =>
        new([.. values.Select(v => double.IsFinite(v) ? JsonValue.Create(Math.Round(v, 4)) : null)]);
}
