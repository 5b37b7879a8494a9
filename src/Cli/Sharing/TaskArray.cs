namespace MomentsDnns.Cli.Sharing;

/// <summary>
/// By which variables of the environment a system tells a process that it is one task of several. A variable's name is
/// null where the system tells no such thing.
/// </summary>
/// <param name="System">The system and its word for such tasks.</param>
/// <param name="Index">The variable of the task's index.</param>
internal sealed record TaskArray(string System, string Index)
{
    /// <summary>The variable of the first index.</summary>
    public string? First { get; init; }

    /// <summary>The variable of the last index.</summary>
    public string? Last { get; init; }

    /// <summary>The variable of the distance between indices; 1 where there is none.</summary>
    public string? Step { get; init; }

    /// <summary>The variable of the number of tasks.</summary>
    public string? Count { get; init; }

    /// <summary>A variable without which this is no such task though <see cref="Index"/> is set.</summary>
    public string? Condition { get; init; }

    /// <summary>A value of <see cref="Index"/> that means none.</summary>
    public string? None { get; init; }

    /// <summary>The first index where no variable tells it; null: users choose it.</summary>
    public int? Origin { get; init; }

    /// <summary>The system's tasks in each of which these may run.</summary>
    public TaskArray? Around { get; init; }

    /// <summary>Every variable that is read of a task.</summary>
    public IEnumerable<string> Variables => new[] { Index, First, Last, Step, Count }.OfType<string>();

    /// <summary>Whether this process is such a task.</summary>
    /// <param name="environment">The value of a variable; null or empty where it is not set.</param>
    public bool IsIn(Func<string, string?> environment) =>
        environment(Index) is { Length: > 0 } index && index != None
        && (Condition is null || environment(Condition) is { Length: > 0 });
}
