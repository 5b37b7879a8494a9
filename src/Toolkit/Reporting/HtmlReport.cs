using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Results;
using MomentsDnns.Results.Storage;
using static MomentsDnns.Reporting.Html;

namespace MomentsDnns.Reporting;

/// <summary>
/// Runs as one page that needs no other file: verdicts with evidence, figures, tables, configuration, and how to repeat
/// them.
/// </summary>
public static class HtmlReport
{
    // The browser itself refuses whatever is not in the page.
    private const string Policy =
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; font-src data:; img-src data:";

    /// <summary>Writes the page; the same runs give the same text.</summary>
    /// <param name="runs">The runs, one or more, each with a recorded depth.</param>
    /// <exception cref="ArgumentException">There is no run, or one holds no depth.</exception>
    public static string Of(IReadOnlyList<ReportedRun> runs)
    {
        if (runs.Count == 0) throw new ArgumentException("no run: a report needs one at least", nameof(runs));
        IReadOnlyList<string> labels = runs.Count == 1 ? [""] : RunLabels.Of([.. runs.Select(r => r.Run)]);
        RunAnalysis[] analyses = [.. runs.Select(r => RunAnalysis.Of(r.Run))];
        JsonArray data = [];
        XElement? comparison = runs.Count == 1 ? null : ComparisonSection.Of(runs, labels, analyses, data);
        XElement[] sections =
            [.. runs.Select((run, i) => RunSection.Of(run, labels[i], analyses[i], $"run{i + 1}", data))];
        string title = "Report: " + (runs.Count <= 3 ? string.Join(", ", runs.Select(r => r.Name))
            : $"{runs.Count} runs");
        XElement body = E("body", null,
            E("a", "skip", A("href", "#main"), "Skip to the results"),
            E("header", null, E("h1", null, title), E("p", null, "Is this network well-behaved at initialization? How "
                + "signal and noise pass through it, by ",
                E("a", null, A("href", "https://arxiv.org/abs/1811.03087"), "arXiv 1811.03087"), ".")),
            Navigation(comparison is null ? sections : [comparison, .. sections]),
            E("main", null, A("id", "main"), A("tabindex", "-1"), comparison, sections),
            E("footer", "small", $"Written by moments {Version()}: ",
                E("code", "long", RunCommandLine.Quoted(["moments", "report", .. runs.Select(r => r.Path)]))),
            E("p", "unseen", A("id", "spoken"), A("aria-live", "polite")),
            E("script", null, A("type", "application/json"), A("id", "plots"), data.ToJsonString()),
            E("script", null, "//", new XCData("\n" + PageResource.Script + "//")));
        return Write(E("html", null, A("lang", "en"), Head(title, PageFonts.Rules(body)), body));
    }

    /// <summary>Writes the page into a file, which is whole or not there; one that exists is replaced.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="path">The file; its folder is made when missing.</param>
    /// <exception cref="ArgumentException">There is no run, or one holds no depth.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(IReadOnlyList<ReportedRun> runs, string path) =>
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(Of(runs)));

    private static XElement Head(string title, string fonts) => E("head", null,
        E("meta", null, A("charset", "utf-8")),
        E("meta", null, A("name", "viewport"), A("content", "width=device-width, initial-scale=1")),
        E("meta", null, A("http-equiv", "Content-Security-Policy"), A("content", Policy)),
        E("link", null, A("rel", "icon"), A("href", "data:,")),
        E("title", null, title),
        E("style", null, $"\n:root{{color-scheme:light dark;{ReportPalette.Declarations(isDark: false)}}}\n"
            + $"@media screen and (prefers-color-scheme:dark){{:root{{{ReportPalette.Declarations(isDark: true)}}}}}\n"
            + PageResource.Style + fonts));

    private static XElement Navigation(IEnumerable<XElement> sections) => E("nav", null, A("aria-label", "Contents"),
        E("ul", null, sections.Select(section => E("li", null, Link(section),
            section.Elements(Space + "section").Any()
                ? E("ul", null, section.Elements(Space + "section").Select(inner => E("li", null, Link(inner))))
                : null))));

    private static XElement Link(XElement section) => E("a", null, A("href", "#" + section.Attribute("id")!.Value),
        section.Elements().First(e => e.Name.LocalName.StartsWith('h')).Value);

    private static string Version() =>
        typeof(HtmlReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];
}
