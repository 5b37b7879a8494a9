using System.Xml.Linq;
using MomentsDnns.Plotting;

namespace MomentsDnns.Reporting;

/// <summary>Labels of figures as HTML.</summary>
internal static class LabelHtml
{
    /// <summary>The class of such a label, which the style sets in the figures' font.</summary>
    public const string Class = "m";

    /// <summary>A label.</summary>
    public static XElement Of(FigureLabel label) => Html.E("span", Class, label.Runs.Select(Run));

    /// <summary>A text in the language of docs/labels.md.</summary>
    public static XElement Of(string text) => Of(FigureLabel.Parse(text));

    private static object Run(TextRun run)
    {
        object styled = run.Style switch
        {
            TextStyle.Italic => Html.E("i", null, run.Text),
            TextStyle.Bold => Html.E("b", null, run.Text),
            _ => run.Text,
        };
        return run.Shift switch
        {
            TextShift.Superscript => Html.E("sup", null, styled),
            TextShift.Subscript => Html.E("sub", null, styled),
            _ => styled,
        };
    }
}
