using MomentsDnns.Architectures.Networks;
using MomentsDnns.Datasets;
using MomentsDnns.Propagation.Networks;
using MomentsDnns.Results;
using MomentsDnns.Statistics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation;

/// <summary>Runs simulations of an experiment: signal and noise through a network, statistics at its sites.</summary>
/// <remarks>Not thread safe.</remarks>
public sealed class Simulator : IDisposable
{
    private readonly RecorderOptions _recorded;
    private readonly IReadOnlyList<int> _depths;
    private readonly InputBatch _input;
    private readonly IProbedNetwork _network;
    private readonly PhaseClock? _clock;

    /// <summary>Simulates randomly initialized nets, another one in each simulation.</summary>
    /// <param name="configuration">The experiment.</param>
    /// <param name="dataset">The images.</param>
    /// <param name="device">Where to compute; the CPU by default.</param>
    /// <param name="clock">
    /// Measures the phases of the simulations, whose numbers stay the same; null measures nothing.
    /// </param>
    /// <exception cref="OptionException">The configuration breaks a rule; the message names each.</exception>
    public Simulator(ExperimentConfiguration configuration, IImageDataset dataset, Device? device = null,
        PhaseClock? clock = null)
        : this(configuration, dataset, channels => new RedrawnNetwork(configuration, channels, device, clock), clock)
    {
    }

    private Simulator(ExperimentConfiguration configuration, IImageDataset dataset, Func<int, IProbedNetwork> network,
        PhaseClock? clock)
    {
        OptionException.ThrowIfAny(configuration.Validate());
        (_depths, _clock) = (configuration.RecordedDepths, clock);
        _recorded = RecorderOptions.For(configuration.Network, configuration.EffectiveRank, configuration.NoiseKind);
        _input = new InputBatch(dataset, configuration);
        _network = network(_input.Channels);
    }

    /// <summary>Simulates a network of the caller's, such as a <see cref="KeptNetwork"/>.</summary>
    /// <param name="configuration">The experiment whose network it is.</param>
    /// <param name="dataset">The images.</param>
    /// <param name="network">Makes the network from the channels of its inputs; the simulator releases it.</param>
    /// <exception cref="OptionException">The configuration breaks a rule; the message names each.</exception>
    public static Simulator Through(ExperimentConfiguration configuration, IImageDataset dataset, Func<int,
        IProbedNetwork> network) =>
        new(configuration, dataset, network, null);

    /// <summary>Runs one simulation, whose numbers depend on (seed, simulation) alone.</summary>
    /// <param name="simulation">The simulation's index, from 0.</param>
    /// <param name="layerDone">Called after each layer or unit with its depth; null for nobody.</param>
    /// <param name="cancellation">Looked at before each layer.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public SimulationResult Run(int simulation, Action<int>? layerDone = null, CancellationToken cancellation = default)
    {
        using DisposeScope scope = NewDisposeScope();
        _clock?.Enter(TimedPhase.Input);
        Recorder recorder = new(_recorded, _depths);
        _network.Send(simulation, _input.Draw(simulation), layerDone is null ? recorder
            : new WatchedRecorder(recorder, layerDone), cancellation);
        return new SimulationResult(simulation, [.. recorder.Records.OrderBy(r => r.Depth).ThenBy(r => r.Location)]);
    }

    /// <summary>Releases the network.</summary>
    public void Dispose() => _network.Dispose();
}
