using System.Diagnostics;
using System.Text.RegularExpressions;
using MomentsDnns.Results.Sharing;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Cli.Tests.Slurm;

/// <summary>Array jobs on a real Slurm of two nodes.</summary>
public sealed class SlurmClusterTests : IClassFixture<OneMachineCluster>
{
    // Of a size that a share takes seconds: what disturbs it comes within them.
    private static readonly string[] Run =
        ["run", "--architecture", "bn-ff", "--kernel-size", "1", "--width", "128", "--depth", "400", "--batch-size", "32", "--records", "4", "--seed", "3", "--simulations", "32", "--output"];

    private readonly OneMachineCluster _cluster;
    private readonly string _folder;

    public SlurmClusterTests(OneMachineCluster cluster)
    {
        cluster.Require();
        (_cluster, _folder) = (cluster, cluster.NewFolder());
    }

    private string Logs => Path.Combine(_folder, "slurm", "my run", "logs");

    /// <summary>Eight shares: one killed, one cancelled, one queued again by its user, one told that its time ends. What lacks is submitted again.</summary>
    [Fact]
    public void Slurm_DisturbedArray_HasTheBitsOfOneProcess()
    {
        Assert.Equal(0, _cluster.Moments(_folder, [.. Run, "one", "--quiet"]).ExitCode);
        string[] submit = ["slurm", "--shards", "8", "--submit", "--comment", "two words", "--", .. Run, "my run"];
        Moments.Outcome outcome = _cluster.Moments(_folder, submit);
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        Assert.Contains("of which are submitted 1-8; ", outcome.Output, StringComparison.Ordinal);
        string array = Regex.Match(outcome.Output, @"^array job (\d+):", RegexOptions.Multiline).Groups[1].Value;

        Signal("KILL", AwaitWriter(1).Process);
        AwaitWriter(2);
        Assert.Equal(0, _cluster.Run("scancel", $"{array}_2").Code);
        AwaitWriter(3);
        Assert.Equal(0, _cluster.Run("scontrol", "requeue", $"{array}_3").Code);
        Signal("USR1", AwaitWriter(4).Process);
        _cluster.AwaitEnd(Logs);

        int[] finished = Finished();
        Assert.Superset(Enumerable.Range(8, 24).ToHashSet(), finished.ToHashSet()); // shares 3 to 8 of 4 simulations each
        Assert.True(finished.Length < 32, "nothing was disturbed");
        Assert.Equal(1, _cluster.Moments(_folder, ["slurm", "--check", "--", .. Run, "my run"]).ExitCode);
        Assert.Contains(WriterLog.Of(Path.Combine(_folder, "my run")), log => log.Header is { Shard: "3/8", Job.Restart: 1 });
        Assert.Contains(WriterLog.Of(Path.Combine(_folder, "my run")), log => log.Header is { Shard: "4/8", Job.Restart: 1 });
        string report = Path.Combine(_folder, "slurm", "my run", "report.html");
        Assert.True(File.Exists(report), OneMachineCluster.Text(Logs));
        File.Delete(report);

        outcome = _cluster.Moments(_folder, submit);
        Assert.Matches("of which are submitted (1|2|1-2); ", outcome.Output);
        _cluster.AwaitEnd(Logs);

        outcome = _cluster.Moments(_folder, submit);
        Assert.True(outcome is { ExitCode: 0, Output: "nothing is lacking: all 32 simulations of my run are there\n" }, outcome.Output + OneMachineCluster.Text(Logs));
        Assert.True(File.Exists(report), OneMachineCluster.Text(Logs));
        Assert.StartsWith("my run", File.ReadAllText(Path.Combine(_folder, "slurm", "my run", "analysis.txt")), StringComparison.Ordinal);
        Assert.Equal(Csv("one"), Csv("my run"));
    }

    /// <summary>A sweep's shares measure, the job after them draws the map.</summary>
    [Fact]
    public void Slurm_Sweep_IsDrawnAfterwards()
    {
        File.WriteAllText(Path.Combine(_folder, "tanh.json"), """
            {"run": {"init": "gaussian", "kernel-size": 1, "width": 16, "depth": 4, "batch-size": 8, "simulations": 2}, "vary": {"weight-variance": [1, 2, 3]}}
            """);
        Assert.Equal(0, _cluster.Moments(_folder, "sweep", "tanh.json", "--output", "one").ExitCode);
        Moments.Outcome outcome = _cluster.Moments(_folder, "slurm", "--shards", "2", "--submit", "--", "sweep", "tanh.json", "--output", "map");
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        string logs = Path.Combine(_folder, "slurm", "map", "logs");
        _cluster.AwaitEnd(logs);

        string table = Path.Combine(_folder, "map", "sweep.csv");
        Assert.True(File.Exists(table), OneMachineCluster.Text(logs));
        Assert.Equal(File.ReadAllText(Path.Combine(_folder, "one", "sweep.csv")), File.ReadAllText(table));
        // No share made all of them: simulations of both stand at every point.
        Assert.All(Directory.GetDirectories(Path.Combine(_folder, "map")), point => Assert.Equal(["1/2", "2/2"], WriterLog.Of(point).Select(log => log.Header.Shard).Order(StringComparer.Ordinal)));
    }

    /// <summary>The tasks of a step take their shares from what srun sets.</summary>
    [Fact]
    public void Srun_AutomaticShards_AreAllOfThem()
    {
        string moments = Path.Combine(AppContext.BaseDirectory, "moments.dll");
        (int code, string output, string error) = _cluster.Run("srun", "-N2", "-n2", "--chdir", _folder, "dotnet", moments, "run", "--kernel-size", "1", "--width", "16", "--depth", "4", "--batch-size", "8", "--simulations", "4",
            "--output", Path.Combine(_folder, "r"), "--shard", "auto", "--quiet");

        Assert.True(code == 0, error);
        foreach (int rank in (int[])[0, 1]) Assert.Contains($"--shard auto: {rank + 1}/2, of SLURM_PROCID={rank}, SLURM_STEP_NUM_TASKS=2", error, StringComparison.Ordinal);
        foreach (int share in (int[])[1, 2]) Assert.Contains($"share {share}/2: 2 simulations, 2 of them in this session", output, StringComparison.Ordinal);
    }

    private int[] Finished()
    {
        using RunDirectory run = RunDirectory.Open(Path.Combine(_folder, "my run"));
        return [.. run.CompletedSimulations];
    }

    // Whoever works at a share tells so in the run's folder.
    private WriterHeader AwaitWriter(int share)
    {
        WriterHeader? found = null;
        OneMachineCluster.Await($"a task of share {share}", () => (found = WriterLog.Of(Path.Combine(_folder, "my run")).FirstOrDefault(log => log.Header.Shard == $"{share}/8")?.Header) is not null, Logs);
        return found!;
    }

    private static void Signal(string signal, int process)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", $"{process}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    private string Csv(string run)
    {
        Assert.Equal(0, _cluster.Moments(_folder, "export", run, "--output", run + ".csv").ExitCode);
        return File.ReadAllText(Path.Combine(_folder, run + ".csv"));
    }
}
