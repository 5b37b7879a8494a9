using System.Text.RegularExpressions;

namespace MomentsDnns.Cli.Tests;

/// <summary>What a user sees of damage to a run: one line before any work, and how it is repaired.</summary>
public sealed partial class IntegrityTests
{
    private static readonly string[] Tiny = ["--kernel-size", "1", "--width", "8", "--depth", "4", "--batch-size", "4", "--quiet"];

    [Fact]
    public void Run_DamagedPart_IsToldBeforeWorkAndRepairedToTheSameBits()
    {
        using TemporaryFolder folder = new();
        string run = folder["run"], part = Path.Combine(run, "part-000001.parquet");
        Assert.Equal(0, Run(run, 3).ExitCode);
        byte[] sound = File.ReadAllBytes(part);
        byte[] damaged = [.. sound];
        damaged[damaged.Length / 2] ^= 4;
        File.WriteAllBytes(part, damaged);
        string line = $"{part} is damaged (its content does not match its checksum); run it again with the same options and --repair, which sets it aside and redoes simulation 1";

        foreach (string[] command in (string[][])
        [
            ["run", .. Tiny, "--simulations", "30", "--output", run], ["analyze", run], ["export", run, "--output", folder["x.csv"]],
            ["plot", run, "--output", folder["figures"]], ["report", run, "--output", folder["x.html"]], ["compare", run, run, "--agreement"],
        ])
        {
            Moments.Outcome refused = Moments.Run(command);
            Assert.Equal((1, line, ""), (refused.ExitCode, Assert.Single(refused.ErrorLines), refused.Output));
        }

        Assert.Equal(3, Directory.GetFiles(run, "*.parquet").Length);
        Moments.Outcome repaired = Run(run, 3, "--repair");
        Assert.Equal(0, repaired.ExitCode);
        Assert.Equal([$"repair: {part} is set aside as part-000001.parquet.damaged (its content does not match its checksum)"], repaired.ErrorLines);
        Assert.StartsWith($"{run}: 3 simulations, 1 of them in this session:", repaired.Output);
        Assert.Equal(sound, File.ReadAllBytes(part));
        Assert.Equal(damaged, File.ReadAllBytes(part + ".damaged"));
        Assert.Equal([$"repair: no file of {run} is damaged"], Run(run, 3, "--repair").ErrorLines);
    }

    [Fact]
    public void Run_EditedExperiment_IsRefusedAndWrittenAnewByARepair()
    {
        using TemporaryFolder folder = new();
        string run = folder["run"], experiment = Path.Combine(run, "experiment.json");
        Assert.Equal(0, Run(run, 2).ExitCode);
        string sound = File.ReadAllText(experiment);
        File.WriteAllText(experiment, sound.Replace("\"width\": 8", "\"width\": 4", StringComparison.Ordinal));

        Moments.Outcome refused = Moments.Run(["run", "--kernel-size", "1", "--width", "4", "--depth", "4", "--batch-size", "4", "--quiet", "--simulations", "3", "--output", run]);
        Moments.Outcome repaired = Run(run, 2, "--repair");

        Assert.Equal(1, refused.ExitCode);
        Assert.StartsWith($"{experiment} cannot be read: it was changed after it was written", Assert.Single(refused.ErrorLines));
        Assert.Equal(0, repaired.ExitCode);
        Assert.StartsWith($"repair: {experiment} is set aside as experiment.json.damaged (", Assert.Single(repaired.ErrorLines));
        Assert.Equal(sound, File.ReadAllText(experiment));
    }

    [Fact]
    public void Sweep_DamageInTheLastPoint_IsToldBeforeTheFirst()
    {
        using TemporaryFolder folder = new();
        string Sweep(int simulations) => $$"""
            { "run": { "kernel-size": 1, "width": 8, "depth": 4, "batch-size": 4, "simulations": {{simulations}} }, "vary": { "seed": [1, 2] }, "map": { "quantity": "chi" } }
            """;
        File.WriteAllText(folder["sweep.json"], Sweep(1));
        Assert.Equal(0, Moments.Run("sweep", folder["sweep.json"], "--output", folder["out"], "--quiet").ExitCode);
        string part = Directory.GetFiles(folder["out"], "*.parquet", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Last();
        byte[] bytes = File.ReadAllBytes(part);
        bytes[bytes.Length / 2] ^= 4;
        File.WriteAllBytes(part, bytes);
        File.WriteAllText(folder["sweep.json"], Sweep(2));

        Moments.Outcome refused = Moments.Run("sweep", folder["sweep.json"], "--output", folder["out"], "--quiet");
        int parts = Directory.GetFiles(folder["out"], "*.parquet", SearchOption.AllDirectories).Length;
        Moments.Outcome repaired = Moments.Run("sweep", folder["sweep.json"], "--output", folder["out"], "--quiet", "--repair");

        Assert.Equal(1, refused.ExitCode);
        Assert.StartsWith($"{part} is damaged", Assert.Single(refused.ErrorLines));
        Assert.Equal(2, parts);
        Assert.Equal(0, repaired.ExitCode);
        Assert.Contains("is set aside as", Assert.Single(repaired.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(4, Directory.GetFiles(folder["out"], "*.parquet", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public void Run_AndAnalyze_OfAnOlderRun_SayThatItHasNoChecksums()
    {
        using TemporaryFolder folder = new();
        string old = Path.Combine(Root(), "tests", "Toolkit.Tests", "Results", "Storage", "Format2");

        Moments.Outcome outcome = Moments.Run("analyze", old, "--json");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal([$"note: {old} was begun by a version that wrote no checksums: damage to its files can go unseen"], outcome.ErrorLines);
        Assert.StartsWith("[", outcome.Output);
    }

    [Fact]
    public void Run_PeakOfMemory_IsThatOfTheWholeCommand()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("the kernel's own figure is read from /proc");
        using TemporaryFolder folder = new();

        // A shell that waits for the command and then asks the kernel for the largest peak among its children, in kilobytes.
        const string python = "import resource,subprocess,sys; r=subprocess.run(sys.argv[1:],capture_output=True,text=True); print(r.stdout); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)";
        System.Diagnostics.ProcessStartInfo info = new("python3") { RedirectStandardOutput = true };
        foreach (string word in (string[])["-c", python, "dotnet", Path.Combine(AppContext.BaseDirectory, "moments.dll"), "run", .. Tiny, "--simulations", "40", "--output", folder["run"]])
            info.ArgumentList.Add(word);
        System.Diagnostics.Process process;
        try
        {
            process = System.Diagnostics.Process.Start(info)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("python3 is not installed");
            return;
        }

        using (process)
        {
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            double told = double.Parse(PeakMemory().Match(output).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
            double kernel = long.Parse(output.Trim().Split('\n')[^1], System.Globalization.CultureInfo.InvariantCulture) / 1024.0;
            Assert.InRange(told, 0.97 * kernel, 1.01 * kernel);
        }
    }

    private static Moments.Outcome Run(string output, int simulations, params string[] more) =>
        Moments.Run(["run", .. Tiny, "--simulations", $"{simulations}", "--output", output, .. more]);

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MomentsDnns.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("the solution's folder");
    }

    [GeneratedRegex(@"peak memory (\d+) MB")]
    private static partial Regex PeakMemory();
}
