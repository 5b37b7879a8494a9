using MomentsDnns.Architectures.Layers;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Datasets;
using MomentsDnns.Results;
using MomentsDnns.Statistics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation;

/// <summary>
/// Runs simulations of an experiment: signal and noise through a randomly initialized net, statistics by hooks. One unit of
/// the net is built once and drawn anew at every depth, which has the law of a deep net at a memory that does not grow
/// with depth.
/// </summary>
/// <remarks>Not thread safe.</remarks>
public sealed class Simulator : IDisposable
{
    private readonly ExperimentConfiguration _configuration;
    private readonly NetworkBuilder _builder;
    private readonly Device _device;
    private readonly ScalarType _dtype;
    private readonly InputBatch _input;
    private readonly TwinScale _scale = new();
    private readonly Convolution _first;
    private readonly NetworkUnit _unit;
    private readonly Recorder _recorder;
    private readonly PhaseClock? _clock;
    private readonly UnitTimer? _timer;
    private readonly SignalOverflow _overflow;

    /// <summary>Builds the unit and hangs the recorder on its hooks.</summary>
    /// <param name="configuration">The experiment.</param>
    /// <param name="dataset">The images.</param>
    /// <param name="device">Where to compute; the CPU by default.</param>
    /// <param name="clock">Measures the phases of the simulations, whose numbers stay the same; null measures nothing.</param>
    /// <exception cref="ArgumentException">The configuration breaks a rule; the message names each.</exception>
    public Simulator(ExperimentConfiguration configuration, IImageDataset dataset, Device? device = null, PhaseClock? clock = null)
    {
        IReadOnlyList<OptionFault> faults = configuration.Validate();
        if (faults.Count > 0) throw new ArgumentException(string.Join("; ", faults), nameof(configuration));

        (_configuration, _device, _clock) = (configuration, device ?? CPU, clock);
        _dtype = configuration.Precision == Precision.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        _builder = new NetworkBuilder(configuration.Network, _dtype, _device, configuration.NoiseKind);
        _overflow = new SignalOverflow(configuration.Network);
        _input = new InputBatch(dataset, configuration);
        _first = _builder.BuildFirstConvolution(_input.Channels);
        _unit = _builder.BuildUnit(_scale, reusesBuffers: true);
        _recorder = new Recorder(_scale, RecorderOptions.For(configuration.Network, configuration.EffectiveRank, configuration.NoiseKind));
        if (clock is not null) _timer = new UnitTimer(_unit, clock);
        foreach (HookPoint point in _unit.HookPoints) _recorder.Attach(point.Location, point.Module);
        _timer?.EndStatistics();
    }

    /// <summary>Runs one simulation, whose numbers depend on (seed, simulation) alone.</summary>
    /// <param name="simulation">The simulation's index, from 0.</param>
    /// <param name="layerDone">Called after each layer or unit with its depth; null for nobody.</param>
    /// <param name="cancellation">Looked at before each layer.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public SimulationResult Run(int simulation, Action<int>? layerDone = null, CancellationToken cancellation = default)
    {
        using IDisposable noGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        HashSet<int> recorded = [.. _configuration.RecordedDepths];

        _clock?.Enter(TimedPhase.Input);
        Tensor input = _input.Draw(simulation);
        _recorder.Begin(InputBatch.LogSnr(input));
        _scale.Reset();
        _first.InitializeFirst(_configuration.Seed, simulation);
        Tensor twin = _first.call(input.to(_dtype, _device));

        for (int depth = 1; depth <= _configuration.Network.Depth; depth++)
        {
            cancellation.ThrowIfCancellationRequested();
            _clock?.Enter(TimedPhase.Weights);
            _unit.Initialize(_builder.Initializers, _configuration.Seed, simulation, depth);
            _recorder.RecordAt(recorded.Contains(depth) ? depth : null);
            Tensor next = _unit.call(twin);
            if (!ReferenceEquals(next, twin)) twin.Dispose();
            twin = next;
            layerDone?.Invoke(depth);
            if (_overflow.HasHappened(twin))
            {
                Location[] places = [.. _unit.HookPoints.Select(p => p.Location)];
                _recorder.Lose(new Degeneracy(DegeneracyCause.Overflow, depth), recorded.Where(d => d >= depth), places);
                break;
            }
        }

        return new SimulationResult(simulation, [.. _recorder.Records.OrderBy(r => r.Depth).ThenBy(r => r.Location)]);
    }

    /// <summary>Releases the network.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        _recorder.Dispose();
        _unit.Dispose();
        _first.Dispose();
    }
}
