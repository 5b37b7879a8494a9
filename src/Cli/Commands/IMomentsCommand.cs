using System.CommandLine;

namespace MomentsDnns.Cli.Commands;

/// <summary>One command of <c>moments</c>.</summary>
internal interface IMomentsCommand
{
    /// <summary>The command with its options and action.</summary>
    /// <param name="cancellation">Set by Ctrl-C.</param>
    Command Build(CancellationToken cancellation);
}
