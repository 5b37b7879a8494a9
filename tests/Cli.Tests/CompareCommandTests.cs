using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Results.Exchange;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Cli.Tests;

public sealed class CompareCommandTests
{
    [Fact]
    public void Compare_SeveralRuns_DrawsOneFigureAndWritesOneTable()
    {
        using TemporaryFolder folder = new();
        Run(folder["a"], "bn-ff", 4, 1);
        Run(folder["b"], "bn-res", 4, 1);
        Run(folder["c"], "vanilla", 8, 1);

        Moments.Outcome outcome = Moments.Run("compare", folder["a"], folder["b"], folder["c"], "--output", folder["figures"], "--name", "three", "--format", "svg,png");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.True(new FileInfo(Path.Combine(folder["figures"], "three.png")).Length > 10_000);
        Assert.Contains(">residual, batch norm, depth 4<", File.ReadAllText(Path.Combine(folder["figures"], "three.svg")), StringComparison.Ordinal);
        string[] table = File.ReadAllLines(Path.Combine(folder["figures"], "three.csv"));
        Assert.Contains(table, l => l.StartsWith("\"residual, batch norm, depth 4\",", StringComparison.Ordinal));
        Assert.Contains("| feedforward, no norm, depth 8 |", File.ReadAllText(Path.Combine(folder["figures"], "three.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_LabelsWithMathematics_AreSetInTheFigure()
    {
        using TemporaryFolder folder = new();
        Run(folder["a"], "bn-ff", 4, 1);
        Run(folder["b"], "vanilla", 4, 1);

        Moments.Outcome outcome = Moments.Run("compare", folder["a"], folder["b"], "--labels", "sigma_w^2 = 2;plain * text", "--output", folder["figures"], "--format", "svg");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        string svg = File.ReadAllText(Path.Combine(folder["figures"], "comparison.svg"));
        Assert.Contains("font-style=\"italic\">σ<", svg, StringComparison.Ordinal);
        Assert.Contains(">plain * text<", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_OneRunOrWrongLabels_IsRefused()
    {
        using TemporaryFolder folder = new();
        Run(folder["a"], "bn-ff", 4, 1);

        Assert.Contains("1 given, a figure compares 2 to 8", Assert.Single(Moments.Run("compare", folder["a"]).ErrorLines), StringComparison.Ordinal);
        Assert.Contains("must name each of the 2 runs", Assert.Single(Moments.Run("compare", folder["a"], folder["a"], "--labels", "x").ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--points", "--points: belongs to --agreement and --reference; leave it out, or add one of them")]
    [InlineData("--agreement --name x", "--name: belongs to the figure, which --agreement does not draw; leave one of them out")]
    [InlineData("--reference x.npz --labels A;B", "--labels: belongs to the figure, which --reference does not draw; leave one of them out")]
    public void Compare_OptionOfTheOtherKind_IsRefused(string options, string line)
    {
        Moments.Outcome outcome = Moments.Run(["compare", "a", "b", .. options.Split(' ')]);

        Assert.Equal([line], outcome.ErrorLines);
        Assert.Equal(2, outcome.ExitCode);
    }

    [Fact]
    public void Compare_DeeperReference_TakesTheSharedDepths()
    {
        using TemporaryFolder folder = new();
        Run(folder["shallow"], "bn-ff", 4, 1);
        Run(folder["deep"], "bn-ff", 8, 2);
        Assert.Equal(0, Moments.Run("export", folder["deep"], "--output", folder["deep.npz"]).ExitCode);

        Moments.Outcome outcome = Moments.Run("compare", folder["shallow"], "--reference", folder["deep.npz"], "--points");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        string[] chi = [.. outcome.Output.Split('\n').Where(l => l.StartsWith("log chi, activation", StringComparison.Ordinal))];
        Assert.Equal(["1", "2", "3", "4"], chi.Select(l => l["log chi, activation".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]));
        Assert.DoesNotContain("note:", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_ReferenceOfAnotherTopology_SaysWhatToGive()
    {
        using TemporaryFolder folder = new();
        Run(folder["feedforward"], "bn-ff", 4, 1);
        Run(folder["residual"], "bn-res", 4, 1);
        Moments.Run("export", folder["residual"], "--output", folder["x.npz"]);

        Moments.Outcome outcome = Moments.Run("compare", folder["feedforward"], "--reference", folder["x.npz"]);

        string line = Assert.Single(outcome.ErrorLines);
        Assert.StartsWith($"{folder["x.npz"]}: its array ", line, StringComparison.Ordinal);
        Assert.EndsWith("_loc5 does not fit: the places of this architecture end at loc4; give the architecture that the file is of", line, StringComparison.Ordinal);
        Assert.Equal(1, outcome.ExitCode);
    }

    [Fact]
    public void Compare_OneSeed_ComparesPairsAndTablesTheirDifferences()
    {
        const string note = "note: both runs have seed 1: simulation i of A and of B have the same images and noise, and the same random numbers behind the weights; they are compared as 4 pairs";
        using TemporaryFolder folder = new();
        Run(folder["a"], "bn-ff", 4, 1);
        Run(folder["deeper"], "bn-ff", 8, 1);
        Run(folder["other"], "bn-ff", 4, 2);

        string pairs = Moments.Run("compare", folder["a"], folder["deeper"], "--agreement").Output;
        Assert.Contains(note, pairs, StringComparison.Ordinal);
        Assert.Contains("all 8 exchanges within pairs", pairs, StringComparison.Ordinal);
        string independent = Moments.Run("compare", folder["a"], folder["other"], "--agreement").Output;
        Assert.DoesNotContain("note:", independent, StringComparison.Ordinal);
        Assert.EndsWith("all 35 permutations of the simulations between the runs\nverdict: cannot tell (a run has 4 simulations, 5 are needed); run more simulations\n",
            independent.ReplaceLineEndings("\n"), StringComparison.Ordinal);

        Moments.Outcome drawn = Moments.Run("compare", folder["a"], folder["deeper"], folder["other"], "--labels", "one;|two|;three", "--output", folder["figures"]);
        Assert.Contains("Differences from one within pairs:", drawn.Output, StringComparison.Ordinal);
        Assert.Contains("comparison.png, .csv, .md, -paired.csv", drawn.Output, StringComparison.Ordinal);
        Assert.Contains("| \\|two\\| | 4 | 4 | mean log10 chi |", File.ReadAllText(Path.Combine(folder["figures"], "comparison.md")), StringComparison.Ordinal);
        Assert.Equal(6, File.ReadAllLines(Path.Combine(folder["figures"], "comparison-paired.csv")).Length); // five quantities of one pair
    }

    [Fact]
    public void Compare_TableOfMeans_NeedsItsExperimentAndGivesAVerdict()
    {
        using TemporaryFolder folder = new();
        Assert.Equal(0, Moments.Run("run", "--architecture", "vanilla", "--kernel-size", "1", "--width", "16", "--depth", "4", "--batch-size", "8",
            "--simulations", "8", "--quiet", "--output", folder["a"]).ExitCode);
        File.WriteAllText(folder["means.csv"], "experiment,statistic,depth,simulations,mean,sd,mean_log,sd_log\nx,chi_loc3,2,1000,,,50,1\nx,chi_loc3,4,1000,,,0,1\ny,chi_loc1,2,10,1,1,,\n");

        Moments.Outcome outcome = Moments.Run("compare", folder["a"], "--reference", folder["means.csv"], "--experiment", "x");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("means.csv, experiment x, 1000 simulations", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("log chi, activation, depth 2, of 2 points", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("p = 0.001 by the largest |z|", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("verdict: they differ (p <= 0.05)", outcome.Output, StringComparison.Ordinal);

        Moments.Outcome unnamed = Moments.Run("compare", folder["a"], "--reference", folder["means.csv"]);
        Assert.Equal((1, $"{folder["means.csv"]}: holds 2 experiments; name one with --experiment: x, y"), (unnamed.ExitCode, Assert.Single(unnamed.ErrorLines)));
        Moments.Outcome spread = Moments.Run("compare", folder["a"], "--reference", folder["means.csv"], "--experiment", "x", "--spread");
        Assert.Equal((2, $"--spread: needs simulations, {folder["means.csv"]} is a table of means; leave it out"), (spread.ExitCode, Assert.Single(spread.ErrorLines)));
        Moments.Outcome npz = Moments.Run("compare", folder["a"], "--reference", folder["a.npz"], "--experiment", "x");
        Assert.Equal((2, "--experiment x: names one of a table of means; leave it out, or give a table to --reference"), (npz.ExitCode, Assert.Single(npz.ErrorLines)));
    }

    [Fact]
    public void Compare_TooFewPermutations_IsRefused()
    {
        Moments.Outcome outcome = Moments.Run("compare", "a", "b", "--agreement", "--permutations", "10");

        Assert.StartsWith("--permutations 10: must be from 99", Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(2, outcome.ExitCode);
    }

    [Fact]
    public void Compare_ValuesMissingAtADepth_CountsThePoints()
    {
        using TemporaryFolder folder = new();
        Run(folder["a"], "bn-ff", 4, 1);
        Run(folder["b"], "bn-ff", 4, 2);
        using (RunDirectory run = RunDirectory.Open(folder["b"]))
        {
            RunResults whole = run.Load();
            double[,] values = new double[4, 4];
            Curve rank = whole.Get(Statistic.EffectiveRankSignal, Location.Activation);
            // Two of four depths keep one value, of which no standard error can be taken.
            for (int s = 0; s < 4; s++)
                for (int d = 0; d < 4; d++) values[s, d] = s > 0 && d is (1 or 2) ? double.NaN : rank[s, d];
            NpzExport.Write(new RunResults(whole.Configuration, whole.Simulations, whole.Depths,
                [.. whole.Curves.Where(c => c != rank), new Curve(rank.Statistic, rank.Location, values)]), folder["x.npz"]);
        }

        Assert.Contains("note: 2 points of 1 curve(s) are left out, a run has fewer than two finite values there",
            Moments.Run("compare", folder["a"], "--reference", folder["x.npz"]).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("left out", Moments.Run("compare", folder["a"], folder["b"], "--agreement").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_DefaultNames_KeepDifferentConfigurationsApart()
    {
        using TemporaryFolder folder = new();
        string[] command = ["run", "--depth", "4", "--width", "4", "--batch-size", "4", "--simulations", "1", "--quiet"];

        foreach (string[] options in new string[][] { [], ["--init", "lecun"], ["--boundary", "zero"], ["--records", "2"], ["--effective-rank", "none"] })
        {
            Moments.Outcome outcome = Moments.RunIn(folder.Path, [.. command, .. options]);
            Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        }

        Assert.Equal(
            [
                "feedforward-d4-w4-k3-b4-cifar-like-s0", "feedforward-d4-w4-k3-b4-r2-cifar-like-s0",
                "feedforward-d4-w4-k3-b4-reff-none-cifar-like-s0", "feedforward-d4-w4-k3-lecun-b4-cifar-like-s0",
                "feedforward-d4-w4-k3-zero-b4-cifar-like-s0",
            ],
            Directory.GetDirectories(folder["runs"]).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal));
    }

    private static void Run(string output, string architecture, int depth, int seed) => Assert.Equal(0, Moments.Run(
        "run", "--architecture", architecture, "--kernel-size", "1", "--width", "16", "--depth", $"{depth}", "--batch-size", "8",
        "--simulations", "4", "--seed", $"{seed}", "--quiet", "--output", output).ExitCode);
}
