using MomentsDnns.Architectures.Layers;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Results;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation.Probes;

/// <summary>Sends twin batches through a net, one unit drawn anew at every depth, and shows what passes its places. On the CPU.</summary>
/// <remarks>Not thread safe.</remarks>
internal sealed class NetworkWalk : IDisposable
{
    private readonly ExperimentConfiguration _configuration;
    private readonly HashSet<int> _recorded;
    private readonly NetworkBuilder _builder;
    private readonly NetworkUnit _unit;
    private readonly ScalarType _dtype;
    private int? _depth;

    /// <summary>Builds the first convolution and the unit.</summary>
    /// <param name="configuration">A sound experiment.</param>
    /// <param name="inputChannels">Channels of the inputs.</param>
    public NetworkWalk(ExperimentConfiguration configuration, int inputChannels)
    {
        _configuration = configuration;
        _recorded = [.. configuration.RecordedDepths];
        _dtype = configuration.Precision == Precision.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        _builder = new NetworkBuilder(configuration.Network, _dtype, CPU, configuration.NoiseKind);
        First = _builder.BuildFirstConvolution(inputChannels);
        _unit = _builder.BuildUnit(Scale, reusesBuffers: true);
    }

    /// <summary>What the units divided out of the twin batch in the last pass.</summary>
    public TwinScale Scale { get; } = new();

    /// <summary>The first convolution, with the weights of the last pass.</summary>
    public Convolution First { get; }

    /// <summary>Shows what leaves a place at each recorded depth.</summary>
    /// <param name="location">The place.</param>
    /// <param name="look">Given the depth and the twin batch, which may be overwritten later.</param>
    public void Observe(Location location, Action<int, Tensor> look) => _unit.HookPoints.Single(p => p.Location == location).Module.register_forward_hook((_, _, output) =>
    {
        if (_depth is { } depth) look(depth, output);
        return output;
    });

    /// <summary>Sends a twin batch of inputs through the whole net.</summary>
    /// <param name="simulation">Whose weights, from 0.</param>
    /// <param name="input">The twin batch.</param>
    /// <param name="cancellation">Looked at before each layer.</param>
    public void Run(int simulation, Tensor input, CancellationToken cancellation)
    {
        using IDisposable noGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        First.InitializeFirst(_configuration.Seed, simulation);
        RunFrom(simulation, First.call(input.to(_dtype)), cancellation);
    }

    /// <summary>Sends what the first convolution would put out through the rest.</summary>
    /// <inheritdoc cref="Run" path="/param"/>
    public void RunFrom(int simulation, Tensor input, CancellationToken cancellation)
    {
        using IDisposable noGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Scale.Reset();
        Tensor twin = input.to(_dtype);
        for (int depth = 1; depth <= _configuration.Network.Depth; depth++)
        {
            cancellation.ThrowIfCancellationRequested();
            _unit.Initialize(_builder.Initializers, _configuration.Seed, simulation, depth);
            _depth = _recorded.Contains(depth) ? depth : null;
            twin = _unit.call(twin);
        }
    }

    /// <summary>Releases the network.</summary>
    public void Dispose()
    {
        _unit.Dispose();
        First.Dispose();
    }
}
