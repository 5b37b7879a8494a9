using System.CommandLine;
using System.CommandLine.Help;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Text;
using MomentsDnns.Cli.Commands;
using MomentsDnns.Cli.Options;
using MomentsDnns.Cli.Output;
using MomentsDnns.Datasets;
using MomentsDnns.Results.Options;

namespace MomentsDnns.Cli;

/// <summary>
/// The command <c>moments</c> as a call, for programs that add something of their own to it, a norm, a statistic, a
/// figure: register it first.
/// </summary>
public static class MomentsCommandLine
{
    // The order is that of help.
    private static readonly CommandEntry[] Commands =
    [
        CommandEntry.Of<ReproduceCommand>(), CommandEntry.Of<RunCommand>(), CommandEntry.Of<ProbeCommand>(),
        CommandEntry.Of<TrainCommand>(), CommandEntry.Of<AnalyzeCommand>(), CommandEntry.Of<ReportCommand>(),
        CommandEntry.Of<PlotCommand>(), CommandEntry.Of<CompareCommand>(), CommandEntry.Of<StatusCommand>(),
        CommandEntry.Of<MergeCommand>(), CommandEntry.Of<SlurmCommand>(), CommandEntry.Of<SweepCommand>(),
        CommandEntry.Of<PredictCommand>(), CommandEntry.Of<RankCommand>(), CommandEntry.Of<ExportCommand>(),
        CommandEntry.Of<ImportCommand>(), CommandEntry.Of<NotebookCommand>(), CommandEntry.Of<InfoCommand>(),
    ];

    // Listens until the process ends: a signal that comes when the command is done already takes no exit code's place.
    private static Interruption? _interruption;

    /// <summary>
    /// Runs a command, once in a process: its console, its signals and the settings of libtorch become the command's.
    /// </summary>
    /// <param name="arguments">The words behind <c>moments</c>.</param>
    /// <returns>The process's exit code.</returns>
    public static int Run(params string[] arguments)
    {
        NativeRuntime.Configure();
        StandardStreams streams = new();
        Interruption interruption = _interruption = new();
        RootCommand root = new("Is a deep network architecture well-behaved at initialization? Measures how signal "
            + "and noise pass through it.");
        HashSet<Command> writers = []; // whose results are files
        foreach (CommandEntry entry in Commands)
        {
            Command built = entry.Build(arguments, interruption);
            root.Subcommands.Add(built);
            if (!entry.PrintsItsResult) writers.UnionWith([built, .. built.Subcommands]);
        }

        root.SetAction(new HelpAction().Invoke); // of no command: what there is
        ParseResult parsed = root.Parse(arguments, CommandLineParsing.Configuration);
        int code = Invoke(parsed);
        bool prints = parsed.Action is HelpAction || !writers.Contains(parsed.CommandResult.Command);
        return streams.Judge(code == ExitCode.Interrupted ? interruption.ExitCodeOfSignal : code, prints);
    }

    private static int Invoke(ParseResult parsed)
    {
        // Torch's memory behaves best on the main thread, so that actions are synchronous and run here.
        if (parsed.Errors.Count > 0) return Fail(CommandLineErrors.Lines(parsed), ExitCode.Usage);
        try
        {
            return parsed.Invoke(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null
            });
        }
        catch (UsageException error)
        {
            return Fail(error.Message, ExitCode.Usage);
        }
        catch (DatasetException error) when (error.IsOfName)
        {
            return Fail(ShownText.Of(error.Message), ExitCode.Usage);
        }
        catch (Exception error)
        {
            // Whatever it is, a user gets one line; who looks for the cause gets the stack as well.
            if (Environment.GetEnvironmentVariable("MOMENTS_TRACE") is { Length: > 0 })
                Console.Error.Write(error + Environment.NewLine);
            return Fail(Describe(error), ExitCode.Failure);
        }
    }

    private static string Describe(Exception error)
    {
        while (error is AggregateException or TypeInitializationException && error.InnerException is { } inner)
            error = inner;
        // Of libtorch's messages the first line; what follows is a native stack.
        string line = IsOurs(error) ? ShownText.Of(error.Message) : error.Message.Split('\n')[0].TrimEnd();
        return error switch
        {
            OptionException options => Lines(options),
            _ when MemoryShortage.Is(error) => MemoryShortage.Line,
            IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException => line,
            DllNotFoundException or NotSupportedException or BadImageFormatException =>
                $"a native library does not load on this system: {line}; see README.md",
            _ => $"failed: {line} ({error.GetType().Name}); set MOMENTS_TRACE=1 to see where",
        };
    }

    // As of other arguments, the parameter's name behind.
    private static string Lines(OptionException error) =>
        ShownText.Of(string.Join("; ", error.Faults.Select(fault => fault.OnCommandLine()))
        + (error.ParamName is { } name ? $" (Parameter '{name}')" : ""));

    // Whose messages are one line, in which a name may hold a line feed.
    private static bool IsOurs(Exception error) => error is IOException or InvalidDataException or ArgumentException;

    private static int Fail(string message, int code)
    {
        Console.Error.Write(message + Environment.NewLine);
        return code;
    }
}
