namespace MomentsDnns.Cli.Tests;

public sealed class TrainCommandTests
{
    private static readonly string[] Small =
    [
        "train", "--architecture", "bn-ff", "--kernel-size", "1", "--depth", "3", "--width", "8", "--steps", "6", "--batch-size", "8", "--training-images", "80",
        "--held-out-images", "40", "--probe-images", "16", "--records", "4", "--quiet",
    ];

    [Fact]
    public void Train_IsARunLikeAnyOther()
    {
        using TemporaryFolder folder = new();
        string run = folder["run"], other = folder["other"];
        Moments.Outcome first = Moments.Run([.. Small, "--simulations", "1", "--output", run]);
        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Moments.Outcome more = Moments.Run([.. Small, "--simulations", "3", "--output", run]);
        Assert.Contains("3 nets, 2 of them in this session", more.Output, StringComparison.Ordinal);
        Assert.Contains("all 3 nets were there already", Moments.Run([.. Small, "--simulations", "3", "--output", run]).Output, StringComparison.Ordinal);
        Assert.Equal(0, Moments.Run([.. Small, "--simulations", "3", "--optimizer", "adam", "--rate", "0.001", "--noise-levels", "none", "--output", other]).ExitCode);

        Moments.Outcome judged = Moments.Run("analyze", run);
        Assert.Contains("of 3 nets end above chance", judged.Output, StringComparison.Ordinal);
        Assert.Contains("share of noise in outputs", judged.Output, StringComparison.Ordinal);
        Assert.Contains("\"above-chance\"", Moments.Run("analyze", run, "--json").Output, StringComparison.Ordinal);
        foreach (string[] reading in (string[][])[["plot", run, other, "--output", folder["figures"]], ["export", run, "--output", folder["table.csv"]],
            ["export", run, "--quantities", "training-loss,accuracy@noise-0.1", "--output", folder["some.csv"]],
            ["report", run, other, "--output", folder["report.html"]], ["compare", run, other, "--output", folder["comparison"]], ["compare", run, other, "--agreement"],
            ["analyze", Path.Combine(run, "steps", "6")], ["report", Path.Combine(run, "steps", "6"), "--output", folder["step.html"]], ["status", run]])
        {
            Moments.Outcome outcome = Moments.Run(reading);
            Assert.True(outcome.ExitCode == 0, $"{reading[0]}: {outcome.Error}");
        }

        Assert.True(File.Exists(folder["figures/run-training.png"]) && File.Exists(folder["figures/run-corruption.png"]));
        Assert.False(File.Exists(folder["figures/other-corruption.png"]));
        Assert.Contains("Held-out images under noise", File.ReadAllText(folder["report.html"]), StringComparison.Ordinal);
        Assert.Contains("adam", File.ReadAllText(folder["comparison/comparison.csv"]), StringComparison.Ordinal);
        Assert.Contains("moments train", File.ReadAllText(folder["step.html"]), StringComparison.Ordinal);
    }

    // The report's command, typed again into the same folder, finds all there.
    [Fact]
    public void Report_TellsACommandThatRepeatsTheTraining()
    {
        using TemporaryFolder folder = new();
        string run = folder["run"];
        string[] command = [.. Small, "--simulations", "1", "--hold-constants", "--schedule", "cosine", "--probe-steps", "none"];
        Assert.Equal(0, Moments.Run([.. command, "--output", run]).ExitCode);
        Assert.Equal(0, Moments.Run("report", run, "--output", folder["report.html"]).ExitCode);
        string page = System.Net.WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Replace(File.ReadAllText(folder["report.html"]), "<[^>]*>", ""));
        string told = page[page.IndexOf("moments train", StringComparison.Ordinal)..];
        string[] words = told[..told.IndexOf("Simulations:", StringComparison.Ordinal)].Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)[1..];
        Moments.Outcome again = Moments.Run([.. words, "--output", run]);
        Assert.True(again.ExitCode == 0, again.Error);
        Assert.Contains("were there already", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_WrongOptions_AreALineEach()
    {
        using TemporaryFolder folder = new();
        string[] Lines(params string[] options)
        {
            Moments.Outcome outcome = Moments.Run(["train", "--training-images", "80", "--held-out-images", "40", .. options, "--output", folder["run"]]);
            Assert.InRange(outcome.ExitCode, 1, 2);
            Assert.False(Directory.Exists(folder["run"]));
            return [.. outcome.ErrorLines];
        }

        Assert.Equal(
        [
            "--simulations 0: must be at least 1; take a positive whole number",
            "--rate 0: must be a finite number above 0; take 0.01",
            "--momentum 0.9: belongs to SGD: Adam has averages of its own; leave it out, or take --optimizer sgd",
            "--probe-steps 7: must lie from 0 to 6, the last step; leave it out for four steps from 0 to the last",
            "--noise-levels 0: must be finite numbers above 0; take such as 0.1,0.5,1; accuracy without noise is taken anyway",
        ], Lines("--steps", "6", "--simulations", "0", "--rate", "0", "--optimizer", "adam", "--momentum", "0.9", "--probe-steps", "7", "--noise-levels", "0"));
        Assert.Equal(
        [
            "--batch-size 400: must be at most 80, the training images, since a batch holds distinct ones; take 80 or fewer, or more images",
            "--probe-images 41: must be at most 40, the images held out, since a batch holds distinct ones; take 40 or fewer",
        ], Lines("--batch-size", "400", "--probe-images", "41"));
        Assert.Equal(["--probe-steps one: must be numbers separated by commas, or none; take such as 0,100,1000"], Lines("--probe-steps", "one"));
        Assert.Equal(["--epochs 2: --steps says how many steps; leave one of them out"], Lines("--epochs", "2", "--steps", "3"));
        Assert.Equal(["--dataset cifar-like: labels are needed and it has none; or take --dataset cifar-like-classes, which needs no file"], Lines("--dataset", "cifar-like"));
    }

    [Fact]
    public void Sweep_ThatTrains_MapsTheAccuracyWithTheoryOverIt()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("map.json", """
            {
              "train": { "activation": "tanh", "init": "gaussian", "bias-variance": 0.05, "kernel-size": 1, "width": 8, "steps": 3, "batch-size": 8, "training-images": 40,
                "held-out-images": 20, "probe-steps": "0", "probe-images": 8, "noise-levels": "none", "judged-images": 20, "simulations": 1 },
              "vary": { "weight-variance": [ 1.5, 3 ], "depth": [ 2, 4 ] }
            }
            """u8.ToArray());
        Moments.Outcome outcome = Moments.Run("sweep", file, "--quiet", "--format", "svg", "--output", folder["map"]);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.StartsWith("weight-variance,depth,step,training-accuracy,standard error\n1.5,2,3,", File.ReadAllText(folder["map/sweep.csv"]), StringComparison.Ordinal);
        Assert.Contains("after step 3", File.ReadAllText(folder["map/sweep.svg"]), StringComparison.Ordinal);
        Assert.Equal(0, Moments.Run("analyze", Path.Combine(folder["map"], "weight-variance=3,depth=4")).ExitCode);

        string wrong = folder.Write("wrong.json", """{ "train": { "steps": 0 }, "vary": { "depth": [ 2 ] }, "map": { "quantity": "increment" } }"""u8.ToArray());
        Assert.Equal([$"FILE {wrong}, point depth=2: --steps 0: must be at least 1; take 1000, the default"],
            Moments.Run("sweep", wrong, "--output", folder["other"]).ErrorLines.Take(1));
        string other = folder.Write("other.json", """{ "train": { "training-images": 80 }, "vary": { "depth": [ 2 ] }, "map": { "quantity": "increment" } }"""u8.ToArray());
        Assert.Contains("map.quantity increment is not of this net", Assert.Single(Moments.Run("sweep", other, "--output", folder["other"]).ErrorLines), StringComparison.Ordinal);
    }
}
