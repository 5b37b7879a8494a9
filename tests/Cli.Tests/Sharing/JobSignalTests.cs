using System.Diagnostics;

namespace MomentsDnns.Cli.Tests.Sharing;

/// <summary>Signals by which clusters tell that a job's time ends: what is finished is kept, and exit code 75 says that the same command goes on.</summary>
public sealed class JobSignalTests : IDisposable
{
    private static readonly string[] Run = ["run", "--kernel-size", "1", "--width", "16", "--depth", "10", "--batch-size", "8", "--threads", "1", "--quiet"];

    private readonly TemporaryFolder _folder = new();

    public JobSignalTests()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("sends signals by kill");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("USR1", "", 75)]
    [InlineData("USR2", "", 75)]
    [InlineData("TERM", "SLURM_JOB_ID=7", 75)]
    [InlineData("TERM", "LSB_JOBID=7", 75)]
    [InlineData("TERM", "", 143)]
    [InlineData("INT", "SLURM_JOB_ID=7", 130)]
    public void Run_Signal_EndsWithItsCodeAndGoesOn(string signal, string job, int code)
    {
        using Process process = Start(job, [.. Run, "--simulations", "1000000", "--output", _folder["r"]]);
        Await(process, HasPart);
        Send(process, signal);
        Moments.Outcome outcome = Moments.Finish(process);

        Assert.Equal(code, outcome.ExitCode);
        Assert.Matches(@"^interrupted: [1-9]\d* of 1000000 simulations are in .*; the same command goes on$", Assert.Single(outcome.ErrorLines));
        Assert.Equal(0, Moments.Run([.. Run, "--simulations", "1", "--output", _folder["r"]]).ExitCode);
    }

    /// <summary>Slurm's signals come to a step and once more by srun: none of them ends the process before it said what it kept.</summary>
    [Fact]
    public void Run_SignalsOfAJob_NeverEndItAtOnce()
    {
        using Process process = Start("SLURM_JOB_ID=7", [.. Run, "--simulations", "1000000", "--output", _folder["r"]]);
        Await(process, HasPart);
        for (int i = 0; i < 10 && !process.HasExited; i++) Send(process, i % 2 == 0 ? "USR1" : "TERM");
        Moments.Outcome outcome = Moments.Finish(process);

        Assert.Equal(75, outcome.ExitCode);
        Assert.StartsWith("interrupted: ", Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public void Train_Signal_WritesItsState()
    {
        string[] train = ["train", "--architecture", "bn-ff", "--kernel-size", "1", "--depth", "3", "--width", "8", "--steps", "1000000", "--batch-size", "8", "--training-images", "80", "--held-out-images", "40", "--probe-images", "16", "--records", "4", "--quiet"];
        using Process process = Start("", [.. train, "--simulations", "1", "--output", _folder["t"]]);
        string start = Path.Combine(_folder["t"], "steps", "0", "part-000000.parquet"); // what the net was before its first step
        Await(process, () => File.Exists(start));
        Send(process, "USR1");
        Moments.Outcome outcome = Moments.Finish(process);

        Assert.Equal(75, outcome.ExitCode);
        Assert.Equal($"interrupted: 0 of 1 nets are kept in {_folder["t"]}, and how far the others are; the same command goes on", Assert.Single(outcome.ErrorLines));
        Assert.Single(Directory.GetFiles(_folder["t"], "*state*", SearchOption.AllDirectories));
    }

    private bool HasPart() => Directory.Exists(_folder["r"]) && Directory.EnumerateFiles(_folder["r"], "part-*.parquet").Any();

    private static Process Start(string job, string[] words) =>
        job.Length == 0 ? Moments.StartInterruptible(words) : Moments.StartInterruptible((job.Split('=')[0], job.Split('=')[1]), words);

    private static void Await(Process process, Func<bool> isSo)
    {
        while (!isSo() && !process.HasExited) Thread.Sleep(2);
    }

    private static void Send(Process process, string signal)
    {
        using Process kill = Process.Start(new ProcessStartInfo("kill", [$"-{signal}", $"{process.Id}"]) { RedirectStandardError = true })!;
        kill.WaitForExit();
    }
}
