using MomentsDnns.Cli.Options;
using MomentsDnns.Cli.Sharing;
using MomentsDnns.Cli.Slurm;

namespace MomentsDnns.Cli.Tests.Slurm;

/// <summary>The scripts of <c>moments slurm</c> as text; that they do what they say is for the tests on a cluster.</summary>
public sealed class SlurmJobTests
{
    private static readonly SlurmJob Job = new()
    {
        Program = ["/opt/moments"],
        Words = ["run", "--output", "my run", "--quiet"],
        AnalysedRuns = ["my run"],
        Folder = "/home/u/slurm/50% $HOME",
        WorkingFolder = "/home/u",
        Options = new(["-p", "long", "-c4", "--comment", "say \"50%\""]),
        Plan = ShardPlan.Of(80, 1, 1, TimeSpan.FromHours(1), 8, 1000),
        Indices = "1-3,7",
        Limit = TimeSpan.FromMinutes(95),
        Throttle = 4,
        Restarts = 20,
    };

    [Fact]
    public void ArrayText_HasWhatWasAsked()
    {
        string[] lines = Job.ArrayText().Split('\n');

        Assert.Equal(
        [
            "#!/usr/bin/env bash",
            "#SBATCH \"--job-name=50% $HOME\"",
            "#SBATCH --array=1-3,7%4",
            "#SBATCH --time=01:35:00",
            "#SBATCH \"--output=/home/u/slurm/50%% $HOME/logs/%A_%a.log\"",
            "#SBATCH --open-mode=append",
            "#SBATCH --chdir=/home/u",
            "#SBATCH --requeue",
            "#SBATCH --signal=USR1@120",
            "#SBATCH -p long",
            "#SBATCH -c4",
            "#SBATCH --comment \"say \\\"50%\\\"\"",
            "",
        ], lines[..13]);
        Assert.Contains("srun --ntasks=1 /opt/moments \\\n  run --output 'my run' --quiet \\\n  --shard \"$SLURM_ARRAY_TASK_ID/8\" || status=$?\n", Job.ArrayText(), StringComparison.Ordinal);
        Assert.Contains("-lt 20", Job.ArrayText(), StringComparison.Ordinal);
    }

    [Fact]
    public void ArrayText_OwnOptionsOfTheUser_ReplaceOurs()
    {
        string text = (Job with { Options = new(["--no-requeue", "--signal=USR2@300", "-J", "mine"]), Throttle = null }).ArrayText();

        foreach (string ours in (string[])["--requeue", "USR1", "--job-name", "scontrol", "%4"]) Assert.DoesNotContain(ours, text, StringComparison.Ordinal);
        Assert.Contains("\n#SBATCH --array=1-3,7\n", text, StringComparison.Ordinal);
        Assert.Contains("\n#SBATCH --signal=USR2@300\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void AfterText_AnalysesOrDraws()
    {
        string analyses = Job.AfterText(), draws = (Job with { AnalysedRuns = [] }).AfterText();

        Assert.Contains("\n#SBATCH -p long\n", analyses, StringComparison.Ordinal);
        Assert.DoesNotContain("-c4", analyses, StringComparison.Ordinal);
        Assert.Contains("/opt/moments slurm --check -- run --output 'my run' --quiet || status=$?\n", analyses, StringComparison.Ordinal);
        Assert.Contains("report 'my run' --output '/home/u/slurm/50% $HOME/report.html'", analyses, StringComparison.Ordinal);
        Assert.Contains("\n/opt/moments run --output 'my run' --quiet || status=$?\n", draws, StringComparison.Ordinal);
        Assert.DoesNotContain("report", draws, StringComparison.Ordinal);
    }

    [Fact]
    public void Scripts_AreFreeOfWhatShellcheckFinds()
    {
        using TemporaryFolder folder = new();
        // SC2016: a dollar in single quotes, as in this job's folder, is meant
        string[] scripts = [Job.ArrayText(), (Job with { Restarts = 0 }).ArrayText(), Job.AfterText(), (Job with { AnalysedRuns = [] }).AfterText()];
        string[] files = [.. scripts.Select((text, i) => folder.Write($"{i}.sh", System.Text.Encoding.UTF8.GetBytes(text)))];
        if (RunningProgram.Run("shellcheck", ["--exclude=SC2016", .. files]) is not { } found) Assert.Skip("no shellcheck is installed here; on Debian: apt-get install shellcheck");
        else Assert.Equal((0, ""), (found.Code, found.Output));
    }

    /// <summary>Words that a shell would take apart come back as they were.</summary>
    [Theory]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("it's \"quoted\" $HOME `id` \\ * ~ # ! ;&|")]
    [InlineData("-x=\u00e4\u2014")]
    public void Word_ReadsBack(string word)
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("asks a shell of Unix");
        (int code, string output, _) = RunningProgram.Run("bash", ["-c", $"printf %s {ShellText.Word(word)}"])!.Value;

        Assert.Equal((0, word), (code, output));
    }

    [Theory]
    [InlineData("-a 1-3", "-a: the shards are the array; take --shards and --throttle")]
    [InlineData("-p x --array=1-3", "--array=1-3: the shards are the array; take --shards and --throttle")]
    [InlineData("-o log", "-o: logs go to the folder logs in --output; leave it out")]
    [InlineData("--wrap=ls", "--wrap=ls: the script is written here; leave it out")]
    [InlineData("-n4", "-n4: a share is one task; take --shards for more of them, -c for more cores of each")]
    [InlineData("run -p x", "run: is no option of sbatch; write moments slurm [OPTIONS] -- run ..")]
    public void SbatchOptions_OfTheScripts_AreRefused(string words, string line) =>
        Assert.Equal(line, Assert.Throws<UsageException>(() => new SbatchOptions(words.Split(' '))).Message);

    [Theory]
    [InlineData("", 1)]
    [InlineData("-p x", 1)]
    [InlineData("-c 4", 4)]
    [InlineData("-c4 --mem=1G", 4)]
    [InlineData("--cpus-per-task=16", 16)]
    [InlineData("--cpus-per-task 2 -c 3", 3)]
    public void CoresOfTask_AreRead(string words, int cores) => Assert.Equal(cores, new SbatchOptions(words.Split(' ', StringSplitOptions.RemoveEmptyEntries)).CoresOfTask);

    [Theory]
    [InlineData("-c", "--cpus-per-task : must be a whole number, 1 or more; write it like 4")]
    [InlineData("-c 0", "--cpus-per-task 0: must be a whole number, 1 or more; write it like 4")]
    [InlineData("--cpus-per-task=two", "--cpus-per-task two: must be a whole number, 1 or more; write it like 4")]
    public void CoresOfTask_NoNumber_IsRefused(string words, string line) =>
        Assert.Equal(line, Assert.Throws<UsageException>(() => new SbatchOptions(words.Split(' ')).CoresOfTask).Message);

    [Fact]
    public void LackingShards_AreThoseOfLackingSimulations()
    {
        // 10 simulations in 4 shares: 0-1, 2-4, 5-6, 7-9; the second run's shares begin one later
        (PlannedRun, IReadOnlyList<int>)[] lacking = [(new("a", 10), [4, 9]), (new("b", 10, Turn: 1), [0])];

        Assert.Equal([2, 4], PlannedRun.LackingShards(lacking[..1], 4));
        Assert.Equal([2, 4], PlannedRun.LackingShards(lacking, 4));
        Assert.Equal([4], PlannedRun.LackingShards(lacking[1..], 4));
        Assert.Empty(PlannedRun.LackingShards([], 4));
    }
}
