using System.Xml.Linq;
using MomentsDnns.Plotting;
using static MomentsDnns.Reporting.Html;

namespace MomentsDnns.Reporting;

/// <summary>The numbers of a panel: a row a position; of each line its value and, where it has one, its band.</summary>
internal static class ReadingsTable
{
    /// <summary>The columns of a series, counted from 0: its line, and its band; null where it has none.</summary>
    /// <param name="readings">The panel.</param>
    /// <param name="index">Which series.</param>
    public static (int Line, int? Band) Columns(PanelReadings readings, int index)
    {
        IReadOnlyList<SeriesDescription> series = readings.Panel.Series;
        int line = 1 + index + series.Take(index).Count(PanelReadings.HasSpread);
        return (line, PanelReadings.HasSpread(series[index]) ? line + 1 : null);
    }

    /// <summary>The table.</summary>
    /// <param name="readings">The panel.</param>
    /// <param name="id">Unique on the page.</param>
    /// <param name="name">What it shows.</param>
    public static XElement Of(PanelReadings readings, string id, string name)
    {
        PanelDescription panel = readings.Panel;
        List<object> header = [LabelHtml.Of(panel.XLabel)];
        List<string[]> columns = [[.. readings.X.Select(x => panel.Profile is { } profile
            ? profile.NameAt(x) : AxisNumber.Text(x, panel.XScale))]];
        foreach ((SeriesDescription series, FigureLabel label) in panel.Series.Zip(readings.Names))
        {
            header.Add(LabelHtml.Of(label));
            columns.Add([.. readings.At(series, series.Y).Select(y => AxisNumber.Text(y, panel.YScale))]);
            if (!PanelReadings.HasSpread(series)) continue;
            header.Add("band");
            columns.Add([.. readings.At(series, series.Lower!)
                .Zip(readings.At(series, series.Upper!), (lower, upper) => double.IsNaN(lower) || double.IsNaN(upper)
                ? ""
                : $"{AxisNumber.Text(lower, panel.YScale)} to {AxisNumber.Text(upper, panel.YScale)}")]);
        }

        XElement box = Table(name, header, Enumerable.Range(0, readings.X.Count)
            .Select(row => columns.Select(c => (object)c[row])));
        box.SetAttributeValue("id", id);
        box.SetAttributeValue("class", "scroll tall");
        return box;
    }
}
