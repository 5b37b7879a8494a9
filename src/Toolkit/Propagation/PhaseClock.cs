using System.Diagnostics;
using TorchSharp;

namespace MomentsDnns.Propagation;

/// <summary>
/// The clock of one worker: it is in one phase at a time, and the time until the next change of phase is that phase's,
/// so that the phases add up to the time since the clock was made.
/// </summary>
/// <remarks>
/// Not thread safe. On a GPU it waits at each change for what was asked of the device, which makes a timed run slower.
/// </remarks>
public sealed class PhaseClock
{
    private readonly long[] _ticks = new long[Enum.GetValues<TimedPhase>().Length];
    private readonly bool _waits;
    private TimedPhase _phase = TimedPhase.Rest;
    private long _since = Stopwatch.GetTimestamp();

    /// <summary>Starts in <see cref="TimedPhase.Rest"/>.</summary>
    /// <param name="device">Where the worker computes; the CPU by default.</param>
    public PhaseClock(torch.Device? device = null) => _waits = device?.type == DeviceType.CUDA;

    /// <summary>
    /// When the first layer began its forward pass, as a <see cref="Stopwatch"/> timestamp; null before that.
    /// </summary>
    public long? FirstLayer { get; private set; }

    /// <summary>Changes the phase.</summary>
    public void Enter(TimedPhase phase)
    {
        if (_waits) torch.cuda.synchronize();
        long now = Stopwatch.GetTimestamp();
        _ticks[(int)_phase] += now - _since;
        (_phase, _since) = (phase, now);
    }

    /// <summary>The time in a phase, up to the last change of phase.</summary>
    public TimeSpan Spent(TimedPhase phase) => Stopwatch.GetElapsedTime(0, _ticks[(int)phase]);

    /// <summary>A layer or unit begins its forward pass.</summary>
    internal void EnterLayer()
    {
        Enter(TimedPhase.OtherParts);
        FirstLayer ??= _since;
    }
}
