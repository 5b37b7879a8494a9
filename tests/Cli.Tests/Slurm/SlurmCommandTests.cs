using System.Globalization;
using System.Text.RegularExpressions;

namespace MomentsDnns.Cli.Tests.Slurm;

/// <summary><c>moments slurm</c> where there is no Slurm: scripts, and what is refused on the login node instead of in a job.</summary>
public sealed class SlurmCommandTests
{
    private const string Net = "run --kernel-size 1 --width 16 --depth 4 --batch-size 8 --simulations";

    [Theory]
    [InlineData("run --depth 3", "run: is no option of sbatch; write moments slurm [OPTIONS] -- run ..")]
    [InlineData("-p x", "COMMAND: is missing; write -- and one of run, probe, train, sweep, reproduce with its options")]
    [InlineData("-- plot x", "COMMAND plot: must be one of run, probe, train, sweep, reproduce; take one of them")]
    [InlineData("-- run --depth 0", "--depth 0: must be at least 1; take a positive whole number")]
    [InlineData("-- run --deph 3", "--deph: is no option of this command, perhaps --depth is meant; see moments run --help")]
    [InlineData("-- run --help", "COMMAND --help: asks for help; leave it out")]
    [InlineData("-- run --shard 1/2", "--shard: is given to each task by the scripts; leave it out")]
    [InlineData("--shards 0 -- run", "--shards 0: must be at least 1; take a positive whole number, or leave it out")]
    [InlineData("--shards 1001 -- run", "--shards 1001: must be at most 1000: Slurm's MaxArraySize is 1001 here; take 1000")]
    [InlineData("--task-time 1h -- run", "--task-time 1h: must be a time above 0 as Slurm writes it, minutes, MM:SS, HH:MM:SS or D-HH:MM:SS; write it like 01:00:00")]
    [InlineData("--seconds-per-simulation 0 -- run", "--seconds-per-simulation 0: must be above 0 and at most 10000000; leave it out to have it measured")]
    [InlineData("--restarts -1 -- run", "--restarts -1: must be 0 or more; take 0 for none")]
    [InlineData("-- reproduce figures", "--seconds-per-simulation is needed: reproduce makes 6 runs whose simulations take unlike times; give the average, or --shards")]
    public void Slurm_Invalid_OneLineAndNothingWritten(string words, string line)
    {
        using TemporaryFolder folder = new();
        Moments.Outcome outcome = Moments.RunIn(folder.Path, ["slurm", .. words.Split(' ')]);

        Assert.Equal([line], outcome.ErrorLines);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Slurm_NoRate_IsMeasured()
    {
        using TemporaryFolder folder = new();
        // 10^6 simulations, of which three are made: of a millisecond or more each, they are more than one task of a minute
        Moments.Outcome outcome = Moments.RunIn(folder.Path, ["slurm", "--task-time", "1", "--output", "jobs", "--", .. $"{Net} 1000000".Split(' ')]);

        Assert.Equal(0, outcome.ExitCode);
        Match measured = Regex.Match(outcome.Error, @"^a simulation takes ([0-9.E-]+) s of one core here$", RegexOptions.Multiline);
        Match shares = Regex.Match(outcome.Output, @"1000000 simulations are lacking; (\d+) shares");
        Assert.True(measured.Success && shares.Success, outcome.Error + outcome.Output);
        double seconds = double.Parse(measured.Groups[1].Value, CultureInfo.InvariantCulture);
        // what is printed has three digits
        Assert.InRange(int.Parse(shares.Groups[1].Value, CultureInfo.InvariantCulture), Math.Min(1000, (seconds * 0.99 * 1e6 / 60) - 1), Math.Min(1000, (seconds * 1.01 * 1e6 / 60) + 1));
        Assert.Equal(["array.sh", "after.sh"], new[] { "array.sh", "after.sh" }.Where(name => File.Exists(folder[$"jobs/{name}"])));
        Assert.False(Directory.Exists(folder["runs"]));
    }

    /// <summary>What a run has is not submitted again, and its own simulations tell the rate.</summary>
    [Fact]
    public void Slurm_RunBegun_AsksForWhatLacks()
    {
        using TemporaryFolder folder = new();
        string[] run = [.. $"{Net} 16 --output r".Split(' ')];
        foreach (string shard in (string[])["1/4", "3/4"]) Assert.Equal(0, Moments.RunIn(folder.Path, [.. run, "--quiet", "--shard", shard]).ExitCode);

        Moments.Outcome outcome = Moments.RunIn(folder.Path, ["slurm", "--shards", "4", "--", .. run]), check = Moments.RunIn(folder.Path, ["slurm", "--check", "--", .. run]);

        Assert.Contains("8 simulations are lacking; 4 shares of up to 4 simulations, of which are submitted 2,4; ", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("#SBATCH --array=2,4\n", File.ReadAllText(folder["slurm/r/array.sh"]), StringComparison.Ordinal);
        Assert.Equal((1, "r: 8 of 16 simulations; lacking 4-7,12-15"), (check.ExitCode, check.Output.Split('\n')[0]));
        Assert.Contains(" s, the mean of 8 in r", Moments.RunIn(folder.Path, ["slurm", "--", .. run]).Error, StringComparison.Ordinal);
        Assert.Equal(0, Moments.RunIn(folder.Path, run).ExitCode);
        Assert.Equal("nothing is lacking: all 16 simulations of r are there\n", Moments.RunIn(folder.Path, ["slurm", "--", .. run]).Output);
    }
}
