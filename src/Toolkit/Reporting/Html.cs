using System.Globalization;
using System.Xml.Linq;
using MomentsDnns.Architectures.Text;

namespace MomentsDnns.Reporting;

/// <summary>Elements of the page. The text is both HTML and XML, so that a test can parse it.</summary>
internal static class Html
{
    /// <summary>The namespace.</summary>
    public static readonly XNamespace Space = "http://www.w3.org/1999/xhtml";

    private static readonly HashSet<string> Void = ["meta", "link", "br"];

    /// <summary>An element; a first attribute <c>class</c> is frequent enough to have a parameter.</summary>
    public static XElement E(string name, string? classes, params object?[] content) =>
        new(Space + name, classes is null ? null : new XAttribute("class", classes), content);

    /// <summary>An attribute.</summary>
    public static XAttribute A(string name, string value) => new(name, value);

    /// <summary>A section with a heading, which names it.</summary>
    public static XElement Section(string id, int level, object title, params object?[] content) =>
        E("section", null, A("id", id), A("aria-labelledby", id + "-title"),
        E($"h{level}", null, A("id", id + "-title"), title), content);

    /// <summary>
    /// A table within a box that scrolls where the page is too narrow, also by keyboard. On a phone, one whose heads
    /// are texts becomes a list a row, each cell beside its head: no column lies out of sight. The roles tell readers
    /// of a screen that it is a table still.
    /// </summary>
    /// <param name="name">What it shows.</param>
    /// <param name="header">Heads of the columns: texts or elements.</param>
    /// <param name="rows">Cells: texts or elements; the first of a row names it.</param>
    /// <param name="endsInWords">Whether the last column holds sentences, which are broken into lines.</param>
    public static XElement Table(string name, IEnumerable<object> header, IEnumerable<IEnumerable<object>> rows,
        bool endsInWords = false) =>
        Table(name, [.. header], rows, endsInWords);

    private static XElement Table(string name, object[] header, IEnumerable<IEnumerable<object>> rows, bool endsInWords)
    {
        bool stacks = header.Length > 2 && header.All(h => h is string);
        string? classes = string.Join(' ', new[] { endsInWords ? "words" : "", stacks ? "stack" : "" }.Where(c =>
            c.Length > 0)) is { Length: > 0 } given ? given : null;
        return Scrolling(name, E("table", classes, Role("table"),
            E("thead", null, Role("rowgroup"), E("tr", null, Role("row"),
                header.Select(h => E("th", null, A("scope", "col"), Role("columnheader"), h)))),
            E("tbody", null, Role("rowgroup"), rows.Select(row =>
                E("tr", null, Role("row"), row.Select((cell, i) => i == 0
                ? E("th", null, A("scope", "row"), Role("rowheader"), cell)
                : E("td", null, Role("cell"), stacks ? A("data-head", (string)header[i]) : null, cell)))))));

        XAttribute? Role(string role) => stacks ? A("role", role) : null;
    }

    /// <summary>A box that scrolls sideways.</summary>
    public static XElement Scrolling(string name, XElement content) =>
        E("div", "scroll", A("role", "region"), A("aria-label", name), A("tabindex", "0"), content);

    /// <summary>
    /// A command line, broken into lines between its words alone: not behind the dashes of an option.
    /// </summary>
    public static XElement Command(string text) =>
        E("pre", null, A("tabindex", "0"), A("role", "region"), A("aria-label", "command"),
        E("code", null, Words(text).Select(word => E("span", "word", word))));

    // Each with the space behind it, so that no element holds white space alone, which readers of XML drop.
    private static IEnumerable<string> Words(string text)
    {
        string[] words = text.Split(' ');
        return words.Select((word, i) => i < words.Length - 1 ? word + " " : word);
    }

    /// <summary>A number, as in the texts of <c>moments analyze</c>.</summary>
    public static string Number(double value, string format = "G4") =>
        value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>
    /// The page's text. Only void elements are written without an end, which HTML would take for a start. Characters
    /// that XML has not are shown as escapes.
    /// </summary>
    public static string Write(XElement page)
    {
        foreach (XText text in page.DescendantNodes().OfType<XText>()) text.Value = ShownText.OfLines(text.Value);
        foreach (XElement element in page.DescendantsAndSelf())
        {
            foreach (XAttribute attribute in element.Attributes().Where(a => !a.IsNamespaceDeclaration))
                attribute.Value = ShownText.OfLines(attribute.Value);
            if (element.Name.Namespace == Space && element.IsEmpty && !Void.Contains(element.Name.LocalName))
                element.Value = "";
        }

        return "<!DOCTYPE html>\n" + page.ToString(SaveOptions.DisableFormatting) + "\n";
    }
}
