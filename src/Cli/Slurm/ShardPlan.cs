namespace MomentsDnns.Cli.Slurm;

/// <summary>How many tasks share the simulations, and how long each takes.</summary>
/// <param name="Shards">The number of tasks.</param>
/// <param name="Largest">The most simulations of one.</param>
/// <param name="Time">How long one takes, about; null where no rate is known.</param>
/// <param name="Limit">The limit of its time, with a margin.</param>
internal sealed record ShardPlan(int Shards, int Largest, TimeSpan? Time, TimeSpan Limit)
{
    /// <summary>Slurm's default of MaxArraySize: indices lie below it.</summary>
    public const int UsualMaxArraySize = 1001;

    /// <summary>What tasks take when nothing is said: many sites ask for half an hour or more.</summary>
    public static readonly TimeSpan UsualTaskTime = TimeSpan.FromHours(1);

    // Nodes differ, others use them too, and the runtime starts: half as much again, and five minutes.
    private const double Margin = 1.5;
    private static readonly TimeSpan Start = TimeSpan.FromMinutes(5);

    /// <summary>Tasks of about a given time each.</summary>
    /// <param name="simulations">How many simulations there are in all, at least 1.</param>
    /// <param name="seconds">
    /// Seconds of one core that a simulation takes; null where the number of tasks is given.
    /// </param>
    /// <param name="cores">Cores of a task.</param>
    /// <param name="taskTime">How long a task shall take.</param>
    /// <param name="shards">How many tasks; null: by the time.</param>
    /// <param name="mostShards">The most tasks that an array may have.</param>
    /// <remarks>
    /// N = ceil(simulations · seconds / (cores · task time)), at most <paramref name="mostShards"/> and one a
    /// simulation: simulations run side by side on a task's cores.
    /// </remarks>
    public static ShardPlan Of(
        int simulations, double? seconds, int cores, TimeSpan taskTime, int? shards, int mostShards)
    {
        int most = Math.Min(simulations, mostShards);
        double needed = seconds is { } s ? Math.Ceiling(simulations * s / (cores * taskTime.TotalSeconds)) : 1;
        int tasks = Math.Min(shards ?? (int)Math.Min(needed, most), most);
        tasks = Math.Max(tasks, 1);
        int largest = (simulations + tasks - 1) / tasks;
        // A simulation is on one core of a task: the last ones wait for each other.
        TimeSpan? time = seconds is { } rate ? TimeSpan.FromSeconds((largest + cores - 1) / cores * rate) : null;
        TimeSpan longest = time is { } t && t > taskTime ? t : taskTime;
        return new(tasks, largest, time, ToMinutes((longest * Margin) + Start));
    }

    private static TimeSpan ToMinutes(TimeSpan time) => TimeSpan.FromMinutes(Math.Ceiling(time.TotalMinutes));
}
