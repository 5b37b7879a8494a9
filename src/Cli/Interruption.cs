using System.Diagnostics;
using System.Runtime.InteropServices;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Cli;

/// <summary>
/// Ctrl-C and termination. While a command watches, the first signal asks it to end between two layers; a second one,
/// or the first to a command that does not watch, ends the process at once. A file that is being written then goes, one
/// that is whole stays.
/// </summary>
internal sealed partial class Interruption : IDisposable
{
    // Never disposed: a signal may come at any time.
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private volatile bool _isWatched;
    private int _signals;

    /// <summary>Begins to listen for signals.</summary>
    public Interruption() => _registrations =
        [PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal)];

    /// <summary>
    /// The exit code of a command that was asked to end: 128 and the signal's number, as shells expect.
    /// </summary>
    public int ExitCodeOfSignal { get; private set; } = ExitCode.Interrupted;

    /// <summary>The token of a command that looks at it from now on.</summary>
    public CancellationToken Watch()
    {
        _isWatched = true;
        return _source.Token;
    }

    /// <summary>Stops listening.</summary>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations) registration.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        int code = context.Signal == PosixSignal.SIGTERM ? ExitCode.Terminated : ExitCode.Interrupted;
        if (Interlocked.Increment(ref _signals) > 1 || !_isWatched) EndAtOnce(code);
        ExitCodeOfSignal = code;
        _source.Cancel();
    }

    // Without the runtime's own way out, which lets threads run on into objects that are gone and prints what they
    // throw.
    private static void EndAtOnce(int code)
    {
        AtomicFile.RemoveUnfinished();
        if (OperatingSystem.IsWindows())
        {
            using Process process = Process.GetCurrentProcess();
            process.Kill();
        }
        else Exit(code);
    }

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void Exit(int code);
}
