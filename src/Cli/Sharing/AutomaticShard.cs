using System.Globalization;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results.Sharing;

namespace MomentsDnns.Cli.Sharing;

/// <summary>The share of a task of a cluster's job, from what the job's system tells in the environment.</summary>
/// <param name="environment">The value of a variable; null or empty where it is not set.</param>
internal sealed class AutomaticShard(Func<string, string?> environment)
{
    /// <summary>A place among others, from 0; <c>Of</c> is null where their number is not told.</summary>
    private readonly record struct Place(long Index, long? Of);

    /// <summary>The share, and what told it.</summary>
    /// <param name="count">How many shares there are; null: as many as there are tasks.</param>
    /// <param name="faults">Receives why there is none.</param>
    /// <param name="say">Receives one line: the share, and the variables that it was taken from.</param>
    /// <returns>The share; all simulations where there is a fault.</returns>
    public Shard Read(int? count, ICollection<OptionFault> faults, Action<string> say)
    {
        string word = count is { } n ? string.Create(CultureInfo.InvariantCulture, $"auto/{n}") : "auto";
        try
        {
            TaskArray array = TaskArrays.All.FirstOrDefault(a => a.IsIn(environment)) ?? throw Unknown();
            TaskArray[] levels = array.Around is { } around && around.IsIn(environment) ? [around, array] : [array];
            Place place = levels.Select(PlaceIn).Aggregate((outer, inner) =>
                new(checked((outer.Index * inner.Of!.Value) + inner.Index), checked(outer.Of * inner.Of)));
            Shard shard = Share(array, place, count);
            say($"--shard {word}: {shard}, of {string.Join(", ", levels.SelectMany(l => l.Variables).Select(Shown))}");
            return shard;
        }
        catch (NoShareException cause)
        {
            faults.Add(new("Shard", word, FaultText.Literal(cause.Rule), FaultText.Literal(cause.Remedy)));
            return Shard.Whole;
        }
    }

    private static Shard Share(TaskArray array, Place place, int? count)
    {
        if (place.Of is { } told && count is { } wanted && told != wanted)
            throw new NoShareException($"the {array.System} tells of {told} tasks", $"take auto, or auto/{told}");
        long of = place.Of ?? count ?? throw new NoShareException($"the {array.System} does not tell how many tasks "
            + "there are", "give their number, such as auto/8");
        if (of > Shard.MostShards)
            throw new NoShareException($"there are {of} tasks, more than {Shard.MostShards}", "make fewer");
        // Where users choose the first index, any so many in a row are different remainders.
        long index = array is { Origin: null, First: null } ? place.Index % of : place.Index;
        return index < of ? new Shard((int)index + 1, (int)of)
            : throw new NoShareException($"the {array.System} has the index {index}, from 0, of {of} tasks",
                "give the number of all tasks");
    }

    private Place PlaceIn(TaskArray array)
    {
        long index = Number(array.Index, least: 0), step = NumberIfSet(array.Step, least: 1) ?? 1;
        long first = NumberIfSet(array.First, least: 0)
            ?? (array.Origin is { } origin ? origin + Rest(index - origin) : 0);
        long? last = NumberIfSet(array.Last, least: 0), count = NumberIfSet(array.Count, least: 1);
        if (index < first || index > last || Rest(index - first) != 0 || Rest((last ?? first) - first) != 0)
            throw Irregular(array);
        long? between = last is { } end ? ((end - first) / step) + 1 : null;
        return between is null || count is null || between == count ? new((index - first) / step, count ?? between)
            : throw Irregular(array);

        long Rest(long distance) => ((distance % step) + step) % step;
    }

    // A list such as 3,7,9: which place an index has in it is told nowhere.
    private NoShareException Irregular(TaskArray array) => new(
        $"the indices of the {array.System} are not so many at even steps "
            + $"({string.Join(", ", array.Variables.Select(Shown))})",
        $"give the share itself, such as --shard ${array.Index}/8, or submit indices in a row");

    private static NoShareException Unknown() => new("this is no task of a system that is known ("
        + $"{string.Join(", ", TaskArrays.All.Select(a => a.Index))} are not set)", "give the share, such as 1/8");

    private long? NumberIfSet(string? variable, long least) =>
        variable is null || environment(variable) is not { Length: > 0 } ? null : Number(variable, least);

    private long Number(string variable, long least)
    {
        string text = environment(variable) ?? "";
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            && value >= least && value <= int.MaxValue ? value
            : throw new NoShareException($"{variable} is {text}, which is no whole "
                + $"number from {least} to {int.MaxValue}", "give the share, such as 1/8");
    }

    private string Shown(string variable) => $"{variable}={environment(variable)}";

    /// <summary>Why there is no share, and what to do.</summary>
    private sealed class NoShareException(string rule, string remedy) : Exception
    {
        public string Rule => rule;

        public string Remedy => remedy;
    }
}
