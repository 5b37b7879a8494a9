namespace MomentsDnns.Results.Sharing;

/// <summary>The task of a batch system that a process is, as its environment tells.</summary>
/// <param name="System">Which system: <c>slurm</c>, <c>kubernetes</c>, <c>lsf</c>, <c>pbs</c>, ..</param>
/// <param name="Job">The job.</param>
/// <param name="Task">The task of an array, or the rank; empty where there is none.</param>
/// <param name="Restart">How many times it was begun before.</param>
public sealed record JobIdentity(string System, string Job, string Task, int Restart)
{
    // System, then the variables of job, task (the first that is there) and restart. Workers of HyperQueue live in jobs
    // of Slurm, and come before it.
    private static readonly (string System, string Job, string[] Task, string Restart)[] Known =
    [
        ("hyperqueue", "HQ_JOB_ID", ["HQ_TASK_ID"], "HQ_INSTANCE_ID"),
        ("slurm", "SLURM_JOB_ID", ["SLURM_ARRAY_TASK_ID"], "SLURM_RESTART_COUNT"),
        ("aws-batch", "AWS_BATCH_JOB_ID", ["AWS_BATCH_JOB_ARRAY_INDEX"], "AWS_BATCH_JOB_ATTEMPT"),
        ("lsf", "LSB_JOBID", ["LSB_JOBINDEX"], ""),
        ("pbs", "PBS_JOBID", ["PBS_ARRAY_INDEX", "PBS_ARRAYID"], ""),
        ("sge", "JOB_ID", ["SGE_TASK_ID"], ""),
        ("kubernetes", "KUBERNETES_SERVICE_HOST", ["JOB_COMPLETION_INDEX"], ""),
    ];

    /// <summary>What the environment of this process tells; null where it is in no job.</summary>
    public static JobIdentity? Current { get; } = Of(Environment.GetEnvironmentVariable);

    /// <summary>What an environment tells.</summary>
    /// <param name="variable">The value of a variable; null where it is not set.</param>
    public static JobIdentity? Of(Func<string, string?> variable)
    {
        foreach ((string system, string job, string[] tasks, string restart) in Known)
        {
            if (variable(job) is not { Length: > 0 } id) continue;
            string task = tasks.Select(variable).FirstOrDefault(value => value is { Length: > 0 }) ?? "";
            if (system is "sge" or "kubernetes" && task.Length == 0) continue;
            if (system == "kubernetes") id = variable("HOSTNAME") ?? "";
            // A task of an array is named by the array's job.
            if (system == "slurm") id = variable("SLURM_ARRAY_JOB_ID") is { Length: > 0 } array ? array : id;
            // A step has ranks, beside tasks or in their place.
            if (system == "slurm" && variable("SLURM_STEP_ID") is { Length: > 0 }
                && variable("SLURM_PROCID") is { Length: > 0 } rank)
                task = task.Length > 0 ? $"{task}.{rank}" : rank;
            return new(system, id, task, int.TryParse(restart.Length > 0 ? variable(restart) : null, out int count)
                ? count : 0);
        }

        return null;
    }

    /// <summary>As people name it: <c>slurm 812_3</c>.</summary>
    public override string ToString() => Task.Length > 0 ? $"{System} {Job}_{Task}" : $"{System} {Job}";

    /// <summary>Whether another is this task, begun before: it has ended, since a task runs once at a time.</summary>
    public bool IsLaterThan(JobIdentity other) => System == other.System && Job == other.Job && Task == other.Task
        && Restart > other.Restart;
}
