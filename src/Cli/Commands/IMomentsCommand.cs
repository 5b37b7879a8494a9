using System.CommandLine;

namespace MomentsDnns.Cli.Commands;

/// <summary>
/// One command of <c>moments</c>. It is made when its name is among the words typed: what others need of it for their
/// help is static.
/// </summary>
internal interface IMomentsCommand
{
    /// <summary>The name.</summary>
    static abstract string Name { get; }

    /// <summary>What it does, for help.</summary>
    static abstract string Description { get; }

    /// <summary>The word for its argument in help; null where it has none.</summary>
    static virtual string? Argument => null;

    /// <summary>The argument's default; null where it has none.</summary>
    static virtual string? ArgumentDefault => null;

    /// <summary>
    /// Whether what it prints is the result. Where not, the result is in files, and it has not failed where nothing can
    /// be printed.
    /// </summary>
    static virtual bool PrintsItsResult => false;

    /// <summary>The command with its options and action.</summary>
    /// <param name="interruption">For commands that end early on Ctrl-C and leave work that can go on.</param>
    Command Build(Interruption interruption);
}
