using System.CommandLine;
using System.Runtime.InteropServices;
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
        using CancellationTokenSource interrupted = new();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

        RootCommand root = new("Is a deep network architecture well-behaved at initialization? Measures how signal and noise pass through it.");
        IMomentsCommand[] commands =
        [
            new ReproduceCommand(), new RunCommand(), new PlotCommand(), new CompareCommand(),
            new ExportCommand(), new ImportCommand(), new InfoCommand(),
        ];
        foreach (IMomentsCommand command in commands) root.Subcommands.Add(command.Build(interrupted.Token));
        return Invoke(root.Parse(arguments));

        void Stop(PosixSignalContext context)
        {
            // The first signal ends the run between two layers; a second one ends the process at once.
            context.Cancel = !interrupted.IsCancellationRequested;
            interrupted.Cancel();
        }
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
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException or ExternalException)
        {
            // Of libtorch's messages the first line; what follows is a native stack.
            return Fail(error.Message.Split('\n')[0].TrimEnd(), ExitCode.Failure);
        }
    }

    private static int Fail(string message, int code)
    {
        Console.Error.WriteLine(message);
        return code;
    }
}
