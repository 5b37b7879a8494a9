using System.CommandLine;

namespace MomentsDnns.Cli.Commands;

/// <summary>One command of <c>moments</c>.</summary>
internal interface IMomentsCommand
{
    /// <summary>The command with its options and action.</summary>
    /// <param name="interruption">For commands that end early on Ctrl-C and leave work that can go on.</param>
    Command Build(Interruption interruption);

    /// <summary>
    /// Whether what it prints is the result. Where not, the result is in files, and it has not failed where nothing can
    /// be printed.
    /// </summary>
    bool PrintsItsResult => false;
}
