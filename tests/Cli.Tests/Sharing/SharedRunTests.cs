using System.Diagnostics;
using System.Text.Json;

namespace MomentsDnns.Cli.Tests.Sharing;

/// <summary>Several processes at one run, and what a user sees of them.</summary>
public sealed class SharedRunTests
{
    private static readonly string[] Small =
        ["run", "--kernel-size", "1", "--width", "16", "--depth", "6", "--batch-size", "4", "--threads", "1", "--quiet"];

    [Fact]
    public void Run_ProcessesOnOneFolderKilledAtRandom_MakeTheRunOfOneOnce()
    {
        using TemporaryFolder folder = new();
        string[] command =
        [
            "run", "--kernel-size", "1", "--width", "64", "--depth", "40", "--batch-size", "4", "--threads", "1", "--quiet",
            "--simulations", "120",
        ];
        Assert.Equal(0, Moments.Run([.. command, "--output", folder["alone"]]).ExitCode);

        Process[] processes = [.. Enumerable.Range(0, 4).Select(_ => Moments.Start([.. command, "--output", folder["shared"]]))];
        for (int kill = 0; kill < 3; kill++)
        {
            int before = Parts(folder["shared"]).Length;
            while (Parts(folder["shared"]).Length < Math.Min(before + 5, 100) && !processes[kill].HasExited) Thread.Sleep(5);
            processes[kill].Kill();
            processes[kill].WaitForExit();
            processes[kill].Dispose();
            processes[kill] = Moments.Start([.. command, "--output", folder["shared"]]);
        }

        foreach (Process process in processes)
        {
            Moments.Outcome outcome = Moments.Finish(process);
            Assert.True(outcome.ExitCode == 0, outcome.Error);
            process.Dispose();
        }

        Assert.Equal(Parts(folder["alone"]).Select(Path.GetFileName), Parts(folder["shared"]).Select(Path.GetFileName));
        foreach (string part in Parts(folder["alone"]))
            Assert.Equal(File.ReadAllBytes(part), File.ReadAllBytes(Path.Combine(folder["shared"], Path.GetFileName(part))));
        string[] finished = [.. Directory.GetFiles(Path.Combine(folder["shared"], "writers")).SelectMany(File.ReadAllLines)
            .Where(line => line.Contains("\"simulation\"", StringComparison.Ordinal))];
        // A process may be killed between keeping a simulation and telling of it.
        Assert.InRange(finished.Length, 117, 120);
        Assert.False(Directory.Exists(Path.Combine(folder["shared"], "claims")));
    }

    [Fact]
    public void Run_Shards_StatusTellsWhatLacksAndMergeJoins()
    {
        using TemporaryFolder folder = new();
        string[] command = [.. Small, "--simulations", "8"];
        string run = folder["run"], first = folder["first"], third = folder["third"];
        Assert.Equal(0, Moments.Run([.. command, "--shard", "1/4", "--output", first]).ExitCode);
        Assert.Equal(0, Moments.Run([.. command, "--shard", "3/4", "--output", third]).ExitCode);

        Moments.Outcome merged = Moments.Run("merge", first, third, "--output", run);
        Assert.Equal(0, merged.ExitCode);
        Assert.Contains($"{run}: 4 simulations, 4 of them added", merged.Output, StringComparison.Ordinal);
        Assert.Equal("2-3,6-7", Moments.Run("status", run, "--simulations", "8", "--missing").Output.Trim());
        Assert.Equal("2,4", Moments.Run("status", run, "--simulations", "8", "--missing", "--shards", "4").Output.Trim());
        JsonElement state = JsonDocument.Parse(Moments.Run("status", run, "--simulations", "8", "--json").Output).RootElement[0];
        Assert.Equal((8, 4, 0, 4, "2-3,6-7"), (state.GetProperty("wanted").GetInt32(), state.GetProperty("finished").GetInt32(),
            state.GetProperty("running").GetInt32(), state.GetProperty("missing").GetInt32(), state.GetProperty("missing-ranges").GetString()));

        Assert.Equal(0, Moments.Run([.. command, "--output", run]).ExitCode);
        Assert.Equal(0, Moments.Run([.. command, "--output", folder["alone"]]).ExitCode);
        foreach (string part in Parts(folder["alone"]))
            Assert.Equal(File.ReadAllBytes(part), File.ReadAllBytes(Path.Combine(run, Path.GetFileName(part))));
        Assert.Equal("", Moments.Run("status", run, "--simulations", "8", "--missing").Output.Trim());

        Moments.Outcome info = Moments.Run("info", run);
        Assert.Equal(0, info.ExitCode);
        Assert.Matches(@"simulations +8\b", info.Output);
        Assert.Matches(@"\b3/4\b", info.Output);
        Assert.DoesNotContain("done again", info.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("unknown origin", info.Output, StringComparison.Ordinal);
    }

    // The steps of a training are runs in the run.
    [Fact]
    public void Train_ShardsOfTheirOwn_MergeWithTheirSteps()
    {
        using TemporaryFolder folder = new();
        string[] command =
        [
            "train", "--kernel-size", "1", "--width", "8", "--depth", "2", "--simulations", "3", "--steps", "4", "--batch-size", "16",
            "--training-images", "64", "--held-out-images", "32", "--probe-images", "8", "--probe-steps", "0,4", "--quiet",
        ];
        for (int shard = 1; shard <= 2; shard++)
            Assert.Equal(0, Moments.Run([.. command, "--shard", $"{shard}/2", "--output", folder[$"{shard}"]]).ExitCode);
        Assert.Equal(0, Moments.Run([.. command, "--output", folder["alone"]]).ExitCode);

        Assert.Equal(0, Moments.Run("merge", folder["1"], folder["2"], "--output", folder["run"]).ExitCode);

        string[] parts = [.. Directory.GetFiles(folder["alone"], "part-*", SearchOption.AllDirectories)];
        Assert.Equal(9, parts.Length);
        foreach (string part in parts)
        {
            Assert.Equal(File.ReadAllBytes(part),
                File.ReadAllBytes(Path.Combine(folder["run"], Path.GetRelativePath(folder["alone"], part))));
        }
    }

    [Fact]
    public void Merge_Refusals_AreOneLine()
    {
        using TemporaryFolder folder = new();
        Assert.Equal(0, Moments.Run([.. Small, "--simulations", "1", "--output", folder["a"]]).ExitCode);
        Assert.Equal(0, Moments.Run([.. Small, "--simulations", "1", "--seed", "3", "--output", folder["b"]]).ExitCode);
        File.WriteAllText(folder["file"], "");

        foreach ((string[] command, int code, string says) in ((string[], int, string)[])[
            (["merge", folder["a"], folder["b"], "--output", folder["c"]], 1, "--seed 0 there, 3 here"),
            (["merge", folder["nothing"], "--output", folder["c"]], 2, "there is no such folder"),
            (["merge", folder["a"]], 2, "--output"),
            (["merge", folder["a"], "--output", Path.Combine(folder["a"], "c")], 2, "lies in the run"),
            (["merge", folder["a"], "--output", folder["file"]], 2, "is no folder"),
            (["status", folder["a"], folder["b"], "--missing"], 2, "of one run"),
            (["status", folder["a"], "--shards", "3"], 2, "--missing"),
            (["info", folder["nothing"]], 2, "no such folder"),
            ([.. Small, "--simulations", "2", "--shard", "3/2", "--output", folder["d"]], 2, "--shard 3/2")])
        {
            Moments.Outcome outcome = Moments.Run(command);
            Assert.True(outcome.ExitCode == code, $"{string.Join(' ', command)}: {outcome.ExitCode} {outcome.Error}");
            Assert.Single(outcome.ErrorLines);
            Assert.Contains(says, outcome.Error, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(folder["c"]));
        Assert.False(Directory.Exists(folder["d"]));
    }

    private static string[] Parts(string run) =>
        Directory.Exists(run) ? [.. Directory.GetFiles(run, "part-*.parquet").Order(StringComparer.Ordinal)] : [];
}
