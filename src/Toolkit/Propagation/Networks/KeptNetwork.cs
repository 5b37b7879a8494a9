using MomentsDnns.Architectures.Networks;
using MomentsDnns.Statistics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation.Networks;

/// <summary>
/// A network whose weights are all in memory and stay as they are: a replicate is a fresh batch and noise, not a fresh
/// net.
/// </summary>
/// <remarks>Not thread safe.</remarks>
public sealed class KeptNetwork : IProbedNetwork
{
    private readonly DeepNetwork _network;
    private readonly List<SiteHooks> _hooks = [];

    /// <summary>Hangs hooks on a network, which stays its owner's.</summary>
    /// <param name="options">The options that the network was built with.</param>
    /// <param name="network">A net of <see cref="NetworkBuilder.BuildNetwork"/>.</param>
    public KeptNetwork(NetworkOptions options, DeepNetwork network)
    {
        (_network, Sites) = (network, options.Topology.Sites(options));
        foreach (NetworkUnit unit in network.Units)
        {
            SiteHooks hooks = new(network.Scale) { Depth = _hooks.Count + 1 };
            hooks.Attach(unit, Sites);
            _hooks.Add(hooks);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<Site> Sites { get; }

    /// <inheritdoc/>
    public void Send(int replicate, Tensor input, ISiteObserver observer, CancellationToken cancellation = default)
    {
        using IDisposable noGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        double logInitialSnr = InputBatch.LogSnr(input);
        foreach (SiteHooks hooks in _hooks) (hooks.LogInitialSnr, hooks.Observer) = (logInitialSnr, observer);
        try
        {
            _network.Scale.Reset();
            Tensor twin = _network.First.call(input.to(_network.First.Weight.dtype, _network.First.Weight.device));
            for (int i = 0; i < _network.Units.Count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                twin = _network.Units[i].call(twin);
                if (!observer.Leaves(i + 1, twin)) break;
            }
        }
        finally
        {
            foreach (SiteHooks hooks in _hooks) hooks.Observer = null;
        }
    }

    /// <summary>Removes the hooks; the network stays.</summary>
    public void Dispose()
    {
        foreach (SiteHooks hooks in _hooks) hooks.Dispose();
        _hooks.Clear();
    }
}
