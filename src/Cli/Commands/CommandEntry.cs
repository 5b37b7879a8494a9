using System.CommandLine;

namespace MomentsDnns.Cli.Commands;

/// <summary>A command in the list of all; the options of one that was not typed are never made.</summary>
internal sealed class CommandEntry
{
    private readonly Func<Interruption, Command> _build;
    private readonly Func<Command> _name;
    private readonly string _word;

    private CommandEntry(string word, bool printsItsResult, Func<Command> name, Func<Interruption, Command> build) =>
        (_word, PrintsItsResult, _name, _build) = (word, printsItsResult, name, build);

    /// <summary>See <see cref="IMomentsCommand.PrintsItsResult"/>.</summary>
    public bool PrintsItsResult { get; }

    /// <summary>The entry of a command.</summary>
    public static CommandEntry Of<T>() where T : IMomentsCommand, new() =>
        new(T.Name, T.PrintsItsResult, Named<T>, interruption => new T().Build(interruption));

    /// <summary>The command, whole where its name is among the words typed.</summary>
    /// <param name="arguments">The words.</param>
    /// <param name="interruption">For commands that end early.</param>
    public Command Build(string[] arguments, Interruption interruption) =>
        arguments.Contains(_word) ? _build(interruption) : _name();

    private static Command Named<T>() where T : IMomentsCommand
    {
        Command command = new(T.Name, T.Description);
        if (T.Argument is not { } word) return command;
        Argument<string> argument = new(word);
        if (T.ArgumentDefault is { } usual) argument.DefaultValueFactory = _ => usual;
        command.Arguments.Add(argument);
        return command;
    }
}
