using System.Text.Json.Nodes;
using MomentsDnns.Results.Exchange;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Cli.Tests;

/// <summary>What the commands make of runs whose layers differ; their numbers are made up, for none of these computes any.</summary>
public sealed class ProbedRunTests(ProbedRunTests.Runs runs) : IClassFixture<ProbedRunTests.Runs>
{
    public sealed class Runs : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Runs()
        {
            (He, Uniform, Figures) = (_folder["he"], _folder["uniform"], _folder["figures"]);
            Write(Probe, He);
            Write(Probe with { Init = "uniform", LogChi = c => 0.8 * Probe.LogChi(c) }, Uniform);
        }

        internal static SyntheticProbe Probe { get; } = SyntheticProbe.Plausible(SyntheticProbe.ResNet(true, 3, 4, 6, 3)) with { Simulations = 6 };

        public string He { get; }

        public string Uniform { get; }

        public string Figures { get; }

        public string File(string name) => _folder[name];

        public void Dispose() => _folder.Dispose();

        private static void Write(SyntheticProbe probe, string path)
        {
            using RunDirectory run = RunDirectory.OpenOrCreate(path, probe.Source, new() { Toolkit = "1.2.3", TorchSharp = "4.5.6", DotNet = "7.8.9" });
            for (int i = 0; i < probe.Simulations; i++) run.Write(probe.Simulation(i));
        }
    }

    [Fact]
    public void Analyze_TellsSitesByName()
    {
        Moments.Outcome outcome = Moments.Run("analyze", runs.He);

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("6 simulations, 174 sites", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("at fc", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("chi grows most", outcome.Output, StringComparison.Ordinal);
        JsonNode json = JsonNode.Parse(Moments.Run("analyze", "--json", runs.He).Output)![0]!;
        Assert.Equal(174, json["sites"]!["all"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("--panels a,ranks --format png,svg,pdf", 3)]
    [InlineData("--width one-column --height 400 --format svg", 1)]
    [InlineData("--width 300 --columns 3 --caption none --format svg", 1)]
    public void Plot_DrawsTheFigureOfSites(string options, int files)
    {
        using TemporaryFolder folder = new();
        Moments.Outcome outcome = Moments.Run(["plot", runs.He, "--output", folder["figures"], .. options.Split(' ')]);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(files, Directory.GetFiles(folder["figures"], "he-sites.*").Length);
        if (options.Contains("svg", StringComparison.Ordinal))
            Assert.Contains("layer4.2.relu3.input", File.ReadAllText(Path.Combine(folder["figures"], "he-sites.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public void Plot_MoreColumnsThanHaveRoom_IsRefused() => Assert.Contains("makes panels too narrow",
        Assert.Single(Moments.Run("plot", runs.He, "--output", runs.Figures, "--columns", "6", "--width", "one-column").ErrorLines), StringComparison.Ordinal);

    [Fact]
    public void Compare_OfTwoLaws_DrawsBothAndTheirDifferences()
    {
        Moments.Outcome outcome = Moments.Run("compare", runs.He, runs.Uniform, "--output", runs.Figures, "--format", "svg");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains(">uniform<", File.ReadAllText(Path.Combine(runs.Figures, "comparison.svg")), StringComparison.Ordinal);
        Assert.Contains("\"uniform\",\"He\",6,174,\"fc\",mean log10 chi,", File.ReadAllText(Path.Combine(runs.Figures, "comparison-paired.csv")), StringComparison.Ordinal);
        Assert.Matches(@"(?m)^run +simulations +site +mean log10 chi", outcome.Output);
        Assert.Matches(@"(?m)^run minus the first +pairs +site ", outcome.Output);
        Moments.Outcome agreement = Moments.Run("compare", "--agreement", runs.He, runs.Uniform);
        Assert.Equal(0, agreement.ExitCode);
        Assert.Contains("at site", agreement.Output, StringComparison.Ordinal);
        Assert.Matches("(?m)^worst: .*, site [a-z]", agreement.Output);
        Assert.DoesNotContain("depth", agreement.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Export_ToNumPy_NamesTheSites()
    {
        string file = runs.File("he.npz");
        Assert.Equal(0, Moments.Run("export", runs.He, "--output", file, "--quantities", "chi").ExitCode);
        NpyArray sites = NpzFile.Read(file)["site"];
        Assert.Equal((174, "fc"), (sites.Count, sites.Text(173)));

        Assert.Contains("it is of sites that differ", Assert.Single(Moments.Run("import", runs.File("he.npz"), "--output", runs.File("again")).ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public void Status_OfAFolderOfProbes_TellsWhatIsFinishedAndLacking()
    {
        string folder = Path.GetDirectoryName(runs.He)!, part = Directory.GetFiles(runs.Uniform, "*3.parquet").Single(), aside = runs.File("aside");
        File.Move(part, aside);
        Moments.Outcome outcome = Moments.Run("status", folder), more = Moments.Run("status", runs.He, runs.Uniform, "--simulations", "8");
        File.Move(aside, part);

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Matches("(?m)^.*he +torchvision:resnet50 +he +6 of 6 +0 +none +174 sites", outcome.Output);
        Assert.Matches("(?m)^.*uniform +torchvision:resnet50 +uniform +5 of 6 +0 +3 +174 sites", outcome.Output);
        Assert.Matches("(?m)^.*he .* 6 of 8 +0 +6-7 ", more.Output);
        Assert.Matches("(?m)^.*uniform .* 5 of 8 +0 +3,6-7 ", more.Output);
        foreach (string[] wrong in (string[][])[["status", runs.File("nothing")], ["status", runs.He, "--simulations", "0"]])
            Assert.Equal((2, 1), (Moments.Run(wrong).ExitCode, Moments.Run(wrong).ErrorLines.Length));
    }

    [Fact]
    public void Compare_WithPublishedResults_IsRefused()
    {
        File.WriteAllText(runs.File("means.csv"), "statistic,depth,simulations,mean,sd\nchi_loc3,1,5,1,1\n");
        Moments.Outcome outcome = Moments.Run("compare", runs.He, "--reference", runs.File("means.csv"));

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("is of 174 sites that differ", Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public void Predict_IsRefused() =>
        Assert.Contains("of which nothing is predicted", Assert.Single(Moments.Run("predict", runs.He).ErrorLines), StringComparison.Ordinal);

    [Fact]
    public void Export_NamesSites()
    {
        Assert.Equal(0, Moments.Run("export", runs.He, "--output", runs.File("he.csv")).ExitCode);
        Assert.StartsWith("0,1,site,\"conv1\",", File.ReadAllLines(runs.File("he.csv"))[1], StringComparison.Ordinal);
        Assert.Equal(0, Moments.Run("export", runs.He, "--quantities", "chi,path-increment,signal-rank-share", "--output", runs.File("few.csv")).ExitCode);
        Assert.Equal("simulation,depth,site,log_chi,log_path-increment,signal-rank-share", File.ReadAllLines(runs.File("few.csv"))[0]);
        Assert.Contains("take csv or parquet", Assert.Single(Moments.Run("export", runs.He, "--output", runs.File("he.npz")).ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public void Report_InABrowser_FitsAndReadsSites(int width)
    {
        string page = runs.File($"{width}.html");
        Assert.Equal(0, Moments.Run("report", runs.He, runs.Uniform, "--output", page).ExitCode);
        using Browser browser = Browser.StartOrSkip();
        browser.Show(width);
        browser.Open(page);

        Assert.Empty(browser.Events("Log.entryAdded").Concat(browser.Events("Runtime.exceptionThrown")).Select(e => e.ToString()));
        Assert.True(browser.Evaluate("document.scrollingElement.scrollWidth <= innerWidth").GetBoolean());
        // Down the sites by keyboard: the second, and back from the end.
        browser.Evaluate("document.getElementById('run1-sites-a').focus()");
        browser.Press("ArrowDown", 40);
        browser.Press("ArrowDown", 40);
        Assert.StartsWith("site = bn1, χ ", browser.Evaluate("document.querySelector('[aria-live]').textContent").GetString(), StringComparison.Ordinal);
        browser.Press("End", 35);
        Assert.StartsWith("site = fc, χ ", browser.Evaluate("document.querySelector('[aria-live]').textContent").GetString(), StringComparison.Ordinal);
        // The cursor lies across the axes, at the last row.
        Assert.True(browser.Evaluate("""
            (function () {
              var area = document.querySelector("#run1-sites-a .area").getBoundingClientRect(), cursor = document.querySelector("#run1-sites-a .cursor").getBoundingClientRect();
              return cursor.width > 0.3 * area.width && cursor.height < 3 && cursor.top > area.top + 0.85 * area.height;
            })()
            """).GetBoolean());
    }
}
