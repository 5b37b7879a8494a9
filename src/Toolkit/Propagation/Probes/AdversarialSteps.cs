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
/// How small a change of its n inputs brings a unit of a fully connected net to its mean over the batch. By the
/// gradient J_iu of pre-activation u at image i: rho = rms(y - E y) / (rms |J| |x|), a share of the input's norm. Then
/// steps along the gradient are taken through the net, for one unit of each image.
/// </summary>
/// <param name="Inputs">n.</param>
/// <param name="Rho">rho of each simulation, by the gradient.</param>
/// <param name="Chi">chi of each, by random noise.</param>
/// <param name="Reached">
/// The share of images whose unit comes to its mean by a step of at most twice the gradient's.
/// </param>
public sealed record AdversarialSteps(int Inputs, IReadOnlyList<double> Rho, IReadOnlyList<double> Chi,
    IReadOnlyList<double> Reached)
{
    private static readonly double[] Multiples = [0.5, Math.Sqrt(0.5), 1, Math.Sqrt(2), 2];

    /// <summary>Measures them.</summary>
    /// <param name="configuration">A fully connected feedforward net; the last layer is looked at.</param>
    /// <param name="inputs">n: so many of the images' features, at equal distances, from 1 to all.</param>
    /// <param name="simulations">How many.</param>
    /// <param name="dataset">The images.</param>
    /// <param name="threads">Threads in all.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static AdversarialSteps Of(ExperimentConfiguration configuration, int inputs, int simulations,
        IImageDataset dataset, int threads,
        CancellationToken cancellation = default)
    {
        if (!configuration.Network.IsFullyConnected || !configuration.Network.Topology.IsChain)
        {
            throw new ArgumentException("network: must be fully connected and feedforward; take KernelSize = 1",
                nameof(configuration));
        }
        ExperimentConfiguration last = configuration with { Records = 1, NoiseAmplitude = null };
        (double Rho, double Chi, double Reached)[] found = EachSimulation.Of(last.Network, simulations, threads, CPU,
            () => new Worker(last, inputs, dataset), (worker, i, stop) => worker.Run(i, stop), cancellation);
        return new(inputs, [.. found.Select(f => f.Rho)], [.. found.Select(f => f.Chi)],
            [.. found.Select(f => f.Reached)]);
    }

    private sealed class Worker : IDisposable
    {
        private readonly InputBatch _input;
        private readonly NetworkWalk _tangents, _steps;
        private readonly int _images, _inputs, _width;
        private Tensor _seen = zeros(1);

        public Worker(ExperimentConfiguration configuration, int inputs, IImageDataset dataset)
        {
            (_images, _inputs, _width) = (configuration.BatchSize, inputs, configuration.Network.Width);
            _input = new InputBatch(dataset, configuration);
            _tangents = new NetworkWalk(configuration, inputs);
            _steps = new NetworkWalk(configuration with { NoiseAmplitude = 1 }, inputs);
            _tangents.Observe(SiteRoles.PreActivation, (_, twin) => Keep(twin));
            _steps.Observe(SiteRoles.PreActivation, (_, twin) => Keep(twin));
        }

        public (double, double, double) Run(int simulation, CancellationToken cancellation)
        {
            using IDisposable noGradients = no_grad();
            using DisposeScope scope = NewDisposeScope();
            using Tensor drawn = _input.Draw(simulation);
            Tensor all = ChannelsLast.Rows(drawn),
                chosen = all.index_select(1, tensor([.. Enumerable.Range(0, _inputs)
                .Select(i => (long)i * all.shape[1] / _inputs)]));
            Tensor x = TwinBatch.Signal(chosen), noise = TwinBatch.Noise(chosen);
            double logChi = -LogRatio(noise, x), logNorm = 0.5 * Math.Log(x.mul(x).sum().item<double>() / _images);

            _tangents.Run(simulation, Twin(x, noise), cancellation);
            logChi += LogRatio(TwinBatch.Noise(_seen), TwinBatch.Signal(_seen))
                + _tangents.Scale.LogNoise - _tangents.Scale.LogSignal;

            (Tensor gradients, Tensor centred, double logScale) = Gradients(simulation, x, cancellation);
            // |J|^2 = j' W W' j of the gradients j in the first convolution's outputs.
            Tensor first = _tangents.First.Weight.squeeze(0).to(ScalarType.Float64);
            Tensor powers = MatrixProduct.Of(gradients.reshape(-1, _width),
                MatrixProduct.Of(first.t(), first)).mul(gradients.reshape(-1, _width)).sum(1);
            double logRho = (0.5 * (Math.Log(centred.mul(centred).mean().item<double>())
                - Math.Log(powers.mean().item<double>()))) - logScale - logNorm;
            return (Math.Exp(logRho), Math.Exp(logChi),
                Reached(simulation, x, gradients, centred, first, logScale, cancellation));
        }

        public void Dispose()
        {
            _seen.Dispose();
            _tangents.Dispose();
            _steps.Dispose();
        }

        // j [N, units, hidden], in the net's own scale times e^logScale; y - E y [N, units]. Copies of the batch have
        // its statistics.
        private (Tensor, Tensor, double) Gradients(int simulation, Tensor x, CancellationToken cancellation)
        {
            Tensor hidden = MatrixProduct.Of(x, _tangents.First.Weight.squeeze(0).to(ScalarType.Float64));
            Tensor directions = eye(_width, dtype: ScalarType.Float64).repeat_interleave(_images, 0);
            _tangents.RunFrom(simulation, Twin(hidden.repeat(_width, 1), directions), cancellation);
            Tensor y = TwinBatch.Signal(_seen).narrow(0, 0, _images),
                j = TwinBatch.Noise(_seen).reshape(_width, _images, _width).permute(1, 2, 0).contiguous();
            return (j, y.Minus(y.mean([0], keepdim: true)), _tangents.Scale.LogNoise - _tangents.Scale.LogSignal);
        }

        private double Reached(int simulation, Tensor x, Tensor gradients, Tensor centred, Tensor first,
            double logScale, CancellationToken cancellation)
        {
            Tensor units = tensor([.. Enumerable.Range(0, _images).Select(i => (long)i % _width)]).unsqueeze(1);
            Tensor deviation = centred.gather(1, units); // [N, 1]
            Tensor j = gradients.gather(1, units.unsqueeze(2).expand(_images, 1, _width)).squeeze(1);
            Tensor input = MatrixProduct.Of(j, first.t()), power = input.mul(input).sum(1, keepdim: true);
            using Tensor step = input.mul(deviation).div(power).Times(-Math.Exp(-logScale));
            Tensor reached = zeros([_images, 1], ScalarType.Bool), minusOne = tensor(-1.0);
            foreach (double multiple in Multiples)
            {
                _steps.Run(simulation, Twin(x, step.Times(multiple)), cancellation);
                Tensor signal = TwinBatch.Signal(_seen),
                    own = signal.Minus(signal.mean([0], keepdim: true)).gather(1, units);
                Tensor change = TwinBatch.Noise(_seen).gather(1, units)
                    .Times(Math.Exp(_steps.Scale.LogNoise - _steps.Scale.LogSignal));
                reached = reached.logical_or(change.div(own).le(minusOne));
            }

            return reached.to(ScalarType.Float64).mean().item<double>();
        }

        private void Keep(Tensor twin)
        {
            _seen.Dispose();
            _seen = ChannelsLast.Rows(twin).to(ScalarType.Float64, copy: true).DetachFromDisposeScope();
        }

        // log (rms(dx) / sd(x)).
        private static double LogRatio(Tensor noise, Tensor signal) =>
            0.5 * (Math.Log(MeanSquare.Of(noise)) - Math.Log(ChannelMoments.Of(signal).Mu2));

        private static Tensor Twin(Tensor signal, Tensor noise) =>
            ChannelsLast.Images(cat([signal, noise], 0), 2 * signal.shape[0], 1, 1);
    }
}
