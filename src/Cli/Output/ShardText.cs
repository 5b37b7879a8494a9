using MomentsDnns.Results.Sharing;

namespace MomentsDnns.Cli.Output;

/// <summary>How a command says that its numbers are those of a share.</summary>
internal static class ShardText
{
    /// <summary>What stands before such numbers; nothing where the share is the whole.</summary>
    public static string Before(Shard shard) => shard.IsWhole ? "" : $"share {shard}: ";

    /// <summary>That nothing was made here, and why.</summary>
    /// <param name="count">How many the share has.</param>
    /// <param name="unit">The word for one, such as <c>simulation</c>.</param>
    public static string NothingMade(int count, string unit) =>
        count == 0 ? $"no {unit} is in it" : $"all {count} {unit}s were there already";
}
