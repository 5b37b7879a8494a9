using System.CommandLine;
using MomentsDnns.Cli.Commands;
using MomentsDnns.Cli.Options;

namespace MomentsDnns.Cli.Sharing;

/// <summary>A command line of <c>moments</c> whose simulations are to be shared.</summary>
internal sealed class SharedCommandLine
{
    private static readonly (string Name, Func<ISharedCommand> Make)[] Commands =
    [
        (RunCommand.Name, () => new RunCommand()), (ProbeCommand.Name, () => new ProbeCommand()),
        (TrainCommand.Name, () => new TrainCommand()), (SweepCommand.Name, () => new SweepCommand()),
        (ReproduceCommand.Name, () => new ReproduceCommand()),
    ];

    private SharedCommandLine(IReadOnlyList<string> words, ISharedCommand command, IReadOnlyList<PlannedRun> runs,
        bool isOnGpu) => (Words, Draws, Runs, IsOnGpu) = (words, command.Draws, runs, isOnGpu);

    /// <summary>The commands that can be shared, in words.</summary>
    public static string Names => string.Join(", ", Commands.Select(c => c.Name));

    /// <summary>The words, from the command's name on.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>See <see cref="ISharedCommand.Draws"/>.</summary>
    public bool Draws { get; }

    /// <summary>The runs that it asks for.</summary>
    public IReadOnlyList<PlannedRun> Runs { get; }

    /// <summary>What it is about, as a path: its run's folder, or the folder around its runs.</summary>
    public string Name => Runs.Count == 1 ? Runs[0].Folder : Path.GetDirectoryName(Runs[0].Folder)!;

    /// <summary>Whether it computes on a GPU.</summary>
    public bool IsOnGpu { get; }

    /// <summary>Reads and checks a command line as the command itself does before any work.</summary>
    /// <param name="words">From the command's name on.</param>
    /// <param name="interruption">For the command's making; nothing is run.</param>
    /// <exception cref="UsageException">It is not one, or asks for what cannot be.</exception>
    public static SharedCommandLine Read(IReadOnlyList<string> words, Interruption interruption)
    {
        if (words.Count == 0)
            throw new UsageException($"COMMAND: is missing; write -- and one of {Names} with its options");
        if (Commands.FirstOrDefault(c => c.Name == words[0]).Make is not { } make)
            throw new UsageException($"COMMAND {words[0]}: must be one of {Names}; take one of them");
        ISharedCommand shared = make();
        Command command = shared.Build(interruption);
        RootCommand root = new() { command };
        ParseResult parsed = root.Parse(words, CommandLineParsing.Configuration);
        if (parsed.Errors.Count > 0)
            throw UsageException.OfLines(CommandLineErrors.Lines(parsed).Split(Environment.NewLine));
        if (parsed.Action != command.Action)
            throw new UsageException($"COMMAND {words[^1]}: asks for help; leave it out");
        if (command.Options.OfType<ShardOption>().FirstOrDefault()?.Given(parsed) is not null)
            throw new UsageException("--shard: is given to each task by the scripts; leave it out");
        return new(words, shared, shared.Plan(parsed),
            command.Options.OfType<DeviceOption>().FirstOrDefault()?.Given(parsed) is { Gpu: not null });
    }
}
