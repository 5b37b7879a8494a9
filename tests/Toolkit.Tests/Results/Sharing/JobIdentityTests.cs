using MomentsDnns.Results.Sharing;

namespace MomentsDnns.Toolkit.Tests.Results.Sharing;

public sealed class JobIdentityTests
{
    [Fact]
    public void Of_SlurmArray_IsJobTaskAndRestart() => Assert.Equal(new JobIdentity("slurm", "77", "3", 2),
        Of(("SLURM_JOB_ID", "77"), ("SLURM_ARRAY_TASK_ID", "3"), ("SLURM_RESTART_COUNT", "2"), ("SLURM_PROCID", "0")));

    // As squeue names it, whatever number the task has for itself.
    [Fact]
    public void Of_SlurmArray_IsNamedByItsArray() => Assert.Equal("slurm 76_3",
        Of(("SLURM_JOB_ID", "77"), ("SLURM_ARRAY_JOB_ID", "76"), ("SLURM_ARRAY_TASK_ID", "3"))!.ToString());

    [Fact]
    public void Of_HyperQueueInSlurm_IsHyperQueue() => Assert.Equal(new JobIdentity("hyperqueue", "5", "9", 0),
        Of(("SLURM_JOB_ID", "77"), ("HQ_JOB_ID", "5"), ("HQ_TASK_ID", "9")));

    [Fact]
    public void Of_SlurmStep_HasTheRank() => Assert.Equal(new JobIdentity("slurm", "77", "3.1", 0),
        Of(("SLURM_JOB_ID", "77"), ("SLURM_ARRAY_TASK_ID", "3"), ("SLURM_STEP_ID", "0"), ("SLURM_PROCID", "1")));

    [Fact]
    public void Of_Kubernetes_IsPodAndIndex() => Assert.Equal(new JobIdentity("kubernetes", "pod-x", "5", 0),
        Of(("KUBERNETES_SERVICE_HOST", "10.0.0.1"), ("HOSTNAME", "pod-x"), ("JOB_COMPLETION_INDEX", "5")));

    // A pod that is no indexed job, and any program that has JOB_ID.
    [Fact]
    public void Of_NoJob_IsNone()
    {
        Assert.Null(Of());
        Assert.Null(Of(("KUBERNETES_SERVICE_HOST", "10.0.0.1"), ("HOSTNAME", "pod-x")));
        Assert.Null(Of(("JOB_ID", "7")));
    }

    [Fact]
    public void IsLaterThan_SameTaskBegunBefore_Alone()
    {
        JobIdentity job = new("slurm", "77", "3", 1);

        Assert.True(job.IsLaterThan(job with { Restart = 0 }));
        Assert.False(job.IsLaterThan(job));
        Assert.False(job.IsLaterThan(job with { Restart = 0, Task = "4" }));
        Assert.False(job.IsLaterThan(job with { Restart = 0, Job = "78" }));
    }

    private static JobIdentity? Of(params (string Name, string Value)[] variables) =>
        JobIdentity.Of(name => variables.Where(v => v.Name == name).Select(v => v.Value).FirstOrDefault());
}
