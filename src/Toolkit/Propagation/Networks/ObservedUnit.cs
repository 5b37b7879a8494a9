using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Statistics;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation.Networks;

/// <summary>A unit whose sites are shown, and whose phases are timed where there is a clock.</summary>
internal sealed class ObservedUnit : IDisposable
{
    private readonly SiteHooks _hooks;
    private readonly UnitTimer? _timer;

    /// <summary>Hangs hooks on a unit, which it owns.</summary>
    public ObservedUnit(NetworkUnit unit, IReadOnlyList<Site> sites, TwinScale scale, PhaseClock? clock)
    {
        (Unit, _hooks) = (unit, new SiteHooks(scale));
        if (clock is not null) _timer = new UnitTimer(unit, clock);
        _hooks.Attach(unit, sites);
        _timer?.EndStatistics();
    }

    /// <summary>The unit.</summary>
    public NetworkUnit Unit { get; }

    /// <summary>Sends a twin batch through the unit.</summary>
    /// <param name="twin">What enters.</param>
    /// <param name="depth">The unit's depth, from 1.</param>
    /// <param name="logInitialSnr">log SNR^0 of the pass.</param>
    /// <param name="observer">Who watches.</param>
    public Tensor Call(Tensor twin, int depth, double logInitialSnr, ISiteObserver observer)
    {
        (_hooks.Depth, _hooks.LogInitialSnr, _hooks.Observer) = (depth, logInitialSnr, observer);
        try
        {
            return Unit.call(twin);
        }
        finally
        {
            _hooks.Observer = null;
        }
    }

    /// <summary>Removes the hooks and releases the unit.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        _hooks.Dispose();
        Unit.Dispose();
    }
}
