namespace MomentsDnns.Cli.Sharing;

/// <summary>
/// The systems whose tasks <c>--shard auto</c> knows; a further one is a line. The first whose task this process is
/// decides.
/// </summary>
/// <remarks>
/// Seen at work: Slurm 22.05, both rows. By their manuals: AWS Batch, Grid Engine, Kubernetes (that a pod of an
/// indexed job has JOB_COMPLETION_INDEX from 0), HyperQueue, Torque, PBS Professional, LSF. None of those was at hand.
/// LSF tells no first index: arrays are taken to begin at 1, as its manual's do.
/// </remarks>
internal static class TaskArrays
{
    private static readonly TaskArray SlurmArray = new("Slurm array", "SLURM_ARRAY_TASK_ID")
    {
        First = "SLURM_ARRAY_TASK_MIN",
        Last = "SLURM_ARRAY_TASK_MAX",
        Step = "SLURM_ARRAY_TASK_STEP",
        Count = "SLURM_ARRAY_TASK_COUNT",
    };

    /// <summary>All, in the order in which they are asked.</summary>
    /// <remarks>
    /// HyperQueue comes first: its workers run inside jobs of Slurm and PBS and hand their environment on to tasks, of
    /// which the innermost is meant. A batch script of Slurm has SLURM_PROCID 0 too; srun alone sets the number of a
    /// step's tasks.
    /// </remarks>
    public static IReadOnlyList<TaskArray> All { get; } =
    [
        new("HyperQueue task", "HQ_TASK_ID"),
        new("srun rank", "SLURM_PROCID")
        {
            Condition = "SLURM_STEP_NUM_TASKS", Count = "SLURM_STEP_NUM_TASKS", Origin = 0, Around = SlurmArray,
        },
        SlurmArray,
        new("Kubernetes indexed job", "JOB_COMPLETION_INDEX") { Origin = 0 },
        new("AWS Batch array", "AWS_BATCH_JOB_ARRAY_INDEX") { Origin = 0, Count = "AWS_BATCH_JOB_ARRAY_SIZE" },
        new("LSF array", "LSB_JOBINDEX")
        {
            None = "0", Origin = 1, Last = "LSB_JOBINDEX_END", Step = "LSB_JOBINDEX_STEP",
        },
        new("PBS array", "PBS_ARRAY_INDEX"),
        new("Torque array", "PBS_ARRAYID"),
        new("Grid Engine array", "SGE_TASK_ID")
        {
            None = "undefined", First = "SGE_TASK_FIRST", Last = "SGE_TASK_LAST", Step = "SGE_TASK_STEPSIZE",
        },
    ];
}
