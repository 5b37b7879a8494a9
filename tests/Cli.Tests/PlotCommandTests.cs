using MomentsDnns.Cli.Output;

namespace MomentsDnns.Cli.Tests;

public sealed class PlotCommandTests(PlotCommandTests.Runs runs) : IClassFixture<PlotCommandTests.Runs>
{
    /// <summary>Two runs of one name, and one of a single layer.</summary>
    public sealed class Runs : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Runs()
        {
            (A, B, Shallow) = (_folder["a/net"], _folder["b/net"], _folder["shallow"]);
            foreach ((string path, string depth) in new[] { (A, "8"), (B, "8"), (Shallow, "1") })
                Assert.Equal(0, Moments.Run("run", "--architecture", "bn-res", "--kernel-size", "1", "--width", "8", "--depth", depth, "--batch-size", "4", "--simulations", "2", "--quiet", "--output", path).ExitCode);
        }

        public string A { get; }

        public string B { get; }

        public string Shallow { get; }

        public void Dispose() => _folder.Dispose();
    }

    [Fact]
    public void Plot_TwoRunsOfOneName_WritesAFigureOfEach()
    {
        using TemporaryFolder folder = new();
        Moments.Outcome outcome = Moments.Run("plot", runs.A, runs.B, "--output", folder["f"], "--dpi", "36");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal(["a-net-fig5.png", "b-net-fig5.png"], Directory.GetFiles(folder["f"]).Select(Path.GetFileName).Order());
        Assert.Equal(2, outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void Plot_OverAnotherRunsFigure_IsRefused_OverItsOwnNot()
    {
        using TemporaryFolder folder = new();
        string[] formats = ["--output", folder["f"], "--format", "png,svg,pdf", "--dpi", "36"];
        Assert.Equal(0, Moments.Run(["plot", runs.A, .. formats]).ExitCode);
        Assert.Equal(0, Moments.Run(["plot", runs.A, "--caption", "none", .. formats]).ExitCode);
        Dictionary<string, byte[]> before = Directory.GetFiles(folder["f"]).ToDictionary(f => f, File.ReadAllBytes);
        Assert.Equal(3, before.Count);

        foreach (string format in new[] { "png", "svg", "pdf" })
        {
            Moments.Outcome outcome = Moments.Run("plot", runs.B, "--output", folder["f"], "--format", format);
            Assert.Equal((2, $"--output {folder["f"]}: net-fig5.{format} there was not drawn from this run and would be lost; take another folder, move that file away, or name both runs in one command"),
                (outcome.ExitCode, Assert.Single(outcome.ErrorLines)));
        }

        Assert.All(before, file => Assert.Equal(file.Value, File.ReadAllBytes(file.Key)));
    }

    [Theory]
    [InlineData("--panels x", "--panels x: is no panel of")]
    [InlineData("--height 20", "--height 20: must be from 40 to 1000 millimetres; take 230")]
    [InlineData("--height 60 --columns 1", "--height 60: is less than the ")]
    [InlineData("--columns 0", "--columns 0: must be 1 or more; take 1 or 2")]
    [InlineData("--columns 3 --width one-column", "--columns 3: makes panels narrower than 40 mm; take 2, or a greater --width")]
    public void Plot_SizesThatCannotBe_EndInOneLine(string options, string message)
    {
        using TemporaryFolder folder = new();
        Moments.Outcome outcome = Moments.Run(["plot", runs.A, "--output", folder["f"], .. options.Split(' ')]);

        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith(message, Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
        Assert.Contains(';', outcome.Error);
        Assert.False(Directory.Exists(folder["f"]));
    }

    [Fact]
    public void Plot_PanelsHeightCaption_AreInTheFile()
    {
        using TemporaryFolder folder = new();
        Assert.Equal(0, Moments.Run("plot", runs.A, "--output", folder["f"], "--format", "svg", "--panels", "ranks,a", "--height", "70", "--caption", "A resnet, H = 2").ExitCode);

        string svg = File.ReadAllText(Path.Combine(folder["f"], "net-fig5.svg"));
        Assert.Contains("height=\"70mm\"", svg, StringComparison.Ordinal);
        Assert.Contains("A resnet, ", svg, StringComparison.Ordinal);
        Assert.Contains("(b)", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("(c)", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("percentile", svg, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plot")]
    [InlineData("report")]
    public void ShallowRun_OfAnyFigure_DrawsWithoutAWordOfTheDrawingLibrary(string command)
    {
        using TemporaryFolder folder = new();
        string[] output = command == "plot" ? ["--theory", "--format", "svg,pdf,png", "--dpi", "50", "--output", folder["f"]] : ["--output", folder["page.html"]];
        Moments.Outcome outcome = Moments.Run([command, runs.Shallow, .. output]);

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
    }

    [Theory]
    [InlineData(new[] { "runs/net" }, new[] { "net" })]
    [InlineData(new[] { "a/net", "b/net/", "c" }, new[] { "a-net", "b-net", "c" })]
    [InlineData(new[] { "/x/a/net", "/y/a/net", "/y/b/net" }, new[] { "x-a-net", "y-a-net", "b-net" })]
    [InlineData(new[] { "/a/b-c/net", "/a-b/c/net" }, new[] { "b-c-net", "c-net" })]
    [InlineData(new[] { "/a/b", "/x/b", "/a-b" }, new[] { "a-b", "x-b", "a-b-2" })]
    public void RunFileNames_TellRunsApart(string[] folders, string[] names) => Assert.Equal(names, RunFileNames.Of(folders));

    [Theory]
    [InlineData("")]
    [InlineData("notebook")]
    public void NoCommand_ShowsHelp(string words)
    {
        string[] command = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Moments.Outcome outcome = Moments.Run(command);

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal(Moments.Run([.. command, "--help"]).Output, outcome.Output);
        Assert.Contains("Usage:", outcome.Output, StringComparison.Ordinal);
    }
}
