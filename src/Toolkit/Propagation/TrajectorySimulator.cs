using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Datasets;
using MomentsDnns.Propagation.Networks;
using MomentsDnns.Results;
using MomentsDnns.Statistics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation;

/// <summary>One simulation after another of <see cref="TrajectoryLength"/>.</summary>
/// <remarks>Not thread safe.</remarks>
internal sealed class TrajectorySimulator : IDisposable
{
    private readonly TrajectoryOptions _options;
    private readonly InputBatch _input;
    private readonly IProbedNetwork _network;

    /// <summary>Builds the network.</summary>
    /// <param name="options">Sound options.</param>
    /// <param name="dataset">The images.</param>
    /// <param name="device">Where to compute.</param>
    public TrajectorySimulator(TrajectoryOptions options, IImageDataset dataset, Device device)
    {
        (_options, _input) = (options, new InputBatch(dataset, options.Experiment));
        _network = new RedrawnNetwork(options.Experiment, _input.Channels, device);
    }

    /// <summary>Runs one simulation, whose numbers depend on (seed, simulation) alone.</summary>
    /// <param name="simulation">From 0.</param>
    /// <param name="depths">Where to measure: 0, then ascending.</param>
    /// <param name="cancellation">Looked at before each layer.</param>
    public (double LogInputLength, TrajectoryPoint[] Points) Run(int simulation, IReadOnlyList<int> depths,
        CancellationToken cancellation)
    {
        using IDisposable noGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor images = TwinBatch.Signal(_input.Draw(simulation)).narrow(0, 0, 2L * _options.Circles);
        Tensor circles = GreatCircles.Through(images, _options.Points);
        Lengths lengths = new(RecorderOptions.For(_options.Network, EffectiveRankChoice.None), depths);
        _network.Send(simulation, circles, lengths, cancellation);
        return (GreatCircles.LogLength(circles, 0), lengths.Points);
    }

    /// <summary>Releases the network.</summary>
    public void Dispose() => _network.Dispose();

    private sealed class Lengths(RecorderOptions options, IReadOnlyList<int> depths) : ISiteObserver
    {
        private SignalHealth? _health;

        public TrajectoryPoint[] Points { get; } = [.. depths.Select(_ => TrajectoryPoint.Lost)];

        public bool Watches(int depth) => depth == 1 || IndexOf(depth) > 0;

        public void See(Passage passage)
        {
            // What enters the first unit left the first convolution.
            if (passage is { Depth: 1 } && passage.Site.Is(SiteRoles.Input)) Points[0] = Measure(passage);
            if (passage.Site.Is(SiteRoles.Output) && IndexOf(passage.Depth) is > 0 and int index)
                Points[index] = Measure(passage);
        }

        public bool Leaves(int depth, Tensor twin)
        {
            if (!SignalHealth.HasOverflowed(options, twin)) return true;
            if (IndexOf(depth) is > 0 and int index) Points[index] = TrajectoryPoint.Lost;
            return false;
        }

        private TrajectoryPoint Measure(Passage passage)
        {
            using DisposeScope scope = NewDisposeScope();
            SiteView site = new(passage, options);
            Soundness sound = (_health ??= new(options, passage.LogInitialSnr)).Look(site);
            if (_health.Signal is { Cause: DegeneracyCause.Underflow or DegeneracyCause.Zero })
                return TrajectoryPoint.Lost;
            double logSize = Math.Log(passage.Twin.shape[1] * passage.Twin.shape[2] * passage.Twin.shape[3]);
            return new(GreatCircles.LogLength(passage.Twin, passage.LogNoiseScale),
                0.5 * (logSize + site.Logarithm(site.Moments.Nu2, 2)),
                (sound & Soundness.Signal) == 0 ? double.NaN : 0.5 * (logSize + site.LogSignalVariance));
        }

        private int IndexOf(int depth)
        {
            for (int i = 1; i < depths.Count; i++)
            {
                if (depths[i] == depth) return i;
            }

            return -1;
        }
    }
}
