using System.Collections;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Data.Analysis;
using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Plotting;
using MomentsDnns.Results;

namespace MomentsDnns.Notebooks.Outputs;

/// <summary>
/// How the values of cells are shown: figures as pictures, frames and tables as tables, judged runs and the rest as
/// text.
/// </summary>
public static class OutputFormatter
{
    /// <summary>The resolution of pictures, dots per inch: a figure of two columns is 800 points wide.</summary>
    public const double Dpi = 115;

    private const int MostRows = 20, MostItems = 40;

    /// <summary>The forms of a value.</summary>
    /// <param name="value">The value.</param>
    public static MimeBundle Format(object? value) => value switch
    {
        MimeBundle bundle => bundle,
        FigureDescription figure => new(Describe(figure)) { Png = FigureRenderer.RenderPng(figure, Dpi) },
        Table table => Format(table.Header, table.Rows, ""),
        DataFrame frame => Format(frame),
        RunAnalysis analysis => new(AnalysisText.Of("run", analysis).TrimEnd('\n')),
        string text => new(text),
        IDictionary or null => new(Table.Text(value)),
        IEnumerable items => new(Items(items)),
        _ => new(Table.Text(value)),
    };

    // What a reader without pictures learns: the panels and their lines.
    private static string Describe(FigureDescription figure)
    {
        StringBuilder text = new($"figure {figure.Name}");
        foreach (PanelDescription panel in figure.Panels)
        {
            IEnumerable<string> names = panel.Series.Select(s => s.Label.PlainText).Append(panel.YLabel.PlainText)
                .Append(panel.HeatMap?.Label.PlainText ?? "").Where(name => name.Length > 0).Distinct();
            text.Append(CultureInfo.InvariantCulture, $"\n({panel.Letter}) {string.Join("; ", names)} against "
                + $"{panel.XLabel.PlainText}");
        }

        return text.ToString();
    }

    private static MimeBundle Format(DataFrame frame)
    {
        int rows = (int)Math.Min(frame.Rows.Count, MostRows);
        string note = frame.Rows.Count > rows ? $"{frame.Rows.Count} rows, of which the first {rows}"
            : $"{frame.Rows.Count} rows";
        return Format([.. frame.Columns.Select(c => c.Name)],
            [.. Enumerable.Range(0, rows).Select(r =>
                (IReadOnlyList<string>)[.. frame.Columns.Select(c => Table.Text(c[r]))])], note);
    }

    private static MimeBundle Format(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows,
        string note)
    {
        string text =
            string.Join('\n', PlainTable.Lines(header, rows).Concat(note.Length > 0 ? [note] : Array.Empty<string>()));
        StringBuilder html = new("<table>\n<thead>\n");
        Row(html, "th", header);
        html.Append("</thead>\n<tbody>\n");
        foreach (IReadOnlyList<string> row in rows) Row(html, "td", row);
        html.Append("</tbody>\n</table>");
        if (note.Length > 0) html.Append(CultureInfo.InvariantCulture, $"\n<p>{WebUtility.HtmlEncode(note)}</p>");
        return new(text) { Html = html.ToString() };
    }

    private static void Row(StringBuilder html, string tag, IReadOnlyList<string> cells)
    {
        html.Append("<tr>");
        foreach (string cell in cells)
            html.Append(CultureInfo.InvariantCulture, $"<{tag}>{WebUtility.HtmlEncode(cell)}</{tag}>");
        html.Append("</tr>\n");
    }

    private static string Items(IEnumerable items)
    {
        string[] shown = [.. items.Cast<object?>().Take(MostItems + 1).Select(Table.Text)];
        return $"[{string.Join(", ", shown.Take(MostItems))}{(shown.Length > MostItems ? ", .." : "")}]";
    }
}
