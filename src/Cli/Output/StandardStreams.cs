using MomentsDnns.Cli.Options;

namespace MomentsDnns.Cli.Output;

/// <summary>What commands write to instead of the system's own standard output and error.</summary>
internal sealed class StandardStreams
{
    private readonly TerminalWriter _output = new(Console.Out), _error = new(Console.Error);

    /// <summary>Puts them into <see cref="Console"/>'s place.</summary>
    public StandardStreams()
    {
        Console.SetOut(_output);
        Console.SetError(_error);
        ErrorOfBars = _error.Raw();
    }

    /// <summary>Standard error for a bar that moves the cursor; passes over what cannot be written.</summary>
    public static TextWriter ErrorOfBars { get; private set; } = Console.Error;

    /// <summary>The exit code of a command: where what it printed could not be written it failed, whatever it did besides.</summary>
    public int Judge(int code)
    {
        _output.Flush();
        if (_output.Failure is not { } failure) return code;
        Console.Error.WriteLine($"standard output cannot be written ({failure}); send it to a file on a disk with space, or to a terminal");
        return code == ExitCode.Success ? ExitCode.Failure : code;
    }
}
