using MomentsDnns.Results.Sharing;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Cli.Sharing;

/// <summary>A run that a command line asks for.</summary>
/// <param name="Folder">Its folder, which need not exist.</param>
/// <param name="Simulations">How many simulations it shall have.</param>
/// <param name="Turn">Which of the command's runs it is, from 0; see <see cref="Shard.Of"/>.</param>
internal sealed record PlannedRun(string Folder, int Simulations, int Turn = 0)
{
    /// <summary>The simulations that are not finished, ascending.</summary>
    /// <exception cref="IOException">The folder holds a run that cannot be read.</exception>
    public IReadOnlyList<int> Lacking()
    {
        if (!RunDirectory.IsAt(Folder)) return [.. Enumerable.Range(0, Simulations)];
        using RunDirectory run = RunDirectory.Open(Folder);
        return [.. Enumerable.Range(0, Simulations).Except(run.CompletedSimulations)];
    }

    /// <summary>Which of several shares lack something in one of several runs, ascending, from 1.</summary>
    /// <param name="lacking">What each run lacks.</param>
    /// <param name="shards">How many shares there are.</param>
    public static IReadOnlyList<int> LackingShards(
        IReadOnlyCollection<(PlannedRun Run, IReadOnlyList<int> Simulations)> lacking, int shards)
    {
        List<(PlannedRun Run, HashSet<int> Simulations)> sets =
            [.. lacking.Select(l => (l.Run, l.Simulations.ToHashSet()))];
        return [.. Enumerable.Range(1, shards).Where(number => sets.Any(set =>
            new Shard(number, shards).Of(set.Run.Simulations, set.Run.Turn).Any(set.Simulations.Contains)))];
    }
}
