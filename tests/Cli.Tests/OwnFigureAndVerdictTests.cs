using System.Text.Json;

namespace MomentsDnns.Cli.Tests;

/// <summary>The samples of a figure and of a judge, as programs: measure, judge, draw, report.</summary>
public sealed class OwnFigureAndVerdictTests
{
    [Fact]
    public void OwnFigure_IsDrawnAndReported()
    {
        using TemporaryFolder folder = new();
        string run = Measure("OwnFigure", folder, simulations: 4);

        Assert.Contains("exploding sensitivity", Output("OwnFigure", "analyze", run), StringComparison.Ordinal);
        string figures = Output("OwnFigure", "plot", run, "--output", folder["figures"], "--format", "svg");
        Assert.Equal(["run-fig2.svg", "run-fig3.svg", "run-variance-share.svg"],
            figures.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Path.GetFileName));
        string own = File.ReadAllText(Path.Combine(folder["figures"], "run-variance-share.svg"));
        Assert.Contains("below which", own, StringComparison.Ordinal);
        Output("OwnFigure", "plot", run, "--output", folder["one"], "--panels", "share");
        Assert.Equal(["run-variance-share.png"], Directory.GetFiles(folder["one"]).Select(Path.GetFileName));
        Output("OwnFigure", "report", run, "--output", folder["report.html"]);
        Assert.Contains("run: share of variance", File.ReadAllText(folder["report.html"]), StringComparison.Ordinal);
        // The program without the sample knows nothing of it.
        Assert.DoesNotContain("variance-share", Moments.Run("plot", run, "--output", folder["plain"]).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void OwnVerdict_IsToldInTextJsonAndReport()
    {
        using TemporaryFolder folder = new();
        string run = Measure("OwnVerdict", folder, simulations: 6);

        string text = Output("OwnVerdict", "analyze", run);
        Assert.Matches(@"(?m)^one signed units +(present|absent|inconclusive) .*"
            + @"a share 0\.\d+ ± 0\.\d+ of the units keeps its sign at layer 20, threshold 0\.9$", text);
        using JsonDocument json = JsonDocument.Parse(Output("OwnVerdict", "analyze", run, "--json"));
        JsonElement verdict = json.RootElement[0].GetProperty("verdicts")[5], number = verdict.GetProperty("numbers")[0];
        Assert.Equal("one-signed-units", verdict.GetProperty("pathology").GetString());
        Assert.Equal(("share of units of one sign", 0.9), (number.GetProperty("quantity").GetString(), number.GetProperty("threshold").GetDouble()));
        Assert.InRange(number.GetProperty("value").GetDouble(), 0, 1);
        Output("OwnVerdict", "plot", run, "--output", folder["figures"]);

        string few = Measure("OwnVerdict", folder, simulations: 4, "few");
        Assert.Matches("(?m)^one signed units +inconclusive +4 simulations, a verdict needs 5: run more$", Output("OwnVerdict", "analyze", few));
        Output("OwnVerdict", "report", run, few, "--output", folder["report.html"]);
        string page = File.ReadAllText(folder["report.html"]);
        Assert.Contains("one signed units", page, StringComparison.Ordinal);
        Assert.Contains("of the units keeps its sign at layer 20", page, StringComparison.Ordinal);
    }

    private static string Measure(string sample, TemporaryFolder folder, int simulations, string name = "run")
    {
        Output(sample, "run", "--kernel-size", "1", "--width", "16", "--depth", "20", "--batch-size", "8", "--records", "10",
            "--simulations", $"{simulations}", "--quiet", "--output", folder[name]);
        return folder[name];
    }

    private static string Output(string sample, params string[] arguments)
    {
        Moments.Outcome outcome = Moments.RunSample(sample, arguments);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        return outcome.Output;
    }
}
