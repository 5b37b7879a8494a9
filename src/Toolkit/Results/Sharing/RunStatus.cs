using MomentsDnns.Results.Storage;

namespace MomentsDnns.Results.Sharing;

/// <summary>What of a run is finished, in some process's hands, and lacking.</summary>
public sealed record RunStatus
{
    /// <summary>The run's folder.</summary>
    public required string Run { get; init; }

    /// <summary>How many simulations there shall be.</summary>
    public required int Wanted { get; init; }

    /// <summary>Those of them that are finished, ascending.</summary>
    public required IReadOnlyList<int> Finished { get; init; }

    /// <summary>Those that are in hand, ascending, and who has them.</summary>
    public required IReadOnlyList<(int Simulation, WriterLog Writer)> Running { get; init; }

    /// <summary>The others, ascending: in nobody's hands, or in those of a process that has ended.</summary>
    public required IReadOnlyList<int> Missing { get; init; }

    /// <summary>Looks at a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="wanted">
    /// How many simulations there shall be; null: up to the last that is finished or in hand.
    /// </param>
    public static RunStatus Of(RunDirectory run, int? wanted = null)
    {
        // Claims first: what is finished meanwhile counts as finished.
        Dictionary<string, WriterLog> writers = WriterLog.Of(run.Path).ToDictionary(log => log.Name);
        (int Simulation, WriterLog Writer)[] claimed = [.. SimulationClaims.Of(run.Path)
            .Where(claim => writers.TryGetValue(claim.Writer, out WriterLog? log) && log.IsRunning)
            .Select(claim => (claim.Simulation, writers[claim.Writer]))];
        run.Refresh();
        IReadOnlyList<int> finished = run.CompletedSimulations;
        int of = wanted ?? Math.Max(finished.Count > 0 ? finished[^1] + 1 : 0,
            claimed.Length > 0 ? claimed.Max(claim => claim.Simulation) + 1 : 0);
        HashSet<int> done = [.. finished];
        (int Simulation, WriterLog Writer)[] running = [.. claimed.Where(claim => !done.Contains(claim.Simulation)
            && claim.Simulation < of)];
        HashSet<int> busy = [.. done.Concat(running.Select(claim => claim.Simulation))];
        return new()
        {
            Run = run.Path,
            Wanted = of,
            Finished = [.. finished.Where(simulation => simulation < of)],
            Running = running,
            Missing = [.. Enumerable.Range(0, of).Where(simulation => !busy.Contains(simulation))],
        };
    }

    /// <summary>The shards of a count that lack a simulation, by number.</summary>
    /// <param name="count">How many shards there are.</param>
    public IReadOnlyList<int> MissingShards(int count)
    {
        HashSet<int> missing = [.. Missing];
        return [.. Enumerable.Range(1, count)
            .Where(number => new Shard(number, count).Of(Wanted).Any(missing.Contains))];
    }
}
