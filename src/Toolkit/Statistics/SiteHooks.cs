using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Twins;
using static TorchSharp.torch;

namespace MomentsDnns.Statistics;

/// <summary>
/// Shows an observer what passes modules, by forward hooks. They hang on any module that maps a twin batch (signal
/// rows, then noise rows) as one, see <see cref="ICarriesTangent"/>. All that stands before the module must do so too,
/// which no hook can see.
/// </summary>
/// <param name="scale">What the modules divide out of the twin batch; null: nothing.</param>
/// <remarks>Not thread safe.</remarks>
public sealed class SiteHooks(TwinScale? scale = null) : IDisposable
{
    private readonly TwinScale _scale = scale ?? new();
    private readonly List<Action> _detach = [];

    /// <summary>Who watches; null: nobody.</summary>
    public ISiteObserver? Observer { get; set; }

    /// <summary>The depth that passes now, from 1.</summary>
    public int Depth { get; set; } = 1;

    /// <summary>log SNR^0 of the input that passes now; 0 until it is set.</summary>
    public double LogInitialSnr { get; set; }

    /// <summary>Shows a module's output as a site.</summary>
    /// <param name="site">The site.</param>
    /// <param name="module">One that <see cref="TangentCarriers.Objection"/> allows.</param>
    /// <exception cref="ArgumentException">The module is not known to map the noise half as a noise.</exception>
    public void Attach(Site site, nn.Module<Tensor, Tensor> module)
    {
        if (TangentCarriers.Objection(module) is { } objection)
            throw new ArgumentException($"nothing is recorded at {site.Location}: {objection}", nameof(module));
        var hook = module.register_forward_hook((_, _, output) =>
        {
            if (Observer is { } observer && observer.Watches(Depth))
                observer.See(new(Depth, site, output, LogInitialSnr, _scale.LogSignal, _scale.LogNoise));
            return output;
        });
        _detach.Add(hook.remove);
    }

    /// <summary>Shows the places of a unit.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="sites">Its sites, by their locations.</param>
    public void Attach(NetworkUnit unit, IReadOnlyList<Site> sites)
    {
        foreach (HookPoint point in unit.HookPoints)
            Attach(sites.Single(site => site.Location == point.Location), point.Module);
    }

    /// <summary>Removes the hooks.</summary>
    public void Dispose()
    {
        foreach (Action detach in _detach) detach();
        _detach.Clear();
    }
}
