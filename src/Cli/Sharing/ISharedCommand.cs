using System.CommandLine;

namespace MomentsDnns.Cli.Sharing;

/// <summary>A command whose simulations several processes may share, by <c>--shard</c>.</summary>
internal interface ISharedCommand
{
    /// <summary>See <see cref="Commands.IMomentsCommand.Build"/>.</summary>
    Command Build(Interruption interruption);

    /// <summary>
    /// Whether the command ends with figures of all its runs, which the same command line without <c>--shard</c> draws
    /// once every simulation is there.
    /// </summary>
    bool Draws { get; }

    /// <summary>The runs that a command line asks for; checks it as the command itself would before any work.</summary>
    /// <param name="parsed">A command line without errors, of the command that <see cref="Build"/> made.</param>
    /// <exception cref="Options.UsageException">It asks for what cannot be.</exception>
    IReadOnlyList<PlannedRun> Plan(ParseResult parsed);
}
