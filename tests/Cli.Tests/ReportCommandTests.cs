using System.Xml.Linq;

namespace MomentsDnns.Cli.Tests;

public sealed class ReportCommandTests(ReportCommandTests.Runs runs) : IClassFixture<ReportCommandTests.Runs>
{
    /// <summary>Small runs that hold every kind of figure of a run, and a report of them all.</summary>
    public sealed class Runs : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Runs()
        {
            (Vanilla, Report) = (_folder["vanilla"], _folder["report.html"]);
            string[] all = [Vanilla, _folder["bn-ff"], _folder["bn-res"]];
            foreach (string path in all)
            {
                Assert.Equal(0, Moments.Run("run", "--architecture", Path.GetFileName(path), "--kernel-size", "1", "--width", "32", "--depth", "24", "--batch-size", "16",
                    "--simulations", "6", "--seed", "2", "--quiet", "--output", path).ExitCode);
            }

            Outcome = Moments.Run(["report", .. all, "--output", Report]);
        }

        internal Moments.Outcome Outcome { get; }

        public string Vanilla { get; }

        public string Report { get; }

        public void Dispose() => _folder.Dispose();
    }

    // Contrast of every text with the nearest background behind it, as the browser computed both: the least of the page.
    private const string LeastContrast = """
        (function () {
          function parts(c) { return c.match(/[\d.]+/g).map(Number); }
          function light(c) {
            var l = c.slice(0, 3).map(function (v) { v /= 255; return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4); });
            return 0.2126 * l[0] + 0.7152 * l[1] + 0.0722 * l[2];
          }
          var least = [99, ""], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), node;
          while ((node = texts.nextNode())) {
            var e = node.parentElement, isDrawn = e.closest("svg");
            if (!node.data.trim() || e.closest("script") || e.closest("title,desc") || e.closest(".unseen")) continue;
            var back = e;
            while (back && !(parts(getComputedStyle(back).backgroundColor)[3] === undefined)) back = back.parentElement;
            var front = parts(getComputedStyle(e)[isDrawn ? "fill" : "color"]), a = light(front), b = light(parts(getComputedStyle(back || document.body).backgroundColor));
            var ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            if (ratio < least[0]) least = [ratio, e.outerHTML.slice(0, 200)];
          }
          return least;
        })()
        """;

    [Fact]
    public void Report_OfRuns_WritesOnePage()
    {
        Assert.Equal((0, "", runs.Report + "\n"), (runs.Outcome.ExitCode, runs.Outcome.Error, runs.Outcome.Output.ReplaceLineEndings("\n")));
        string page = File.ReadAllText(runs.Report);
        Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
        Assert.All(["fig2", "fig3", "fig4", "fig5", "comparison-figure"], id => Assert.Matches($"id=\"(run.-)?{id}\"", page));
    }

    [Fact]
    public void Report_ItsCommandRunAgain_GivesTheSameBytes()
    {
        using TemporaryFolder folder = new();
        string command = XDocument.Load(runs.Report).Descendants().First(e => e.Name.LocalName == "code" && e.Value.StartsWith("moments run ", StringComparison.Ordinal)).Value["moments ".Length..];

        Assert.Equal(0, Moments.RunIn(folder.Path, [.. command.Split(' '), "--quiet", "--output", "again"]).ExitCode);

        string[] files = [.. Directory.GetFiles(runs.Vanilla).Select(f => Path.GetFileName(f)!).Where(f => f != "writer.lock")];
        Assert.Equal(7, files.Length);
        Assert.All(files, file => Assert.Equal(File.ReadAllBytes(Path.Combine(runs.Vanilla, file)), File.ReadAllBytes(Path.Combine(folder["again"], file))));
    }

    [Fact]
    public void Report_OfWhatIsNoRun_OneLineAndTheOldPageStays()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["report.html"], "old");

        Moments.Outcome outcome = Moments.RunIn(folder.Path, "report", runs.Vanilla, folder.Path);

        Assert.Equal([$"{folder.Path} is no run: it has no experiment.json; name a folder that moments run or moments import wrote"], outcome.ErrorLines);
        Assert.Equal((2, "old"), (outcome.ExitCode, File.ReadAllText(folder["report.html"])));
        Assert.Equal(0, Moments.RunIn(folder.Path, "report", runs.Vanilla).ExitCode);
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(folder["report.html"]), StringComparison.Ordinal);
        Assert.Equal("report.html", Path.GetFileName(Assert.Single(Directory.GetFiles(folder.Path))));
    }

    [Fact]
    public void Report_WithoutARun_OneLineAndExitCodeTwo()
    {
        Moments.Outcome outcome = Moments.Run("report");

        Assert.Contains("moments report --help", Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(2, outcome.ExitCode);
    }

    [Theory]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    [InlineData(390, false)]
    [InlineData(390, true)]
    public void Page_InABrowser_RendersWithoutErrorRequestOrOverflow(int width, bool isDark)
    {
        using Browser browser = Browser.StartOrSkip();
        browser.Show(width, isDark);
        browser.Open(runs.Report);

        Assert.Equal([new Uri(runs.Report).AbsoluteUri], browser.Events("Network.requestWillBeSent").Select(e => e.GetProperty("request").GetProperty("url").GetString()!)
            .Where(url => !url.StartsWith("data:", StringComparison.Ordinal)));
        Assert.Empty(browser.Events("Log.entryAdded").Concat(browser.Events("Runtime.consoleAPICalled")).Concat(browser.Events("Runtime.exceptionThrown")).Select(e => e.ToString()));
        Assert.True(browser.Evaluate("document.scrollingElement.scrollWidth <= innerWidth").GetBoolean());
        // Panels have the page's width on a phone, half of it on a screen, and the figures' own font.
        double share = browser.Evaluate("document.querySelector('#run1-fig3-a svg').getBoundingClientRect().width / document.body.clientWidth").GetDouble();
        Assert.InRange(share, width < 600 ? 0.85 : 0.4, width < 600 ? 1 : 0.5);
        Assert.True(browser.Evaluate("[...document.fonts].length === 3 && document.fonts.check(\"12px 'Moments Serif'\")").GetBoolean());
        browser.Evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
        System.Text.Json.JsonElement contrast = browser.Evaluate(LeastContrast);
        Assert.True(contrast[0].GetDouble() >= 4.5, contrast.ToString());
        Assert.Equal(isDark, browser.Evaluate("getComputedStyle(document.body).backgroundColor === 'rgb(20, 23, 27)'").GetBoolean());
    }

    [Fact]
    public void Page_MouseOverAPlot_TellsDepthMeanAndBand()
    {
        using Browser browser = Browser.StartOrSkip();
        browser.Show(1280);
        browser.Open(runs.Report);
        double[] place = Numbers(browser, """
            (function () {
              var box = document.getElementById("run1-fig3-a"), plot = JSON.parse(document.getElementById("plots").textContent).find(p => p.id === box.id);
              box.scrollIntoView({ block: "center" });
              var area = box.getBoundingClientRect();
              return [area.left + plot.x[11] * area.width + 1, area.top + 0.5 * area.height];
            })()
            """);

        browser.Move(place[0], place[1]);

        // Recorded depths are 1 to 24: the twelfth is 12. Its row of the table says the same.
        string tip = browser.Evaluate("document.querySelector('#run1-fig3-a .tip').innerText").GetString()!.ReplaceLineEndings(" ");
        string[] row = Texts(browser, "[...document.querySelectorAll('#run1-fig3-a-numbers tbody tr')[11].cells].map(c => c.textContent)");
        Assert.Equal("12", row[0]);
        Assert.Contains("l = 12", tip, StringComparison.Ordinal);
        Assert.Contains($"{row[1]} ({row[2]})", tip, StringComparison.Ordinal);
        // The dot of the first line lies on the line: its path is the one in its colour that is stroked so wide.
        Assert.InRange(browser.Evaluate("""
            (function () {
              var dot = document.querySelector("#run1-fig3-a .dot"), box = dot.getBoundingClientRect(), x = box.left + box.width / 2, y = box.top + box.height / 2;
              var color = JSON.parse(document.getElementById("plots").textContent).find(p => p.id === "run1-fig3-a").lines[0].color;
              var least = 1e9;
              document.querySelectorAll("#run1-fig3-a svg path").forEach(function (path) {
                if ((path.getAttribute("stroke") || "").toLowerCase() !== color || (path.getAttribute("stroke-width") || 1) < 1.2) return;
                var matrix = path.getScreenCTM();
                for (var i = 0, n = path.getTotalLength(); i <= n; i += 0.25) {
                  var p = path.getPointAtLength(i).matrixTransform(matrix);
                  least = Math.min(least, Math.hypot(p.x - x, p.y - y));
                }
              });
              return least;
            })()
            """).GetDouble(), 0, 1.5);
        browser.Move(1, 1);
        Assert.Equal(0, browser.Evaluate("document.querySelectorAll('.tip, .dot, .cursor').length").GetInt32());
    }

    [Fact]
    public void Page_ByKeyboard_ReachesPlotsAndReadsThem()
    {
        using Browser browser = Browser.StartOrSkip();
        browser.Show(390);
        browser.Open(runs.Report);

        browser.Press("Tab", 9);
        Assert.Equal("#main", browser.Evaluate("document.activeElement.getAttribute('href')").GetString());
        Assert.True(browser.Evaluate("document.activeElement.getBoundingClientRect().left >= 0").GetBoolean()); // the skip link shows itself
        Assert.Empty(Texts(browser, "[...document.querySelectorAll('.plot')].filter(p => p.tabIndex !== 0 && p.nextElementSibling).map(p => p.id)"));
        browser.Evaluate("document.getElementById('run1-fig3-a').focus()");
        Assert.NotEqual("none", browser.Evaluate("getComputedStyle(document.activeElement).outlineStyle").GetString());

        browser.Press("ArrowRight", 39);
        browser.Press("ArrowRight", 39);
        string[] second = Texts(browser, "[...document.querySelectorAll('#run1-fig3-a-numbers tbody tr')[1].cells].map(c => c.textContent)");
        Assert.Equal("2", second[0]);
        Assert.StartsWith($"l = 2, δχ^l {second[1]} ({second[2]})", browser.Evaluate("document.querySelector('[aria-live]').textContent").GetString(), StringComparison.Ordinal);
        browser.Press("End", 35);
        browser.Press("ArrowLeft", 37);
        Assert.StartsWith("l = 23, ", browser.Evaluate("document.querySelector('[aria-live]').textContent").GetString(), StringComparison.Ordinal);
        browser.Press("Escape", 27);
        Assert.Equal(0, browser.Evaluate("document.querySelectorAll('.tip').length").GetInt32());
    }

    [Fact]
    public void Page_InPrintAndWithoutScript_HasAllOfIt()
    {
        using Browser browser = Browser.StartOrSkip();
        browser.Show(1280, isDark: true, isPrint: true);
        browser.Open(runs.Report);
        browser.Evaluate("document.getElementById('run1-fig3-a').focus()");
        browser.Press("End", 35);
        Assert.Equal("none", browser.Evaluate("getComputedStyle(document.querySelector('.tip')).display").GetString());
        Assert.Equal("avoid", browser.Evaluate("getComputedStyle(document.querySelector('.panel')).breakInside").GetString());
        Assert.Equal("rgb(27, 31, 36)", browser.Evaluate("getComputedStyle(document.body).color").GetString()); // ink on paper, whatever the screen prefers

        browser.Show(1280);
        browser.Send("Emulation.setScriptExecutionDisabled", new() { ["value"] = true });
        browser.Open(runs.Report);
        Assert.Equal(0, browser.Evaluate("document.querySelectorAll('.cover').length").GetInt32());
        browser.Evaluate("document.querySelector('#run1-fig3-a + details summary').click()");
        Assert.True(browser.Evaluate("document.querySelector('#run1-fig3-a-numbers').getBoundingClientRect().height > 100").GetBoolean());
    }

    private static double[] Numbers(Browser browser, string expression) => [.. browser.Evaluate(expression).EnumerateArray().Select(v => v.GetDouble())];

    private static string[] Texts(Browser browser, string expression) => [.. browser.Evaluate(expression).EnumerateArray().Select(v => v.GetString()!)];
}
