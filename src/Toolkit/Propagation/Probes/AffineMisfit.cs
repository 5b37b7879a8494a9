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
/// How far the activation of a layer is from an affine map: 1 - R^2 of the least squares fit of all its outputs by an
/// affine map of all its inputs (the pre-activations), over images and positions, at each recorded depth. An affine map
/// of the layer's own input can only be nearer, for the pre-activations are one.
/// </summary>
public static class AffineMisfit
{
    // Of the largest eigenvalue of the inputs' covariance: directions below are rounding.
    private const double LeastShare = 1e-12;

    /// <summary>Measures it.</summary>
    /// <param name="configuration">
    /// The experiment; more images times positions than channels, or any outputs can be fitted.
    /// </param>
    /// <param name="simulations">How many.</param>
    /// <param name="dataset">The images.</param>
    /// <param name="threads">Threads in all.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static ProbeCurve Of(ExperimentConfiguration configuration, int simulations, IImageDataset dataset,
        int threads, CancellationToken cancellation = default) =>
        ProbeCurve.Of(configuration.RecordedDepths, EachSimulation.Of(configuration.Network, simulations, threads, CPU,
            () => new Worker(configuration, dataset), (worker, i, stop) => worker.Run(i, stop), cancellation));

    /// <summary>1 - R^2 of the least squares fit of y by an affine map of z.</summary>
    /// <param name="z"><c>[R, C]</c>, 64-bit.</param>
    /// <param name="y"><c>[R, D]</c>, 64-bit.</param>
    internal static double Of(Tensor z, Tensor y)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor inputs = z.Minus(z.mean([0], keepdim: true)), outputs = y.Minus(y.mean([0], keepdim: true));
        (Tensor values, Tensor vectors) = linalg.eigh(MatrixProduct.Of(inputs.t(), inputs));
        // Row k: what direction k of the inputs says of each output.
        Tensor shared = MatrixProduct.Of(vectors.t(), MatrixProduct.Of(inputs.t(), outputs)),
            squares = shared.mul(shared).sum(1);
        ReadOnlySpan<double> power = TensorMemory.Span<double>(values), explained = TensorMemory.Span<double>(squares);
        double sum = 0;
        for (int k = 0; k < power.Length; k++)
        {
            if (power[k] > LeastShare * power[^1]) sum += explained[k] / power[k];
        }

        return Math.Max(0, 1 - (sum / outputs.mul(outputs).sum().item<double>()));
    }

    private sealed class Worker : IDisposable
    {
        private readonly InputBatch _input;
        private readonly NetworkWalk _walk;
        private readonly List<double> _found = [];
        private Tensor? _inputs;

        public Worker(ExperimentConfiguration configuration, IImageDataset dataset)
        {
            _input = new InputBatch(dataset, configuration);
            _walk = new NetworkWalk(configuration, _input.Channels);
            // A copy: the activation may overwrite what it reads.
            _walk.Observe(SiteRoles.PreActivation, (_, twin) => _inputs = Signal(twin));
            _walk.Observe(SiteRoles.Activation, (_, twin) => _found.Add(Of(_inputs!, Signal(twin))));
        }

        public double[] Run(int simulation, CancellationToken cancellation)
        {
            _found.Clear();
            using Tensor input = _input.Draw(simulation);
            _walk.Run(simulation, input, cancellation);
            return [.. _found];
        }

        public void Dispose() => _walk.Dispose();

        private static Tensor Signal(Tensor twin) =>
            TwinBatch.Signal(ChannelsLast.Rows(twin)).to(ScalarType.Float64, copy: true);
    }
}
