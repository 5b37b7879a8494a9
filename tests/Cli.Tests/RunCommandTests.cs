using System.Diagnostics;

namespace MomentsDnns.Cli.Tests;

public sealed class RunCommandTests
{
    private static readonly string[] Small =
    [
        "run", "--architecture", "bn-ff", "--kernel-size", "1", "--width", "96", "--depth", "60", "--batch-size", "16", "--seed", "5",
    ];

    [Fact]
    public void Run_KilledAndRepeated_EndsInTheBytesOfAnUnbrokenRun()
    {
        using TemporaryFolder folder = new();
        const int simulations = 60;
        string[] command = [.. Small, "--simulations", $"{simulations}", "--quiet"];
        Assert.Equal(0, Moments.Run([.. command, "--output", folder["unbroken"]]).ExitCode);

        for (int attempt = 0; attempt < 5 && Parts(folder["killed"]).Length is 0 or simulations; attempt++) Kill();
        Dictionary<string, DateTime> kept = Parts(folder["killed"]).ToDictionary(p => p, File.GetLastWriteTimeUtc);
        Moments.Outcome resumed = Moments.Run([.. command, "--output", folder["killed"]]);

        Assert.Equal(0, resumed.ExitCode);
        Assert.InRange(kept.Count, 3, simulations - 1);
        Assert.Contains($"{simulations - kept.Count} of them in this session", resumed.Output, StringComparison.Ordinal);
        Assert.All(kept, part => Assert.Equal(part.Value, File.GetLastWriteTimeUtc(part.Key)));
        Assert.Equal(simulations, Parts(folder["unbroken"]).Length);
        foreach (string part in Parts(folder["unbroken"]))
            Assert.Equal(File.ReadAllBytes(part), File.ReadAllBytes(Path.Combine(folder["killed"], Path.GetFileName(part))));

        // On a loaded machine the run may end before this thread wakes: then once more.
        void Kill()
        {
            if (Directory.Exists(folder["killed"])) Directory.Delete(folder["killed"], recursive: true);
            using Process killed = Moments.Start([.. command, "--output", folder["killed"]]);
            while (Parts(folder["killed"]).Length < 3 && !killed.HasExited) Thread.Sleep(5);
            killed.Kill(); // SIGKILL: no chance to tidy up
            Assert.True(killed.WaitForExit(60_000));
        }
    }

    [Fact]
    public void Run_Interrupted_SaysHowToGoOn()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("sends SIGINT by kill, which Windows lacks");
        using TemporaryFolder folder = new();
        using Process process = Moments.StartInterruptible([.. Small, "--simulations", "100000", "--output", folder["run"]]);
        while (Parts(folder["run"]).Length < 1 && !process.HasExited) Thread.Sleep(5);
        Process.Start("kill", ["-INT", $"{process.Id}"]).WaitForExit();
        Moments.Outcome outcome = Moments.Finish(process);

        Assert.Equal(130, outcome.ExitCode);
        Assert.Contains("the same command goes on", outcome.ErrorLines[^1], StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder["run"], "*.tmp*"));
    }

    [Theory]
    [InlineData("--architecture bn-ff --kernel-size 1 --width 96 --depth 60 --batch-size 16", 4)] // a thread for each simulation
    [InlineData("--architecture bn-ff --kernel-size 1 --width 96 --depth 60 --batch-size 16", 1)] // all threads for one
    [InlineData("--architecture bn-res --kernel-size 3 --width 40 --depth 4 --batch-size 8", 1)] // Winograd
    [InlineData("--architecture bn-ff --kernel-size 5 --width 40 --depth 4 --batch-size 8", 1)] // Fourier
    public void Run_OtherThreads_SameBytes(string net, int simulations)
    {
        using TemporaryFolder folder = new();
        string[] command = ["run", .. net.Split(' '), "--simulations", $"{simulations}", "--seed", "5", "--quiet"];
        Moments.Run([.. command, "--threads", "1", "--output", folder["one"]]);
        Moments.Run([.. command, "--threads", "2", "--output", folder["two"]]);

        Assert.Equal(simulations, Parts(folder["one"]).Length);
        Assert.Equal(Parts(folder["one"]).Select(File.ReadAllBytes), Parts(folder["two"]).Select(File.ReadAllBytes));
    }

    [Fact]
    public void Run_OtherConfiguration_IsRefusedAndLosesNothing()
    {
        using TemporaryFolder folder = new();
        string[] command = [.. Small, "--simulations", "2", "--output", folder["run"]];
        Moments.Run(command);

        Moments.Outcome outcome = Moments.Run([.. command, "--records", "30"]);

        string line = Assert.Single(outcome.ErrorLines);
        Assert.Contains("holds a run of another configuration: --records", line, StringComparison.Ordinal);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal(2, Parts(folder["run"]).Length);
    }

    [Fact]
    public void ExportImportPlotCompare_OnARun_RoundTrip()
    {
        using TemporaryFolder folder = new();
        Moments.Run([.. Small, "--simulations", "5", "--output", folder["run"]]);

        foreach (string file in new[] { "x.npz", "x.csv", "x.parquet" })
        {
            Assert.Equal(0, Moments.Run("export", folder["run"], "--output", folder[file]).ExitCode);
            Assert.True(new FileInfo(folder[file]).Length > 1000);
        }

        Assert.Equal(0, Moments.Run("import", folder["x.npz"], "--output", folder["imported"]).ExitCode);
        Moments.Outcome compared = Moments.Run("compare", folder["run"], folder["imported"], "--agreement");
        Assert.Equal(0, compared.ExitCode);
        Assert.Contains("verdict: they agree", compared.Output, StringComparison.Ordinal);
        Assert.Contains("verdict: they agree", Moments.Run("compare", folder["run"], "--reference", folder["x.npz"]).Output, StringComparison.Ordinal);

        Moments.Outcome plotted = Moments.Run("plot", folder["imported"], "--output", folder["figures"], "--format", "png,svg,pdf", "--width", "one-column");
        Assert.Equal(0, plotted.ExitCode);
        string[] files = [.. new[] { "png", "svg", "pdf" }.Select(e => Path.Combine(folder["figures"], "imported-fig4." + e))];
        Assert.Equal(files, plotted.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.True(new FileInfo(files[0]).Length > 10_000);
        Assert.Contains("width=\"85mm\"", File.ReadAllText(files[1]), StringComparison.Ordinal);
        Assert.Equal("%PDF"u8, File.ReadAllBytes(files[2]).AsSpan(0, 4));
    }

    [Theory]
    [InlineData("", "run")]
    [InlineData("reproduce", "--profile")]
    [InlineData("run", "--kernel-size")]
    [InlineData("analyze", "--confidence")]
    [InlineData("plot", "--paper-ranges")]
    [InlineData("compare", "--reference")]
    [InlineData("export", "--output")]
    [InlineData("import", "--output")]
    [InlineData("info", "--dataset")]
    public void Help_EveryCommand_NamesItsOptions(string command, string option)
    {
        Moments.Outcome outcome = Moments.Run(command.Length == 0 ? ["--help"] : [command, "--help"]);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains(option, outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Info_Dataset_PrintsItsStatistics()
    {
        Moments.Outcome outcome = Moments.Run("info", "--dataset", "cifar-like", "--images", "600");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("kurtosis", outcome.Output, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("no labels", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Info_LabelledDataset_PrintsItsClasses()
    {
        Moments.Outcome outcome = Moments.Run("info", "--dataset", "cifar-like-classes", "--images", "64");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("8 classes, 125000 images each; no test images of its own", outcome.Output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^2\s+45 degrees\s+125000\s*$", outcome.Output);
    }

    [Fact]
    public void Info_DamagedLabels_IsOneLine()
    {
        using TemporaryFolder folder = new();
        folder.Write("train-images-idx3-ubyte", [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 7, 8]);
        folder.Write("train-labels-idx1-ubyte", [0, 0, 8, 1, 0, 0, 0, 2, 0]);
        Moments.Outcome outcome = Moments.Run("info", "--dataset", "mnist", "--data-dir", folder.Path);

        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith($"{folder["train-labels-idx1-ubyte"]}, byte 9: expected 10 bytes in all", Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public void Info_Installation_NamesVersionsAndLibraries()
    {
        Moments.Outcome outcome = Moments.Run("info");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("TorchSharp", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("torch_cpu", outcome.Output, StringComparison.Ordinal);
    }

    private static string[] Parts(string run) =>
        Directory.Exists(run) ? [.. Directory.GetFiles(run, "part-*.parquet").Order(StringComparer.Ordinal)] : [];
}
