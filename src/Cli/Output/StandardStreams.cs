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

    /// <summary>The exit code of a command: where its result was to be printed and could not be, it failed.</summary>
    /// <param name="code">What it returned.</param>
    /// <param name="printsItsResult">Whether what it printed is its result; where not, that is in files.</param>
    public int Judge(int code, bool printsItsResult)
    {
        _output.Flush();
        if (_output.Failure is not { } failure) return code;
        Console.Error.WriteLine($"standard output cannot be written ({failure}); send it to a file on a disk with "
            + "space, or to a terminal");
        return code == ExitCode.Success && printsItsResult ? ExitCode.Failure : code;
    }
}
