using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Datasets;
using MomentsDnns.Results;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation;

/// <summary>
/// Draws the input of a simulation: a batch of images and the noise on it. The signal is standardised per channel over the batch
/// (mean 0, mean square 1), the noise is Gaussian, independent per value, with mean square 1 per channel; in fully connected
/// nets the images are flattened first and this holds per feature.
/// </summary>
public sealed class InputBatch
{
    private readonly IImageDataset _dataset;
    private readonly BatchSampler _sampler;
    private readonly ulong _seed;
    private readonly bool _flatten;

    /// <summary>Prepares to draw.</summary>
    /// <param name="dataset">Where the images come from.</param>
    /// <param name="configuration">Batch size, seed, and whether the net is fully connected.</param>
    /// <exception cref="ArgumentOutOfRangeException">The dataset has fewer images than the batch.</exception>
    public InputBatch(IImageDataset dataset, ExperimentConfiguration configuration)
    {
        (_dataset, _seed, _flatten) = (dataset, configuration.Seed, configuration.Network.IsFullyConnected);
        _sampler = new BatchSampler(dataset, configuration.BatchSize);
    }

    /// <summary>The channels that the network sees: the images' own, or all their values where flattened.</summary>
    public int Channels => _flatten ? _dataset.Channels * _dataset.Height * _dataset.Width : _dataset.Channels;

    /// <summary>Draws the input of one simulation, a function of (seed, simulation) alone.</summary>
    /// <param name="simulation">The simulation's index, from 0.</param>
    /// <returns>A twin batch <c>[2N, C, H, W]</c> in 64-bit arithmetic, channels-last.</returns>
    public Tensor Draw(int simulation)
    {
        using DisposeScope scope = NewDisposeScope();
        long[] shape = _flatten
            ? [_sampler.BatchSize, Channels, 1, 1]
            : [_sampler.BatchSize, _dataset.Channels, _dataset.Height, _dataset.Width];
        float[] values = new float[_sampler.ValueCount];

        _sampler.Read(_sampler.Draw(new RandomStream(_seed, simulation, 0, RandomPurpose.Images)), values);
        Tensor signal = tensor(values, shape).to(ScalarType.Float64);
        signal = UnitMeanSquare(signal - signal.mean([0, 2, 3], keepdim: true));

        new RandomStream(_seed, simulation, 0, RandomPurpose.Noise).FillNormal(values);
        Tensor noise = UnitMeanSquare(tensor(values, shape).to(ScalarType.Float64));
        return TwinBatch.Stack(signal, noise).MoveToOuterDisposeScope();
    }

    /// <summary>log SNR of a twin batch: log(mu_2(x) / mu_2(dx)).</summary>
    public static double LogSnr(Tensor twin)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor rows = ChannelsLast.Rows(twin);
        Tensor signal = TwinBatch.Signal(rows);
        double variance = MeanSquare.Of(signal - signal.mean([0], keepdim: true));
        return Math.Log(variance) - Math.Log(MeanSquare.Of(TwinBatch.Noise(rows)));
    }

    // A feature that is the same in every image of the batch (a corner of MNIST) has no scale: it stays 0.
    private static Tensor UnitMeanSquare(Tensor values)
    {
        Tensor rootMeanSquare = values.square().mean([0, 2, 3], keepdim: true).sqrt();
        Tensor constant = rootMeanSquare.lt(1e-6);
        return (values / rootMeanSquare.masked_fill(constant, 1)).masked_fill(constant, 0);
    }
}
