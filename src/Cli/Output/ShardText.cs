using MomentsDnns.Results.Sharing;

namespace MomentsDnns.Cli.Output;

/// <summary>How a command says that its numbers are those of a share.</summary>
internal static class ShardText
{
    /// <summary>What stands before such numbers; nothing where the share is the whole.</summary>
    public static string Before(Shard shard) => shard.IsWhole ? "" : $"share {shard}: ";
}
