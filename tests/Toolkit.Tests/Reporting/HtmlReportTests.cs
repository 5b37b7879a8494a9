using System.Text.RegularExpressions;
using System.Xml.Linq;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Plotting;
using MomentsDnns.Reporting;
using MomentsDnns.Results;
using MomentsDnns.Toolkit.Tests.Plotting;

namespace MomentsDnns.Toolkit.Tests.Reporting;

public sealed partial class HtmlReportTests
{
    private static readonly RunVersions Versions = new() { Toolkit = "1.2.3", TorchSharp = "4.5.6", DotNet = "7.8.9" };

    private static readonly ReportedRun[] Runs =
    [
        new("runs/plain", Sound(SyntheticRuns.Vanilla(20)), Versions), new("runs/<b> & c", Sound(SyntheticRuns.NormalizedFeedforward(20)), Versions),
        new("runs/skips", Sound(SyntheticRuns.Residual(20)), Versions),
    ];

    private static readonly Lazy<string> Text = new(() => HtmlReport.Of(Runs));

    private static readonly Lazy<XElement> Page = new(() => XDocument.Parse(Text.Value, LoadOptions.PreserveWhitespace).Root!);

    private static IEnumerable<XElement> Named(string name, XElement? within = null) => (within ?? Page.Value).Descendants().Where(e => e.Name.LocalName == name);

    private static XElement ById(string id) => Page.Value.Descendants().Single(e => e.Attribute("id")?.Value == id);

    [Fact]
    public void Page_ItsParts_AreThoseOfAnAccessiblePage()
    {
        Assert.Equal("en", Page.Value.Attribute("lang")!.Value);
        Assert.Equal("Report: plain, <b> & c, skips", Assert.Single(Named("h1")).Value);
        Assert.Single(Named("main"));
        XElement first = Named("body").Single().Elements().First();
        Assert.Equal(("a", "#main"), (first.Name.LocalName, first.Attribute("href")!.Value));
        Assert.All(Named("nav"), nav => Assert.NotNull(nav.Attribute("aria-label")));
        Assert.All(Named("th"), th => Assert.NotNull(th.Attribute("scope")));
        // Headings step down by one.
        int[] levels = [.. Page.Value.Descendants().Where(e => Regex.IsMatch(e.Name.LocalName, "^h[1-6]$")).Select(e => e.Name.LocalName[1] - '0')];
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1, $"h{pair.First}, then h{pair.Second}"));
    }

    [Fact]
    public void Page_ItsIds_AreUniqueAndKnown()
    {
        string[] ids = [.. Page.Value.DescendantsAndSelf().Attributes("id").Select(a => a.Value)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        string[] used =
        [
            .. Page.Value.Descendants().Attributes().Where(a => a.Name.LocalName is "aria-labelledby" or "aria-describedby").Select(a => a.Value),
            .. Page.Value.Descendants().Attributes().Where(a => a.Name.LocalName == "href" && a.Value.StartsWith('#')).Select(a => a.Value[1..]),
            .. Page.Value.Descendants().Attributes().SelectMany(a => Reference().Matches(a.Value)).Select(m => m.Groups[1].Value),
        ];
        Assert.Contains(used, id => id.StartsWith("run1-fig3-a-", StringComparison.Ordinal) && char.IsAsciiDigit(id[^1])); // clip paths of drawings too
        Assert.Empty(used.Except(ids));
    }

    [Fact]
    public void Page_NamesNothingOutsideItself()
    {
        string[] links = [.. Page.Value.Descendants().Attributes().Where(a => a.Name.LocalName is "src" or "href" or "data" or "srcset" or "action").Select(a => a.Value).Where(v => !v.StartsWith('#')).Distinct()];
        Assert.Equal(["data:,", "https://arxiv.org/abs/1811.03087"], links);
        string style = Named("style").Single().Value;
        Assert.All(Regex.Matches(style, @"url\(.{12}").Select(m => m.Value), url => Assert.Equal("url(data:font/t", url[..15]));
        Assert.Equal(3, Regex.Count(style, "@font-face")); // once for all drawings
        Assert.DoesNotContain("@import", style, StringComparison.Ordinal);
        Assert.DoesNotMatch("fetch|XMLHttpRequest|import\\(|WebSocket|sendBeacon", Named("script").Last().Value);
    }

    [Fact]
    public void Page_ReadAsHtml_IsTheSame()
    {
        // HTML takes the content of these as it stands: nothing in it may have been escaped for XML.
        Assert.DoesNotContain('&', Named("style").Single().Value);
        Assert.DoesNotMatch("[<>&]", Named("style").Single().ToString()[6..^8].Split('>', 2)[1]);
        Assert.DoesNotMatch("[<>&]", Named("script").First().Value);
        Assert.DoesNotContain("</", Named("script").Last().Value, StringComparison.Ordinal);
        // An element that HTML gives no end must not be closed by a slash.
        Assert.DoesNotMatch(@"<(div|p|td|th|span|a|script|section|li|ul|h\d|code|i|b|sup|sub)( [^>]*)?/>", Text.Value);
        Assert.StartsWith("<!DOCTYPE html>\n<html ", Text.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_Verdicts_AreThereWithEveryNumber()
    {
        foreach ((ReportedRun run, int i) in Runs.Select((run, i) => (run, i)))
        {
            RunAnalysis analysis = RunAnalysis.Of(run.Run);
            XElement[] cards = [.. Named("li", ById($"run{i + 1}-verdicts"))];
            Assert.Equal(analysis.Verdicts.Count, cards.Length);
            foreach ((PathologyVerdict verdict, XElement card) in analysis.Verdicts.Zip(cards))
            {
                Assert.Contains(OptionText.Of(verdict.Presence), card.Value, StringComparison.Ordinal);
                Assert.Contains(verdict.Sentence, card.Value, StringComparison.Ordinal);
                if (verdict.Confidence is { } confidence) Assert.Contains(FormattableString.Invariant($"confidence {confidence:F3}"), card.Value, StringComparison.Ordinal);
                if (verdict.Onset is { } onset) Assert.Contains($"from depth {onset}", card.Value, StringComparison.Ordinal);
                if (verdict.OnsetRange is var (lower, upper)) Assert.Contains($"({lower} to {upper})", card.Value, StringComparison.Ordinal);
            }

            Assert.All(analysis.Growth!.Fits, fit => Assert.Contains(Rows($"run{i + 1}-growth"), r => r[0] == fit.Law.ToString().ToLowerInvariant().Replace("powerlaw", "power law", StringComparison.Ordinal)
                && r[2] == MeasuredText.Parts(fit.Exponent).Value && r[^1] == FormattableString.Invariant($"{fit.Weight:F3}")));
            Assert.Equal(analysis.Observations.Select(o => (o.Name, MeasuredText.Parts(o.Value).Value, o.Meaning)), Rows($"run{i + 1}-observations").Select(r => (r[0], r[2], r[^1])));
            Assert.Equal(analysis.Theory.SelectMany(c => c.Few.Select(p => (c.Name, $"{p.Depth}", MeasuredText.Parts(p.Measured).Value))),
                analysis.Theory.Count == 0 ? [] : Rows($"run{i + 1}-theory").Select(r => (r[0], r[1], r[2])));
            Assert.Equal(analysis.Verdicts.Select(v => OptionText.Of(v.Presence)), Rows("comparison")[i].Skip(2));
        }
    }

    [Fact]
    public void Page_EachPanelOfEachFigure_IsDrawnWithItsNumbers()
    {
        foreach ((ReportedRun run, int i) in Runs.Select((run, i) => (run, i)))
        {
            foreach (IFigure kind in FigureCatalog.For(run.Run))
            {
                FigureDescription figure = FigureCatalog.Describe(kind, run.Run, new FigureOptions { Theory = true });
                foreach (PanelDescription panel in figure.Panels)
                {
                    string id = $"run{i + 1}-{kind.Name}-{panel.Letter}";
                    XElement drawing = Assert.Single(Named("svg", ById(id)));
                    Assert.Equal(["title", "desc"], drawing.Elements().Take(2).Select(e => e.Name.LocalName));
                    if (panel.Series.Count == 0 || kind == PaperFigures.VanillaHistograms) continue;
                    string[][] rows = [.. Rows(id + "-numbers")];
                    SeriesDescription measured = panel.Series[0];
                    Assert.Equal(measured.X.Select(x => $"{x}"), rows.Select(r => r[0]));
                    Assert.Equal(measured.Y.Select(y => FormattableString.Invariant($"{(panel.YScale == AxisScale.Log10 ? Math.Pow(10, y) : y):G4}")), rows.Select(r => Plain(r[1])));
                }
            }
        }

        Assert.Equal(FigureCatalog.SideBySide([.. Runs.Select((r, i) => new LabelledRun($"{i}", r.Run))]).Panels.Count, Named("svg", ById("comparison-figure")).Count(s => s.Attribute("class")?.Value != "sample"));
        Assert.Equal(3, Named("svg", ById("comparison-figure")).Count(s => s.Attribute("class")?.Value == "sample"));
    }

    [Fact]
    public void Page_HowToRepeat_IsTheCommandAndTheVersions()
    {
        Assert.Contains("moments run --topology residual --norm batch --simulations 40 --records 20 --seed 3", Named("code", ById("run3-repeat")).Select(c => c.Value));
        Assert.Equal(["1.2.3", "4.5.6", "7.8.9"], Rows("run3-repeat").Select(r => r[1]));
        Assert.Contains(Rows("run3-configuration"), r => r is ["residual-depth", "2"]);
        Assert.Contains("moments report runs/plain 'runs/<b> & c' runs/skips", Named("footer").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_OfOneRun_HasNoComparison()
    {
        XElement page = XDocument.Parse(HtmlReport.Of([Runs[0]])).Root!;

        Assert.DoesNotContain(page.Descendants().Attributes("id"), a => a.Value.StartsWith("comparison", StringComparison.Ordinal));
        Assert.Equal("40 simulations, depth 200.", page.Descendants().Single(e => e.Attribute("class")?.Value == "lead").Value);
    }

    [Fact]
    public void Page_OfAnImportedRun_TellsNothingThatIsNotKnown()
    {
        RunResults run = Sound(SyntheticRuns.Residual(20));
        ImportedSource source = new() { File = "a.npz", Sha256 = "0f", Topology = Topology.Residual, Norm = NormKind.Batch, ResidualDepth = 2, Depths = run.Depths };
        XElement page = XDocument.Parse(HtmlReport.Of([new("a", new(null, run.Simulations, run.Depths, run.Curves, source), Versions)])).Root!;

        Assert.Contains("moments import a.npz", page.Descendants().Where(e => e.Name.LocalName == "code").Select(c => c.Value));
        Assert.DoesNotContain(page.Descendants().Where(e => e.Name.LocalName is "th" or "code"), e => e.Value.Contains("width", StringComparison.Ordinal) || e.Value.Contains("moments run", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_TheSameRuns_IsTheSameText() => Assert.Equal(Text.Value, HtmlReport.Of(Runs));

    [Fact]
    public void Of_NoRun_IsRefused() => Assert.Contains("needs one", Assert.Throws<ArgumentException>(() => HtmlReport.Of([])).Message, StringComparison.Ordinal);

    // A balance that signs can have, from which theory can predict.
    private static RunResults Sound(RunResults run) => run.Replace(Statistic.SignBalance, (s, d) => 0.9 - (0.01 * d) - (0.001 * s));

    private static IReadOnlyList<string[]> Rows(string id) =>
        [.. Named("tbody", ById(id)).First().Elements().Select(row => row.Elements().Select(cell => cell.Value).ToArray())];

    // 1.234E+5, as beyond doubles, and as doubles are written.
    private static string Plain(string number) => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture).ToString("G4", System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"url\(#([^)]+)\)")]
    private static partial Regex Reference();
}
