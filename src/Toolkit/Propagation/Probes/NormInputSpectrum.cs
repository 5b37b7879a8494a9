using MathNet.Numerics.LinearAlgebra;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Datasets;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Results;
using MomentsDnns.Statistics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation.Probes;

/// <summary>
/// What decides the increment of batch norm in a fully connected feedforward layer: the eigenvalues of the covariance
/// of the layer's input over the batch, times sigma_w^2 / width; and beside them that increment, measured.
/// </summary>
/// <param name="Width">The net's width.</param>
/// <param name="Depths">The recorded depths.</param>
/// <param name="Eigenvalues">
/// [simulation][depth]: lambda_i, one for each image. A channel of the layer has the variance q = sum lambda_i g_i^2, g
/// standard normal.
/// </param>
/// <param name="SquaredIncrements">delta_BN^2 = (chi(norm) / chi(input))^2.</param>
public sealed record NormInputSpectrum(int Width, IReadOnlyList<int> Depths,
    IReadOnlyList<IReadOnlyList<double[]>> Eigenvalues, ProbeCurve SquaredIncrements)
{
    /// <summary>Measures both.</summary>
    /// <param name="configuration">A fully connected feedforward net with batch norm, He's initialization.</param>
    /// <param name="simulations">How many.</param>
    /// <param name="dataset">The images.</param>
    /// <param name="threads">Threads in all.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="ArgumentException">It is another net.</exception>
    public static NormInputSpectrum Of(ExperimentConfiguration configuration, int simulations, IImageDataset dataset,
        int threads, CancellationToken cancellation = default)
    {
        if (configuration.Network is not { IsFullyConnected: true, Topology.IsChain: true } network
            || network.Norm != NormKind.Batch || network.Initialization != InitializationKind.He)
        {
            throw new ArgumentException("network: must be fully connected, feedforward, with batch norm and He's "
                + "initialization; take KernelSize = 1 and Norm = NormKind.Batch", nameof(configuration));
        }

        (double[][] Eigenvalues, double[] Increments)[] found =
            EachSimulation.Of(configuration.Network, simulations, threads, CPU,
            () => new Worker(configuration, dataset), (worker, i, stop) => worker.Run(i, stop), cancellation);
        return new(configuration.Network.Width, configuration.RecordedDepths, [.. found.Select(f => f.Eigenvalues)],
            ProbeCurve.Of(configuration.RecordedDepths, [.. found.Select(f => f.Increments)]));
    }

    private sealed class Worker : IDisposable
    {
        private readonly InputBatch _input;
        private readonly NetworkWalk _walk;
        private readonly List<double[]> _spectra = [];
        private readonly List<double> _increments = [];
        private double _noiseToSignal;

        public Worker(ExperimentConfiguration configuration, IImageDataset dataset)
        {
            _input = new InputBatch(dataset, configuration);
            _walk = new NetworkWalk(configuration, _input.Channels);
            _walk.Observe(SiteRoles.Input, (_, twin) =>
            {
                _noiseToSignal = NoiseToSignal(twin);
                _spectra.Add(Spectrum(twin));
            });
            _walk.Observe(SiteRoles.Norm, (_, twin) => _increments.Add(NoiseToSignal(twin) / _noiseToSignal));
        }

        public (double[][], double[]) Run(int simulation, CancellationToken cancellation)
        {
            _spectra.Clear();
            _increments.Clear();
            using Tensor input = _input.Draw(simulation);
            _walk.Run(simulation, input, cancellation);
            return ([.. _spectra], [.. _increments]);
        }

        public void Dispose() => _walk.Dispose();

        private static double NoiseToSignal(Tensor twin)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor rows = ChannelsLast.Rows(twin);
            return MeanSquare.Of(TwinBatch.Noise(rows)) / ChannelMoments.Of(TwinBatch.Signal(rows)).Mu2;
        }

        // He: weights of variance 2/width; the covariance over images has the eigenvalues of the images' centred Gram
        // matrix.
        private static double[] Spectrum(Tensor twin)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor rows = TwinBatch.Signal(ChannelsLast.Rows(twin)).to(ScalarType.Float64),
                centred = rows.Minus(rows.mean([0], keepdim: true));
            int images = (int)rows.shape[0];
            double scale = 2.0 / ((double)rows.shape[1] * images);
            Tensor gram = MatrixProduct.Of(centred, centred.t()).contiguous();
            Matrix<double> matrix =
                Matrix<double>.Build.Dense(images, images, TensorMemory.Span<double>(gram).ToArray());
            return [.. matrix.Evd(Symmetricity.Symmetric).EigenValues.Select(v => Math.Max(0, v.Real) * scale)];
        }
    }
}
