using System.Text.Json.Nodes;

namespace MomentsDnns.Cli.Tests;

public sealed class PredictCommandTests(PredictCommandTests.Runs runs) : IClassFixture<PredictCommandTests.Runs>
{
    private static readonly string[] Net = ["--architecture", "bn-res", "--kernel-size", "1", "--depth", "4", "--batch-size", "6"];

    /// <summary>A residual net that the theory predicts, one that it does not, and the first one's numbers imported.</summary>
    public sealed class Runs : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Runs()
        {
            (Residual, Vanilla, File, Imported) = (_folder["residual"], _folder["vanilla"], _folder["residual.npz"], _folder["imported"]);
            Assert.Equal(0, Moments.Run(["run", .. Net, "--width", "16", "--simulations", "4", "--quiet", "--output", Residual]).ExitCode);
            Assert.Equal(0, Moments.Run("run", "--kernel-size", "1", "--width", "8", "--depth", "2", "--batch-size", "4", "--simulations", "2", "--quiet", "--output", Vanilla).ExitCode);
            Assert.Equal(0, Moments.Run("export", Residual, "--output", File).ExitCode);
            Assert.Equal(0, Moments.Run("import", File, "--output", Imported).ExitCode);
        }

        public string Residual { get; }

        public string Vanilla { get; }

        public string File { get; }

        public string Imported { get; }

        public void Dispose() => _folder.Dispose();
    }

    [Fact]
    public void Predict_OptionsAlone_PrintsTheCurves()
    {
        Moments.Outcome outcome = Moments.Run(["predict", .. Net, "--batches", "3", "--quiet"]);

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        string[] lines = outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("infinite width: 4 residual units of 2 layers, relu, 3 batches of 6 images of cifar-like; mean over batches and its error", lines[0]);
        Assert.StartsWith("depth  log chi", lines[1], StringComparison.Ordinal);
        Assert.Equal(3 + 4, lines.Length);
    }

    [Fact]
    public void Predict_OfARun_ComparesSimulationBySimulation()
    {
        using TemporaryFolder folder = new();
        Moments.Outcome outcome = Moments.Run("predict", runs.Residual, "--json", "--quiet", "--output", folder["limit.csv"], "--figure", folder["limit.png"]);

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        JsonNode curve = JsonNode.Parse(outcome.Output)!["curves"]![0]!;
        Assert.Equal(4, (int)JsonNode.Parse(outcome.Output)!["batches"]!);
        Assert.Equal("log chi", (string?)curve["name"]);
        Assert.All(curve["points"]!.AsArray(), point => Assert.InRange((double)point!["z"]!, -50, 50));
        Assert.Contains("simulation,depth,location", File.ReadAllText(folder["limit.csv"]), StringComparison.Ordinal);
        Assert.True(new FileInfo(folder["limit.png"]).Length > 10_000);

        // The text, and against the same numbers as a file whose images nobody knows: another error.
        Assert.Contains("each with the prediction from its own images", Moments.Run("predict", runs.Residual, "--quiet").Output, StringComparison.Ordinal);
        outcome = Moments.Run(["predict", .. Net, "--batches", "4", "--reference", runs.File, "--quiet"]);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("measured: 4 simulations on other images", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--depth 4", "--kernel-size 3: is not predicted: convolutions need the Gram matrix of all pairs of positions; take --kernel-size 1")]
    [InlineData("--kernel-size 1 --batch-size 513", "--batch-size 513: must be at most 512 for a prediction, whose work grows as its cube; take 512 or fewer")]
    [InlineData("--kernel-size 1 --batch-size 3 --norm-epsilon 0", "--batch-size 3: must be at least 4 where --norm-epsilon is 0: of fewer images the noise grows without bound; take 64, the default")]
    [InlineData("--kernel-size 1 --norm-statistics differentiated", "--norm-statistics differentiated: are not predicted: the theory takes them as constants to the noise; take frozen")]
    [InlineData("--kernel-size 1 --scale-radius 2", "--scale-radius 2: is not predicted: scales of norms are 1 and shifts 0 in the theory; leave it out")]
    [InlineData("--kernel-size 1 --batches 0", "--batches 0: must be from 1 to 1000000; take 16")]
    [InlineData("--kernel-size 1 --channels 10", "--channels 10: must be from 64 to 1048576; leave it out for 4096")]
    [InlineData("--kernel-size 1 --threads 0", "--threads 0: must be from 1 to 1024; leave it out to use every core")]
    [InlineData("--kernel-size 1 --figure a.png", "--figure a.png: draws measurements, and none are named; name a run, or a --reference")]
    [InlineData("--kernel-size 1 --output a.txt", "--output a.txt: must end in .npz, .csv, .parquet; take such a name, it decides the format")]
    public void Predict_OutsideItsConditions_IsRefused(string options, string line)
    {
        Moments.Outcome outcome = Moments.Run(["predict", "--architecture", "bn-ff", .. options.Split(' ')]);

        Assert.Equal((2, line), (outcome.ExitCode, Assert.Single(outcome.ErrorLines)));
        Assert.Equal("", outcome.Output);
    }

    [Fact]
    public void Predict_OfARunThatCannotBePredicted_SaysWhy()
    {
        Assert.Equal((2, "--norm none: is not predicted: the theory is of batch norm; take --norm batch"), Fault("predict", runs.Vanilla));
        Assert.Equal((2, $"--depth: belongs to an experiment, which RUN {runs.Residual} names already; leave one of them out"), Fault("predict", runs.Residual, "--depth", "4"));
        Assert.Equal((2, $"--reference {runs.File}: stands beside options, RUN {runs.Residual} has measurements of its own; leave one of them out"),
            Fault("predict", runs.Residual, "--reference", runs.File));
        Assert.Equal((2, $"RUN {runs.Imported}: is imported, its seed and images are not known; give its file to --reference, with options that name the experiment"),
            Fault("predict", runs.Imported));

        static (int, string) Fault(params string[] arguments)
        {
            Moments.Outcome outcome = Moments.Run(arguments);
            return (outcome.ExitCode, Assert.Single(outcome.ErrorLines));
        }
    }
}
