namespace MomentsDnns.Cli.Tests;

/// <summary><c>moments rank</c> as a user runs it.</summary>
public sealed class RankCommandTests
{
    // Skips alone, and no path from input to output: the two cheapest networks there are.
    private const string Table = "arch,accuracy\n\"(0, 0, 0, 0, 0, 0)\",40\n\"(1, 1, 1, 1, 1, 1)\",10\n";

    [Fact]
    public void Rank_KeepsMeasurements_AndGoesOn()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["list.csv"], Table);
        string[] command = ["rank", "list.csv", "--batch-size", "4", "--quiet"];
        Moments.Outcome first = Moments.RunIn(folder["."], command);
        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.Contains("rankings/list: 2 measurements", first.Output, StringComparison.Ordinal);
        Assert.Contains(" networks have every measure, fewer than 20: nothing is ranked; take more networks", first.Output, StringComparison.Ordinal);
        string table = Path.Combine(folder["rankings"], "list", "measurements.csv");
        string[] lines = File.ReadAllLines(table);
        Assert.Equal(3, lines.Length);
        string[] header = lines[0].Split(','), cut = lines.Single(l => l.StartsWith("\"(1,1,1,1,1,1)\"", StringComparison.Ordinal)).Split("\",")[1].Split(',');
        // What has no path has a size (73,306 of 10 classes, 8 here), and no sensitivity at its output.
        Assert.Equal("73176", cut[Array.IndexOf(header, "params") - 1]);
        Assert.Equal("", cut[Array.IndexOf(header, "chi_output") - 1]);
        Assert.Equal(0, Moments.RunIn(folder["."], command).ExitCode);
        Assert.Equal(lines, File.ReadAllLines(table));
        Moments.Outcome other = Moments.RunIn(folder["."], [.. command, "--seed", "1"]);
        Assert.Equal(1, other.ExitCode);
        Assert.Contains("holds another ranking (\"seed\": 0 there, \"seed\": 1 asked for); take another --output", Assert.Single(other.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none.csv", "FILE|DIR none.csv: there is no such file; name a table of networks, or a folder of trained runs", 2)]
    [InlineData("list.csv --networks 3", "--networks 3: must be from 1 to 2, the networks of the list; leave it out for all", 2)]
    [InlineData("list.csv --repeated 3", "--repeated 3: must be from 0 to 2, the networks that are measured; take 0 for none", 2)]
    [InlineData("list.csv --repeats 1", "--repeats 1: must be from 2 to 1000: it counts the first measurement too; take 3, the default", 2)]
    [InlineData("list.csv --batch-size 1", "--batch-size 1: must be at least 2", 2)]
    [InlineData("list.csv --threads 0", "--threads 0: must be from 1 to 1024", 2)]
    [InlineData("list.csv --init xe", "--init xe: must be one of he, uniform,", 2)]
    [InlineData("list.csv --accuracy cifar1000", "list.csv: has no column cifar1000; take one of accuracy", 1)]
    [InlineData("list.csv --dataset cifar-like", "--dataset cifar-like: labels are needed and it has none", 2)]
    [InlineData("list.csv --analyze-only", "--output rankings/list: holds no finished measurement; leave --analyze-only out", 2)]
    public void Rank_OfWhatCannotBe_IsOneLine(string arguments, string said, int code)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["list.csv"], Table);
        Moments.Outcome outcome = Moments.RunIn(folder["."], ["rank", .. arguments.Split(' '), "--quiet"]);
        Assert.Equal(code, outcome.ExitCode);
        Assert.Contains(said, Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
    }

    // The limit of the runtime stands for any other. What is refused leaves no folder, whose plan a smaller batch would contradict.
    [Fact]
    public void Rank_MoreMemoryThanThereIs_IsRefusedBeforeWork()
    {
        using TemporaryFolder folder = new();
        string list = folder.Write("list.csv", "arch,accuracy\n\"(2, 2, 2, 2, 2, 2)\",40\n"u8.ToArray());
        Moments.Outcome outcome = Moments.RunWith(("DOTNET_GCHeapHardLimit", "0x10000000"), "rank", list, "--threads", "1", "--quiet", "--output", folder["ranking"]);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Matches(@"^--batch-size 32: needs about \d\.\d GB of memory with 1 threads, this machine has 268 MB left; take a smaller --batch-size", Assert.Single(outcome.ErrorLines));
        Assert.False(Directory.Exists(folder["ranking"]));
    }

    [Fact]
    public void Rank_OfAFolderOfRuns_MeasuresThem()
    {
        using TemporaryFolder folder = new();
        string[] small = ["train", "--architecture", "bn-ff", "--kernel-size", "1", "--width", "6", "--steps", "3", "--batch-size", "8", "--training-images", "40",
            "--held-out-images", "20", "--judged-images", "20", "--probe-steps", "none", "--simulations", "2", "--quiet"];
        for (int depth = 1; depth <= 4; depth++)
        {
            string[] steps = depth == 4 ? ["--rate", "0.2"] : [];
            Assert.Equal(0, Moments.RunIn(folder["."], [.. small, "--depth", $"{depth}", .. steps, "--output", $"nets/d{depth}"]).ExitCode);
        }

        Moments.Outcome outcome = Moments.RunIn(folder["."], ["rank", "nets", "--batch-size", "4", "--quiet"]);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal("note: runs differ in --rate (0.01, 0.2): their accuracies were not reached by one budget", Assert.Single(outcome.ErrorLines));
        Assert.Contains("rankings/nets: 4 measurements", outcome.Output, StringComparison.Ordinal);
        string[] lines = File.ReadAllLines(Path.Combine(folder["rankings"], "nets", "measurements.csv"));
        Assert.Equal(["d1", "d2", "d3", "d4"], lines[1..].Select(line => line.Split(',')[0].Trim('"')).Order());
        foreach ((string words, string said) in new[]
        {
            ("nets --accuracy x", "--accuracy: belongs to a list of networks, the runs of nets have their own; leave it out"),
            ("nets --init he", "--init: belongs to a list of networks"),
            ("rankings", "FILE|DIR rankings: holds no run of moments train"),
            ("nets --networks 5", "--networks 5: must be from 1 to 4, the networks of the list; leave it out for all"),
        })
        {
            Moments.Outcome refused = Moments.RunIn(folder["."], ["rank", .. words.Split(' ')]);
            Assert.Equal(2, refused.ExitCode);
            Assert.Contains(refused.ErrorLines, line => line.StartsWith(said, StringComparison.Ordinal));
        }
    }
}
