using MomentsDnns.Cli.Slurm;

namespace MomentsDnns.Cli.Tests.Slurm;

/// <summary>How many tasks share simulations of a known rate.</summary>
public sealed class ShardPlanTests
{
    [Theory]
    // 1,000 simulations of 36 s are 10 core hours: 10 tasks of an hour on one core, 3 on four cores
    [InlineData(1000, 36, 1, "01:00:00", null, 10, 100, "01:00:00", "01:35:00")]
    [InlineData(1000, 36, 4, "01:00:00", null, 3, 334, "00:50:24", "01:35:00")]
    // of a day each, on one core: one task each
    [InlineData(3, 86400, 1, "01:00:00", null, 3, 1, "1-00:00:00", "1-12:05:00")]
    // 1,000,000 simulations: more than an array has indices; tasks take 10 hours instead
    [InlineData(1_000_000, 36, 1, "01:00:00", null, 1000, 1000, "10:00:00", "15:05:00")]
    [InlineData(80, 0.001, 1, "01:00:00", null, 1, 80, "00:00:00", "01:35:00")]
    [InlineData(80, 100, 2, "00:30:00", 8, 8, 10, "00:08:20", "00:50:00")]
    [InlineData(5, 1, 1, "01:00:00", 8, 5, 1, "00:00:01", "01:35:00")]
    public void Of_Rate_MakesTasksOfTheTime(int simulations, double seconds, int cores, string taskTime, int? given, int shards, int largest, string time, string limit)
    {
        ShardPlan plan = ShardPlan.Of(simulations, seconds, cores, SlurmDuration.Parse(taskTime)!.Value, given, ShardPlan.UsualMaxArraySize - 1);

        Assert.Equal((shards, largest, time, limit), (plan.Shards, plan.Largest, SlurmDuration.Text(plan.Time!.Value), SlurmDuration.Text(plan.Limit)));
    }

    [Theory]
    [InlineData("90", 90 * 60)]
    [InlineData("90:30", (90 * 60) + 30)]
    [InlineData("01:00:00", 3600)]
    [InlineData("25:00:01", 90001)]
    [InlineData("2-12", 60 * 3600)]
    [InlineData("2-12:30", (60 * 3600) + 1800)]
    [InlineData("1-00:00:01", 86401)]
    public void Parse_TimesOfSlurm_AreRead(string text, int seconds) => Assert.Equal(seconds, SlurmDuration.Parse(text)!.Value.TotalSeconds);

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("00:00")]
    [InlineData("-1")]
    [InlineData("1:2:3:4")]
    [InlineData("1-2-3")]
    [InlineData("1h")]
    [InlineData("1-")]
    [InlineData("99999999999")]
    [InlineData("UNLIMITED")]
    public void Parse_Else_IsNone(string text) => Assert.Null(SlurmDuration.Parse(text));

    [Theory]
    [InlineData(59, "00:00:59")]
    [InlineData(86399, "23:59:59")]
    [InlineData(90061, "1-01:01:01")]
    public void Text_IsSlurms(int seconds, string text)
    {
        Assert.Equal(text, SlurmDuration.Text(TimeSpan.FromSeconds(seconds)));
        Assert.Equal(seconds, SlurmDuration.Parse(text)!.Value.TotalSeconds);
    }
}
