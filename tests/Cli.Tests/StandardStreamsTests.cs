using System.Diagnostics;
using System.Text.RegularExpressions;

namespace MomentsDnns.Cli.Tests;

/// <summary>Output that cannot be written, and signals: what was asked for is done as far as it can be, and no stack trace is left.</summary>
public sealed class StandardStreamsTests : IDisposable
{
    private const string Net = "--kernel-size 1 --width 16 --depth 10 --batch-size 8 --threads 1";

    private readonly TemporaryFolder _folder = new();

    public StandardStreamsTests()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("redirects by a shell of Unix, to a device of Linux");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("2>/dev/full")]
    [InlineData("2>&-")]
    [InlineData(">/dev/full 2>/dev/full")]
    [InlineData("</dev/null >/dev/null 2>&-")]
    public void Run_OutputGone_GoesOn(string redirection)
    {
        Moments.Outcome outcome = Moments.RunInShell(_folder.Path, $"run {Net} --simulations 5 --output r", redirection);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(5, Directory.GetFiles(_folder["r"], "part-*.parquet").Length);
        Assert.Equal(0, Moments.RunIn(_folder.Path, "analyze", "r").ExitCode); // nothing was written into a part in its place
    }

    [Theory]
    [InlineData("info", ">/dev/full")]
    [InlineData("info", ">&-")]
    [InlineData("run --help", ">/dev/full")]
    public void Result_StandardOutputGone_OneLineAndExitCodeOne(string command, string redirection)
    {
        Moments.Outcome outcome = Moments.RunInShell(_folder.Path, command, redirection);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Matches(@"^standard output cannot be written \(.+\); send it to", Assert.Single(outcome.ErrorLines));
    }

    [Fact]
    public void Info_BrokenPipe_IsNoFault() =>
        Assert.Empty(Moments.RunInShell(_folder.Path, "info", "| true").ErrorLines);

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void Run_Signal_EndsWithItsExitCode(string signal, int code)
    {
        using Process process = Moments.StartInterruptible(["run", .. Net.Split(' '), "--simulations", "1000000", "--quiet", "--output", _folder["r"]]);
        AwaitPart(process);
        Send(process, signal);
        Moments.Outcome outcome = Moments.Finish(process);

        Assert.Equal(code, outcome.ExitCode);
        Assert.Matches(@"^interrupted: \d+ of 1000000 simulations are in .*; the same command goes on$", Assert.Single(outcome.ErrorLines));
    }

    /// <summary>Signals at any time, many of them: none leaves a stack trace.</summary>
    [Fact]
    public void Run_ManySignals_LeaveNoStackTrace()
    {
        for (int trial = 0; trial < 5; trial++)
        {
            using Process process = Moments.StartInterruptible(["run", .. Net.Split(' '), "--simulations", "1000000", "--quiet", "--output", _folder["r"]]);
            AwaitPart(process);
            for (int i = 0; i < 20 && !process.HasExited; i++) Send(process, "INT");
            Moments.Outcome outcome = Moments.Finish(process);

            Assert.Equal(130, outcome.ExitCode);
            Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
            Assert.Empty(Directory.GetFiles(_folder["r"], "*.tmp"));
        }
    }

    /// <summary>The first lines of a run that takes seconds once spoke of hours: the first layer waits for libraries and images.</summary>
    [Fact]
    public void Run_TimeLeft_IsNotGuessedFromTheFirstLayer()
    {
        Moments.Outcome outcome = Moments.RunInShell(_folder.Path, $"run {Net} --simulations 30 --output r", "");

        Assert.Equal("r: 0/30 simulations", outcome.ErrorLines[0]);
        Assert.All(outcome.ErrorLines, line => Assert.False(Regex.IsMatch(line, @"\d+ (h|min) "), line));
    }

    private void AwaitPart(Process process)
    {
        int before = Parts();
        while (Parts() <= before && !process.HasExited) Thread.Sleep(2);
    }

    private int Parts() => Directory.Exists(_folder["r"]) ? Directory.GetFiles(_folder["r"], "part-*.parquet").Length : 0;

    private static void Send(Process process, string signal)
    {
        using Process kill = Process.Start(new ProcessStartInfo("kill", [$"-{signal}", $"{process.Id}"]) { RedirectStandardError = true })!;
        kill.WaitForExit();
    }
}
