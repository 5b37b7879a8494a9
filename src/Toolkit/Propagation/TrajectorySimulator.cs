using MomentsDnns.Architectures.Layers;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Datasets;
using MomentsDnns.Results;
using MomentsDnns.Statistics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation;

/// <summary>One simulation after another of <see cref="TrajectoryLength"/>, by a unit that is drawn anew at every depth.</summary>
/// <remarks>Not thread safe.</remarks>
internal sealed class TrajectorySimulator : IDisposable
{
    private readonly TrajectoryOptions _options;
    private readonly NetworkBuilder _builder;
    private readonly Device _device;
    private readonly ScalarType _dtype;
    private readonly InputBatch _input;
    private readonly TwinScale _scale = new();
    private readonly Convolution _first;
    private readonly NetworkUnit _unit;
    private readonly Recorder _recorder; // knows when a signal is lost
    private readonly SignalOverflow _overflow;

    /// <summary>Builds the unit.</summary>
    /// <param name="options">Sound options.</param>
    /// <param name="dataset">The images.</param>
    /// <param name="device">Where to compute.</param>
    public TrajectorySimulator(TrajectoryOptions options, IImageDataset dataset, Device device)
    {
        (_options, _device) = (options, device);
        _dtype = options.Precision == Precision.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        _builder = new NetworkBuilder(options.Network, _dtype, device);
        _overflow = new SignalOverflow(options.Network);
        _input = new InputBatch(dataset, options.Experiment);
        _first = _builder.BuildFirstConvolution(_input.Channels);
        _unit = _builder.BuildUnit(_scale, reusesBuffers: true);
        _recorder = new Recorder(_scale, RecorderOptions.For(options.Network, EffectiveRankChoice.None) with { Statistics = StatisticCatalog.BuiltIn, EffectiveRankLocations = [], PreActivation = null, BatchNormInput = null });
        _recorder.Attach(Location.Input, _first);
        _recorder.Attach(_unit.HookPoints[^1].Location, _unit);
    }

    /// <summary>Runs one simulation, whose numbers depend on (seed, simulation) alone.</summary>
    /// <param name="simulation">From 0.</param>
    /// <param name="depths">Where to measure: 0, then ascending.</param>
    /// <param name="cancellation">Looked at before each layer.</param>
    public (double LogInputLength, TrajectoryPoint[] Points) Run(int simulation, IReadOnlyList<int> depths, CancellationToken cancellation)
    {
        using IDisposable noGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        TrajectoryPoint[] points = [.. depths.Select(_ => TrajectoryPoint.Lost)];
        Tensor images = TwinBatch.Signal(_input.Draw(simulation)).narrow(0, 0, 2L * _options.Circles);
        Tensor circles = GreatCircles.Through(images, _options.Points);
        _scale.Reset();
        _recorder.Begin(0);
        double logInputLength = GreatCircles.LogLength(circles, _scale);

        _first.InitializeFirst(_options.Seed, simulation);
        _recorder.RecordAt(0);
        Tensor twin = _first.call(circles.to(_dtype, _device));
        points[0] = Measure(twin);
        for (int depth = 1, index = 1; depth <= depths[^1]; depth++)
        {
            cancellation.ThrowIfCancellationRequested();
            _unit.Initialize(_builder.Initializers, _options.Seed, simulation, depth);
            bool isRecorded = depths[index] == depth;
            _recorder.RecordAt(isRecorded ? depth : null);
            Tensor next = _unit.call(twin);
            if (!ReferenceEquals(next, twin)) twin.Dispose();
            twin = next;
            if (_overflow.HasHappened(twin)) break;
            if (isRecorded) points[index++] = Measure(twin);
        }

        return (logInputLength, points);
    }

    private TrajectoryPoint Measure(Tensor twin)
    {
        if (_recorder.Records[^1].Degeneracy is { Cause: DegeneracyCause.Underflow or DegeneracyCause.Zero }) return TrajectoryPoint.Lost;
        IReadOnlyDictionary<Statistic, double> values = _recorder.Records[^1].Values;
        double logSize = Math.Log(twin.shape[1] * twin.shape[2] * twin.shape[3]);
        return new(GreatCircles.LogLength(twin, _scale), LogRoot(Statistic.Nu2Signal), LogRoot(Statistic.Mu2Signal));

        double LogRoot(Statistic power) => values.TryGetValue(power, out double value) ? 0.5 * (logSize + value) : double.NaN;
    }

    /// <summary>Releases the network.</summary>
    public void Dispose()
    {
        _recorder.Dispose();
        _unit.Dispose();
        _first.Dispose();
    }
}
