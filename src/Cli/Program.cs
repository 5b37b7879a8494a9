using System.CommandLine;
using System.CommandLine.Help;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Cli.Commands;
using MomentsDnns.Cli.Options;

namespace MomentsDnns.Cli;

/// <summary>The command <c>moments</c>.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        NativeRuntime.Configure();
        using Interruption interruption = new();
        RootCommand root = new("Is a deep network architecture well-behaved at initialization? Measures how signal and noise pass through it.");
        IMomentsCommand[] commands =
        [
            new ReproduceCommand(), new RunCommand(), new AnalyzeCommand(), new ReportCommand(), new PlotCommand(), new CompareCommand(),
            new SweepCommand(), new ExportCommand(), new ImportCommand(), new NotebookCommand(), new InfoCommand(),
        ];
        foreach (IMomentsCommand command in commands) root.Subcommands.Add(command.Build(interruption));
        root.SetAction(new HelpAction().Invoke); // of no command: what there is
        return Invoke(root.Parse(arguments));
    }

    private static int Invoke(ParseResult parsed)
    {
        // Torch's memory behaves best on the main thread, so that actions are synchronous and run here.
        if (parsed.Errors.Count > 0) return Fail(CommandLineErrors.Lines(parsed), ExitCode.Usage);
        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (UsageException error)
        {
            return Fail(error.Message, ExitCode.Usage);
        }
        catch (Exception error)
        {
            // Whatever it is, a user gets one line; who looks for the cause gets the stack as well.
            if (Environment.GetEnvironmentVariable("MOMENTS_TRACE") is { Length: > 0 }) Console.Error.WriteLine(error);
            return Fail(Describe(error), ExitCode.Failure);
        }
    }

    private static string Describe(Exception error)
    {
        while (error is AggregateException or TypeInitializationException && error.InnerException is { } inner) error = inner;
        // Of libtorch's messages the first line; what follows is a native stack.
        string line = error.Message.Split('\n')[0].TrimEnd();
        return error switch
        {
            IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException => line,
            OutOfMemoryException => $"not enough memory: {line}; take a smaller --batch-size or --width",
            DllNotFoundException or NotSupportedException or BadImageFormatException =>
                $"a native library does not load on this system: {line}; see README.md",
            _ => $"failed: {line} ({error.GetType().Name}); set MOMENTS_TRACE=1 to see where",
        };
    }

    private static int Fail(string message, int code)
    {
        Console.Error.WriteLine(message);
        return code;
    }
}
