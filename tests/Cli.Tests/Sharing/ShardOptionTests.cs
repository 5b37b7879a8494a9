using System.CommandLine;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Cli.Options;
using MomentsDnns.Results.Sharing;

namespace MomentsDnns.Cli.Tests.Sharing;

/// <summary><c>--shard</c>: the share that a task of each system makes. Values of Slurm are those that Slurm 22.05 set.</summary>
public sealed class ShardOptionTests
{
    [Theory]
    [InlineData("", "1/1", "")]
    [InlineData("3/8", "3/8", "")]
    [InlineData("1/1", "1/1", "")]
    public void Read_GivenShare_AsksNoEnvironment(string given, string expected, string said)
    {
        (Shard shard, string line, string[] faults) = Read(given, "SLURM_ARRAY_TASK_ID=5");

        Assert.Equal((expected, said), (shard.ToString(), line));
        Assert.Empty(faults);
    }

    [Theory]
    // sbatch --array=0-3
    [InlineData("auto", "SLURM_ARRAY_TASK_ID=2 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=3 SLURM_ARRAY_TASK_STEP=1 SLURM_ARRAY_TASK_COUNT=4 SLURM_PROCID=0", "3/4")]
    // sbatch --array=2-8:3
    [InlineData("auto", "SLURM_ARRAY_TASK_ID=8 SLURM_ARRAY_TASK_MIN=2 SLURM_ARRAY_TASK_MAX=8 SLURM_ARRAY_TASK_STEP=3 SLURM_ARRAY_TASK_COUNT=3 SLURM_PROCID=0", "3/3")]
    // sbatch --array=2-9:3, whose last index is 8; Slurm tells 8 as the maximum
    [InlineData("auto/3", "SLURM_ARRAY_TASK_ID=5 SLURM_ARRAY_TASK_MIN=2 SLURM_ARRAY_TASK_MAX=8 SLURM_ARRAY_TASK_STEP=3 SLURM_ARRAY_TASK_COUNT=3 SLURM_PROCID=0", "2/3")]
    // srun -n 6
    [InlineData("auto", "SLURM_STEP_ID=0 SLURM_PROCID=4 SLURM_STEP_NUM_TASKS=6", "5/6")]
    // srun -n 6 within sbatch --array=1-3
    [InlineData("auto", "SLURM_ARRAY_TASK_ID=2 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=3 SLURM_ARRAY_TASK_STEP=1 SLURM_ARRAY_TASK_COUNT=3 SLURM_STEP_ID=0 SLURM_PROCID=4 SLURM_STEP_NUM_TASKS=6", "11/18")]
    [InlineData("auto/8", "JOB_COMPLETION_INDEX=7", "8/8")]
    [InlineData("auto", "AWS_BATCH_JOB_ARRAY_INDEX=0 AWS_BATCH_JOB_ARRAY_SIZE=10", "1/10")]
    [InlineData("auto", "LSB_JOBINDEX=10 LSB_JOBINDEX_END=10 LSB_JOBINDEX_STEP=1", "10/10")]
    [InlineData("auto", "LSB_JOBINDEX=5 LSB_JOBINDEX_END=9 LSB_JOBINDEX_STEP=2", "3/5")]
    [InlineData("auto/4", "PBS_ARRAY_INDEX=1", "2/4")]
    [InlineData("auto/4", "PBS_ARRAY_INDEX=4", "1/4")]
    [InlineData("auto/4", "PBS_ARRAYID=0", "1/4")]
    [InlineData("auto", "SGE_TASK_ID=12 SGE_TASK_FIRST=10 SGE_TASK_LAST=20 SGE_TASK_STEPSIZE=2", "2/6")]
    // HyperQueue within a job of Slurm
    [InlineData("auto/100", "HQ_TASK_ID=99 HQ_JOB_ID=1 SLURM_STEP_ID=0 SLURM_PROCID=1 SLURM_STEP_NUM_TASKS=2", "100/100")]
    public void Read_Task_HasItsShare(string given, string environment, string expected)
    {
        (Shard shard, string line, string[] faults) = Read(given, environment);

        Assert.Empty(faults);
        Assert.Equal(expected, shard.ToString());
        Assert.StartsWith($"--shard {given}: {expected}, of ", line, StringComparison.Ordinal);
    }

    /// <summary>Arrays of every first index and step: each task another share, all of them together.</summary>
    [Theory]
    [InlineData("SLURM_ARRAY_TASK_ID={0} SLURM_ARRAY_TASK_MIN={1} SLURM_ARRAY_TASK_MAX={2} SLURM_ARRAY_TASK_STEP={3} SLURM_ARRAY_TASK_COUNT={4}", "auto", false)]
    [InlineData("SGE_TASK_ID={0} SGE_TASK_FIRST={1} SGE_TASK_LAST={2} SGE_TASK_STEPSIZE={3}", "auto", false)]
    [InlineData("PBS_ARRAY_INDEX={0}", "auto/{4}", true)]
    [InlineData("HQ_TASK_ID={0}", "auto/{4}", true)]
    public void Read_AllTasks_AreAllShares(string environment, string given, bool inARow)
    {
        foreach ((int first, int step, int count) in from f in (int[])[0, 1, 5] from s in (int[])[1, 3] from c in (int[])[1, 2, 7] where s == 1 || !inARow select (f, s, c))
        {
            int last = first + ((count - 1) * step);
            string Filled(string text, int index) => string.Format(System.Globalization.CultureInfo.InvariantCulture, text, index, first, last, step, count);
            IEnumerable<Shard> shards = Enumerable.Range(0, count).Select(i => first + (i * step)).Select(index => Read(Filled(given, index), Filled(environment, index)).Shard);

            Assert.Equal(Enumerable.Range(1, count).Select(i => new Shard(i, count)), shards.OrderBy(s => s.Number));
        }
    }

    [Theory]
    [InlineData("auto", "", "--shard auto: this is no task of a system that is known (")]
    // The script of a job without an array: its rank is that of a step of one
    [InlineData("auto", "SLURM_JOB_ID=4 SLURM_PROCID=0", "--shard auto: this is no task of a system that is known (")]
    [InlineData("auto", "LSB_JOBINDEX=0", "--shard auto: this is no task of a system that is known (")]
    [InlineData("auto", "SGE_TASK_ID=undefined SGE_TASK_FIRST=undefined", "--shard auto: this is no task of a system that is known (")]
    // sbatch --array=3,7,9
    [InlineData("auto", "SLURM_ARRAY_TASK_ID=7 SLURM_ARRAY_TASK_MIN=3 SLURM_ARRAY_TASK_MAX=9 SLURM_ARRAY_TASK_STEP=1 SLURM_ARRAY_TASK_COUNT=3",
        "--shard auto: the indices of the Slurm array are not so many at even steps (SLURM_ARRAY_TASK_ID=7, SLURM_ARRAY_TASK_MIN=3, SLURM_ARRAY_TASK_MAX=9, SLURM_ARRAY_TASK_STEP=1, SLURM_ARRAY_TASK_COUNT=3); give the share itself, such as --shard $SLURM_ARRAY_TASK_ID/8, or submit indices in a row")]
    [InlineData("auto", "JOB_COMPLETION_INDEX=7", "--shard auto: the Kubernetes indexed job does not tell how many tasks there are; give their number, such as auto/8")]
    [InlineData("auto/7", "JOB_COMPLETION_INDEX=7", "--shard auto/7: the Kubernetes indexed job has the index 7, from 0, of 7 tasks; give the number of all tasks")]
    [InlineData("auto/9", "AWS_BATCH_JOB_ARRAY_INDEX=0 AWS_BATCH_JOB_ARRAY_SIZE=10", "--shard auto/9: the AWS Batch array tells of 10 tasks; take auto, or auto/10")]
    [InlineData("auto/9", "PBS_ARRAY_INDEX=${I}", "--shard auto/9: PBS_ARRAY_INDEX is ${I}, which is no whole number from 0 to 2147483647; give the share, such as 1/8")]
    [InlineData("auto", "SLURM_STEP_ID=0 SLURM_PROCID=9 SLURM_STEP_NUM_TASKS=6", "--shard auto: the srun rank has the index 9, from 0, of 6 tasks; give the number of all tasks")]
    [InlineData("auto", "AWS_BATCH_JOB_ARRAY_INDEX=0 AWS_BATCH_JOB_ARRAY_SIZE=2000000", "--shard auto: there are 2000000 tasks, more than 1000000; make fewer")]
    public void Read_NoShare_SaysWhy(string given, string environment, string expected)
    {
        (Shard shard, string line, string[] faults) = Read(given, environment);

        Assert.StartsWith(expected, Assert.Single(faults), StringComparison.Ordinal);
        Assert.Equal((Shard.Whole, ""), (shard, line));
    }

    [Theory]
    [InlineData("0/8")]
    [InlineData("9/8")]
    [InlineData("auto/0")]
    [InlineData("auto/1000001")]
    [InlineData("auto/")]
    [InlineData("Auto")]
    [InlineData("")]
    public void Parse_NoShare_IsRefused(string given)
    {
        Command command = new("run");
        new ShardOption().AddTo(command);

        Assert.Equal($"--shard {given}: must be I/N with I from 1 to N, N up to 1000000, or auto, or auto/N; write it like 3/8", Assert.Single(command.Parse(["--shard", given]).Errors).Message);
    }

    private static (Shard Shard, string Line, string[] Faults) Read(string given, string environment)
    {
        Dictionary<string, string> variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => v.Split('=')).ToDictionary(v => v[0], v => v[1]);
        Command command = new("run");
        ShardOption option = new();
        option.AddTo(command);
        List<OptionFault> faults = [];
        string said = "";
        Shard shard = option.Read(command.Parse(given.Length > 0 ? ["--shard", given] : []), faults, name => variables.GetValueOrDefault(name), line => said += line);
        return (shard, said, [.. faults.Select(fault => fault.OnCommandLine(name => name.ToLowerInvariant()))]);
    }
}
