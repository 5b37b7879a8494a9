using MomentsDnns.Architectures.Layers;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Propagation.Networks;
using MomentsDnns.Results;
using MomentsDnns.Statistics;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation.Probes;

/// <summary>
/// Sends twin batches through a redrawn net and shows what passes its places, tensors and all. On the CPU.
/// </summary>
/// <remarks>Not thread safe.</remarks>
/// <param name="configuration">A sound experiment.</param>
/// <param name="inputChannels">Channels of the inputs.</param>
internal sealed class NetworkWalk(ExperimentConfiguration configuration, int inputChannels) : ISiteObserver, IDisposable
{
    private readonly RedrawnNetwork _network = new(configuration, inputChannels);
    private readonly HashSet<int> _recorded = [.. configuration.RecordedDepths];
    private readonly List<(SiteRoles Role, Action<int, Tensor> Look)> _looks = [];

    /// <summary>What the units divided out of the twin batch in the last pass.</summary>
    public TwinScale Scale => _network.Scale;

    /// <summary>The first convolution, with the weights of the last pass.</summary>
    public Convolution First => _network.First;

    /// <summary>Shows what leaves a place at each recorded depth.</summary>
    /// <param name="role">What the place is in its unit.</param>
    /// <param name="look">Given the depth and the twin batch, which may be overwritten later.</param>
    public void Observe(SiteRoles role, Action<int, Tensor> look) => _looks.Add((role, look));

    /// <summary>Sends a twin batch of inputs through the whole net.</summary>
    /// <param name="simulation">Whose weights, from 0.</param>
    /// <param name="input">The twin batch.</param>
    /// <param name="cancellation">Looked at before each layer.</param>
    public void Run(int simulation, Tensor input, CancellationToken cancellation) =>
        _network.Send(simulation, input, this, cancellation);

    /// <summary>Sends what the first convolution would put out through the rest.</summary>
    /// <inheritdoc cref="Run" path="/param"/>
    public void RunFrom(int simulation, Tensor input, CancellationToken cancellation)
    {
        using Tensor copy = input.clone(); // the first unit may overwrite what it reads
        _network.SendFrom(simulation, copy, 0, this, cancellation);
    }

    /// <inheritdoc/>
    public bool Watches(int depth) => _recorded.Contains(depth);

    /// <inheritdoc/>
    public void See(Passage passage)
    {
        foreach ((SiteRoles role, Action<int, Tensor> look) in _looks)
        {
            if (passage.Site.Is(role)) look(passage.Depth, passage.Twin);
        }
    }

    /// <summary>Releases the network.</summary>
    public void Dispose() => _network.Dispose();
}
