using System.Runtime.InteropServices;

namespace MomentsDnns.Cli;

/// <summary>
/// Ctrl-C and termination. While a command watches, the first signal asks it to end between two layers and a second one ends the
/// process; other commands end at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private volatile bool _isWatched;

    /// <summary>Begins to listen for signals.</summary>
    public Interruption() => _registrations =
        [PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal), PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal)];

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
        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = _isWatched && !_source.IsCancellationRequested;
        _source.Cancel();
    }
}
