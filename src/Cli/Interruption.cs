using System.Diagnostics;
using System.Runtime.InteropServices;
using MomentsDnns.Results.Sharing;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Cli;

/// <summary>
/// Signals that ask a command to end: Ctrl-C (INT), TERM, and USR1 and USR2, by which cluster systems tell that the end
/// of a job's time is near. While a command watches, the first asks it to end between two layers. A second INT or TERM,
/// or the first signal to a command that does not watch, ends the process at once. A file that is being written then
/// goes, one that is whole stays.
/// </summary>
/// <remarks>
/// What a cluster sends never ends a watching command at once: Slurm's signals come twice, to a step and by srun, which
/// hands them on, and who does not wait sends KILL.
/// </remarks>
internal sealed partial class Interruption : IDisposable
{
    // Never disposed: a signal may come at any time.
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly bool _isJob = JobIdentity.Current is not null;
    private volatile bool _isWatched;
    private int _signals;

    /// <summary>Begins to listen for signals.</summary>
    public Interruption()
    {
        List<PosixSignal> signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM];
        // .NET has no names for these and takes the system's numbers.
        if (OperatingSystem.IsLinux()) signals.AddRange([(PosixSignal)10, (PosixSignal)12]);
        else if (OperatingSystem.IsMacOS()) signals.AddRange([(PosixSignal)30, (PosixSignal)31]);
        _registrations = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, OnSignal))];
    }

    /// <summary>
    /// The exit code of a command that was asked to end. Of INT, and of TERM outside a cluster's job, it is 128 and the
    /// signal's number, as shells expect; else <see cref="ExitCode.GoesOn"/>, which the job's script tells from a
    /// failure.
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
        int code = context.Signal switch
        {
            PosixSignal.SIGINT => ExitCode.Interrupted,
            PosixSignal.SIGTERM when !_isJob => ExitCode.Terminated,
            _ => ExitCode.GoesOn,
        };
        bool isFirst = Interlocked.Increment(ref _signals) == 1;
        if (!_isWatched || (!isFirst && code != ExitCode.GoesOn)) EndAtOnce(code);
        if (isFirst) ExitCodeOfSignal = code;
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
