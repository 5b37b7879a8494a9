using System.Globalization;
using System.Xml.Linq;
using MomentsDnns.Plotting;

namespace MomentsDnns.Reporting;

/// <summary>
/// A figure as an element of the page: as wide as its place, named for screen readers, its ids its own, its fonts the
/// page's.
/// </summary>
internal static class InlineSvg
{
    private const string Reference = "url(#";

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>Draws.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="id">Unique on the page; before each id within.</param>
    /// <param name="title">What it shows, short.</param>
    /// <param name="description">What it shows, in a sentence.</param>
    public static XElement Of(FigureDescription figure, string id, string title, string description)
    {
        using MemoryStream bytes = new(FigureRenderer.Render(figure, FigureFormat.Svg));
        XElement root = XDocument.Load(bytes, LoadOptions.PreserveWhitespace).Root!;
        root.Elements().Where(e => e.Name.LocalName is "style" or "title").Remove();
        // Skia numbers ids through the whole process: new names, so that the same runs give the same text.
        Dictionary<string, string> names = root.Descendants().Attributes("id").Select((a, i) => (a.Value, i))
            .ToDictionary(p => p.Value, p => $"{id}-{p.i}");
        foreach (XAttribute attribute in root.Descendants().Attributes())
        {
            if (attribute.Name.LocalName == "id") attribute.Value = names[attribute.Value];
            else if (attribute.Name.LocalName == "href" && attribute.Value.StartsWith('#'))
                attribute.Value = $"#{names[attribute.Value[1..]]}";
            else if (attribute.Value.StartsWith(Reference, StringComparison.Ordinal))
                attribute.Value = $"{Reference}{names[attribute.Value[Reference.Length..^1]]})";
        }

        string[] box = root.Attribute("viewBox")!.Value.Split(' ');
        root.SetAttributeValue("width", box[2]);
        root.SetAttributeValue("height", box[3]);
        root.SetAttributeValue("role", "img");
        root.SetAttributeValue("aria-labelledby", $"{id}-title");
        root.SetAttributeValue("aria-describedby", $"{id}-desc");
        root.AddFirst(new XElement(Svg + "title", new XAttribute("id", $"{id}-title"), title),
            new XElement(Svg + "desc", new XAttribute("id", $"{id}-desc"), description));
        return root;
    }

    /// <summary>A piece of a line as a legend shows it.</summary>
    public static XElement Sample(SeriesDescription series) => new(Svg + "svg", new XAttribute("class", "sample"),
        new XAttribute("viewBox", "0 0 28 8"), new XAttribute("width", "28"), new XAttribute("height", "8"),
        new XAttribute("aria-hidden", "true"),
        new XElement(Svg + "path", new XAttribute("d", "M0 4H28"), new XAttribute("stroke", Color(series.Color)),
            new XAttribute("stroke-width", "2.5"),
            Dashes(series.Dash) is { Length: > 0 } dashes ? new XAttribute("stroke-dasharray", dashes) : null));

    /// <summary>#rrggbb.</summary>
    public static string Color(RgbColor color) =>
        string.Create(CultureInfo.InvariantCulture, $"#{color.Red:x2}{color.Green:x2}{color.Blue:x2}");

    private static string Dashes(LineDash dash) => dash switch
    {
        LineDash.Dashed => "8 3.5",
        LineDash.Dotted => "2.5 2.5",
        LineDash.DashDotted => "8 2.5 2.5 2.5",
        LineDash.LongDashed => "12 4",
        LineDash.ShortDashed => "4 2.5",
        LineDash.DashDotDotted => "8 2.5 2 2.5 2 2.5",
        _ => "",
    };
}
