using MomentsDnns.Architectures.Layers;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Results;
using MomentsDnns.Statistics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation.Networks;

/// <summary>
/// A deep net of which one unit is in memory: drawn anew at every depth it has the law of the deep net, at a memory
/// that does not grow with depth. Where units differ in shape, each is built when its depth comes.
/// </summary>
/// <remarks>Not thread safe.</remarks>
public sealed class RedrawnNetwork : IProbedNetwork
{
    private readonly NetworkOptions _options;
    private readonly ulong _seed;
    private readonly NetworkBuilder _builder;
    private readonly Device _device;
    private readonly ScalarType _dtype;
    private readonly PhaseClock? _clock;
    private ObservedUnit? _unit;

    /// <summary>Builds the first convolution and the unit.</summary>
    /// <param name="configuration">A sound experiment.</param>
    /// <param name="inputChannels">Channels of the inputs.</param>
    /// <param name="device">Where to compute; the CPU by default.</param>
    /// <param name="clock">Measures the phases of each pass; null measures nothing.</param>
    /// <exception cref="OptionException">The options break a rule; the message names each.</exception>
    public RedrawnNetwork(ExperimentConfiguration configuration, int inputChannels, Device? device = null,
        PhaseClock? clock = null)
    {
        (_options, _seed, _device, _clock) = (configuration.Network, configuration.Seed, device ?? CPU, clock);
        _dtype = configuration.Precision == Precision.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        _builder = new NetworkBuilder(_options, _dtype, _device, configuration.NoiseKind);
        Sites = _options.Topology.Sites(_options);
        First = _builder.BuildFirstConvolution(inputChannels);
        _unit = _options.Topology.HasOneShape ? Build(1) : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Site> Sites { get; }

    /// <summary>What the units divided out of the twin batch in the last pass.</summary>
    public TwinScale Scale { get; } = new();

    /// <summary>The first convolution, with the weights of the last pass.</summary>
    internal Convolution First { get; }

    /// <inheritdoc/>
    public void Send(int replicate, Tensor input, ISiteObserver observer, CancellationToken cancellation = default)
    {
        using IDisposable noGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        double logInitialSnr = InputBatch.LogSnr(input);
        First.InitializeFirst(_seed, replicate);
        SendFrom(replicate, First.call(input.to(_dtype, _device)), logInitialSnr, observer, cancellation);
    }

    /// <summary>Sends what the first convolution would put out through the units, and may overwrite it.</summary>
    /// <param name="replicate">Whose weights, from 0.</param>
    /// <param name="twin">What enters the first unit.</param>
    /// <param name="logInitialSnr">log SNR^0, to which sensitivities are relative.</param>
    /// <param name="observer">Who watches.</param>
    /// <param name="cancellation">Looked at before each unit.</param>
    internal void SendFrom(int replicate, Tensor twin, double logInitialSnr, ISiteObserver observer,
        CancellationToken cancellation)
    {
        using IDisposable noGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Scale.Reset();
        Tensor entering = twin.dtype == _dtype ? twin : twin.to(_dtype);
        for (int depth = 1; depth <= _options.Depth; depth++)
        {
            cancellation.ThrowIfCancellationRequested();
            _clock?.Enter(TimedPhase.Weights);
            ObservedUnit unit = UnitAt(depth);
            unit.Unit.Initialize(_builder.Initializers, _seed, replicate, depth);
            Tensor left = unit.Call(entering, depth, logInitialSnr, observer);
            if (!ReferenceEquals(left, entering)) entering.Dispose();
            entering = left;
            if (!observer.Leaves(depth, left)) break;
        }
    }

    /// <summary>Releases the network.</summary>
    public void Dispose()
    {
        _unit?.Dispose();
        First.Dispose();
    }

    private ObservedUnit UnitAt(int depth)
    {
        if (_options.Topology.HasOneShape) return _unit!;
        _unit?.Dispose();
        return _unit = Build(depth);
    }

    // Buffers are worth their memory where a unit is called again.
    private ObservedUnit Build(int depth) =>
        new(_builder.BuildUnit(Scale, reusesBuffers: _options.Topology.HasOneShape, depth), Sites, Scale, _clock);
}
