using System.Xml.Linq;
using MomentsDnns.Plotting;
using MomentsDnns.Plotting.Rendering;

namespace MomentsDnns.Reporting;

/// <summary>The figures' fonts for a whole page, with the characters in use alone.</summary>
internal static class PageFonts
{
    /// <summary>The rules for the style sheet.</summary>
    /// <param name="body">What is shown; figures without fonts of their own.</param>
    public static string Rules(XElement body) =>
        string.Concat(Texts(body).GroupBy(t => t.Style, t => t.Text).OrderBy(face => face.Key).Select(face =>
    {
        byte[] font = FontSubset.Of(FigureFonts.FileOf(face.Key), FigureFonts.Glyphs(face.Key, string.Concat(face)));
        return FigureFonts.Rule(face.Key, font) + "\n";
    }));

    private static IEnumerable<(TextStyle Style, string Text)> Texts(XElement body)
    {
        foreach (XText text in body.DescendantNodes().OfType<XText>())
        {
            // From the text outward up to the label that it is a piece of.
            XElement[] around =
                [.. text.Ancestors().TakeWhile(e => e.Name.LocalName is "tspan" or "i" or "b" or "sup" or "sub")];
            XElement? label = (around.Length == 0 ? text.Parent : around[^1].Parent);
            if (label?.Name.LocalName != "text" && label?.Attribute("class")?.Value != LabelHtml.Class) continue;
            yield return (around.Any(e => e.Name.LocalName == "i" || e.Attribute("font-style") is not null)
                ? TextStyle.Italic
                : around.Any(e => e.Name.LocalName == "b" || e.Attribute("font-weight") is not null) ? TextStyle.Bold
                : TextStyle.Upright, text.Value);
        }
    }
}
