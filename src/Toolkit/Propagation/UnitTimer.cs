using MomentsDnns.Architectures.Networks;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation;

/// <summary>
/// Moves a clock through the phases of a layer or unit, by hooks on its modules that look at no tensor.
/// </summary>
/// <remarks>
/// Hooks run in the order in which they were registered. Those of this timer enclose the recorder's: make the timer,
/// attach the recorder, then call <see cref="EndStatistics"/>.
/// </remarks>
internal sealed class UnitTimer : IDisposable
{
    private readonly NetworkUnit _unit;
    private readonly PhaseClock _clock;
    private readonly List<nn.Module<Tensor, Tensor>> _parts;
    private readonly List<Action> _detach = [];

    /// <summary>Registers the hooks that come before the recorder's.</summary>
    public UnitTimer(NetworkUnit unit, PhaseClock clock)
    {
        (_unit, _clock) = (unit, clock);
        _parts = [.. unit.HookPoints.Select(p => p.Module)
            .Union([.. unit.Convolutions, .. unit.Normalizations, .. unit.Activations])];
        Before(unit, clock.EnterLayer);
        foreach (nn.Module<Tensor, Tensor> module in unit.Convolutions)
            Before(module, () => clock.Enter(TimedPhase.Convolution));
        foreach (nn.Module<Tensor, Tensor> module in unit.Normalizations)
            Before(module, () => clock.Enter(TimedPhase.Normalization));
        foreach (nn.Module<Tensor, Tensor> module in unit.Activations)
            Before(module, () => clock.Enter(TimedPhase.Activation));
        foreach (nn.Module<Tensor, Tensor> module in _parts) After(module, TimedPhase.Statistics);
    }

    /// <summary>Registers the hooks that come after the recorder's.</summary>
    public void EndStatistics()
    {
        foreach (nn.Module<Tensor, Tensor> module in _parts) After(module, TimedPhase.OtherParts);
        After(_unit, TimedPhase.Rest);
    }

    /// <summary>Removes the hooks.</summary>
    public void Dispose()
    {
        foreach (Action detach in _detach) detach();
        _detach.Clear();
    }

    private void Before(nn.Module<Tensor, Tensor> module, Action enter)
    {
        var hook = module.register_forward_pre_hook((_, input) =>
        {
            enter();
            return input;
        });
        _detach.Add(hook.remove);
    }

    private void After(nn.Module<Tensor, Tensor> module, TimedPhase phase)
    {
        var hook = module.register_forward_hook((_, _, output) =>
        {
            _clock.Enter(phase);
            return output;
        });
        _detach.Add(hook.remove);
    }
}
