using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Datasets;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Results;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation.Probes;

/// <summary>
/// What is left of a signal under a finite noise: the correlation over images (and positions) of y(x) and y(x + a dx),
/// sum_c Cov(y_c, y'_c) / sqrt(sum_c Var y_c sum_c Var y'_c), at the output of each recorded layer or unit. 1: nothing
/// is lost; 0: y' is pure noise.
/// </summary>
public static class NoiseCorrelation
{
    /// <summary>Measures it.</summary>
    /// <param name="configuration">The experiment, with <see cref="ExperimentConfiguration.NoiseAmplitude"/> a.</param>
    /// <param name="simulations">How many.</param>
    /// <param name="dataset">The images.</param>
    /// <param name="threads">Threads in all.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="ArgumentException">The noise is a tangent.</exception>
    public static ProbeCurve Of(ExperimentConfiguration configuration, int simulations, IImageDataset dataset,
        int threads, CancellationToken cancellation = default)
    {
        if (configuration.NoiseAmplitude is null)
            throw new ArgumentException("noise tangent: has no size; take finite:0.01", nameof(configuration));
        return ProbeCurve.Of(configuration.RecordedDepths,
            EachSimulation.Of(configuration.Network, simulations, threads, CPU,
            () => new Worker(configuration, dataset), (worker, i, stop) => worker.Run(i, stop), cancellation));
    }

    /// <summary>The correlation of the halves' rows: of s and s + d.</summary>
    internal static double OfRows(Tensor twin)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor rows = ChannelsLast.Rows(twin).to(ScalarType.Float64);
        Tensor signal = TwinBatch.Signal(rows), noisy = signal.Plus(TwinBatch.Noise(rows));
        Tensor a = signal.Minus(signal.mean([0], keepdim: true)), b = noisy.Minus(noisy.mean([0], keepdim: true));
        return a.mul(b).sum().item<double>() / Math.Sqrt(a.mul(a).sum().item<double>() * b.mul(b).sum().item<double>());
    }

    private sealed class Worker : IDisposable
    {
        private readonly InputBatch _input;
        private readonly NetworkWalk _walk;
        private readonly List<double> _found = [];

        public Worker(ExperimentConfiguration configuration, IImageDataset dataset)
        {
            _input = new InputBatch(dataset, configuration);
            _walk = new NetworkWalk(configuration, _input.Channels);
            _walk.Observe(SiteRoles.Output, (_, twin) => _found.Add(OfRows(twin)));
        }

        public double[] Run(int simulation, CancellationToken cancellation)
        {
            _found.Clear();
            using Tensor input = _input.Draw(simulation);
            _walk.Run(simulation, input, cancellation);
            return [.. _found];
        }

        public void Dispose() => _walk.Dispose();
    }
}
