using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Datasets;
using MomentsDnns.Results;
using MomentsDnns.Statistics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation;

/// <summary>
/// Draws the input of a simulation: a batch of images and the noise on it. The signal is standardised per channel over
/// the batch (mean 0, mean square 1), the noise is Gaussian, independent per value, with mean square 1 per channel,
/// times its amplitude where it is finite; in fully connected nets the images are flattened first and this holds per
/// feature.
/// </summary>
/// <remarks>Not thread safe.</remarks>
public sealed class InputBatch
{
    // A feature that is the same in every image of the batch (a corner of MNIST) has no scale: it stays 0.
    private const double SmallestDeviation = 1e-6;

    private readonly IImageDataset _dataset;
    private readonly BatchSampler _sampler;
    private readonly ulong _seed;
    private readonly bool _flatten;
    private readonly double _amplitude;
    private readonly InputScaling _scaling;
    private readonly float[] _drawn;

    /// <summary>Prepares to draw.</summary>
    /// <param name="dataset">Where the images come from.</param>
    /// <param name="configuration">Batch size, seed, and whether the net is fully connected.</param>
    /// <exception cref="ArgumentOutOfRangeException">The dataset has fewer images than the batch.</exception>
    public InputBatch(IImageDataset dataset, ExperimentConfiguration configuration)
        : this(dataset, configuration.BatchSize, configuration.Seed, configuration.Network.IsFullyConnected)
    {
        _amplitude = configuration.NoiseAmplitude ?? 1;
    }

    /// <summary>Prepares to draw for a network that was made elsewhere.</summary>
    /// <param name="dataset">Where the images come from.</param>
    /// <param name="batchSize">Images in a batch.</param>
    /// <param name="seed">The seed of every random number.</param>
    /// <param name="flatten">Whether an image is a vector.</param>
    /// <param name="scaling">How values become a signal.</param>
    /// <exception cref="ArgumentOutOfRangeException">The dataset has fewer images than the batch.</exception>
    internal InputBatch(IImageDataset dataset, int batchSize, ulong seed, bool flatten,
        InputScaling scaling = InputScaling.Batch)
    {
        (_dataset, _seed, _flatten, _scaling, _amplitude) = (dataset, seed, flatten, scaling, 1);
        _sampler = new BatchSampler(dataset, batchSize);
        _drawn = new float[_sampler.ValueCount];
    }

    /// <summary>
    /// The rules that a configuration breaks for the images at hand: batch size and the size of tensors.
    /// </summary>
    public static IReadOnlyList<OptionFault> Validate(IImageDataset dataset, ExperimentConfiguration configuration)
    {
        if (BatchSampler.Validate(dataset, configuration.BatchSize) is { } fault) return [fault];
        bool isOnePosition = dataset is { Height: <= 2, Width: <= 2 };
        if (isOnePosition && configuration.Network
            is { IsFullyConnected: false, Norm.StandardizedOver: { OverImages: false } group } single
            && group.Channels(single) == 1)
        {
            return [new(nameof(single.Norm), single.Norm.TextOf(single),
                $"normalizes single values: images of {dataset.Height} x {dataset.Width} keep one position after the "
                    + "first convolution",
                "take {NormKind.Batch} or {NormKind.Layer}, or larger images")];
        }

        NetworkOptions network = configuration.Network;
        double inputs =
            network.IsFullyConnected ? (double)dataset.Channels * dataset.Height * dataset.Width : dataset.Channels;
        if (inputs * network.KernelSize * network.KernelSize * network.Width > NetworkOptions.LargestTensor)
        {
            return [new(nameof(network.Width), $"{network.Width}",
                $"makes first weights of more than {NetworkOptions.LargestTensor} values with images of "
                + $"{dataset.Channels} x {dataset.Height} x {dataset.Width}",
                "take a smaller width or smaller images")];
        }

        return 2.0 * configuration.BatchSize * LargestPerImage(dataset, network) <= NetworkOptions.LargestTensor
            ? []
            : [new(nameof(configuration.BatchSize), $"{configuration.BatchSize}", "makes tensors of more than "
                + $"{NetworkOptions.LargestTensor} values (signal and noise, channels, positions)",
                "take a smaller batch or width")];
    }

    /// <summary>The most values that one image has anywhere in a network.</summary>
    internal static double LargestPerImage(IImageDataset dataset, NetworkOptions network) => network.IsFullyConnected
        ? Math.Max(network.LargestWidth, (double)dataset.Channels * dataset.Height * dataset.Width)
        : Math.Max(dataset.Channels, network.LargestWidth / 4.0) * dataset.Height * dataset.Width;

    /// <summary>The channels that the network sees: the images' own, or all their values where flattened.</summary>
    public int Channels => _flatten ? _dataset.Channels * _dataset.Height * _dataset.Width : _dataset.Channels;

    private int Positions => _flatten ? 1 : _dataset.Height * _dataset.Width;

    /// <summary>Draws the input of one simulation, a function of (seed, simulation) alone.</summary>
    /// <param name="simulation">The simulation's index, from 0.</param>
    /// <returns>A twin batch <c>[2N, C, H, W]</c> in 64-bit arithmetic, channels-last.</returns>
    public Tensor Draw(int simulation)
    {
        (int height, int width) = _flatten ? (1, 1) : (_dataset.Height, _dataset.Width);
        using DisposeScope scope = NewDisposeScope();
        Tensor rows = empty([2L * _sampler.BatchSize * Positions, Channels], ScalarType.Float64);
        Span<double> values = TensorMemory.Span<double>(rows);

        _sampler.Read(_sampler.Draw(new RandomStream(_seed, simulation, 0, RandomPurpose.Images)), _drawn);
        if (_scaling == InputScaling.Batch) Standardise(values[.._drawn.Length], isCentred: true);
        else Place(values[.._drawn.Length], ScalingConstants.Of(_scaling, Channels));
        new RandomStream(_seed, simulation, 0, RandomPurpose.Noise).FillNormal(_drawn);
        Standardise(values[_drawn.Length..], isCentred: false);
        if (_amplitude != 1)
        {
            foreach (ref double value in values[_drawn.Length..]) value *= _amplitude;
        }

        return ChannelsLast.Images(rows, 2L * _sampler.BatchSize, height, width).MoveToOuterDisposeScope();
    }

    /// <summary>log SNR of a twin batch: log(mu_2(x) / mu_2(dx)).</summary>
    public static double LogSnr(Tensor twin)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor rows = ChannelsLast.Rows(twin);
        return Math.Log(ChannelMoments.Of(TwinBatch.Signal(rows)).Mu2) - Math.Log(MeanSquare.Of(TwinBatch.Noise(rows)));
    }

    // From what was drawn, [N, C, H, W] row-major, to rows [N*H*W, C] of mean square 1 per channel; a channel that does
    // not vary becomes 0.
    private void Standardise(Span<double> rows, bool isCentred)
    {
        int channels = Channels, positions = Positions, count = rows.Length / channels;
        double[] mean = new double[channels], scale = new double[channels];
        if (isCentred)
        {
            for (int i = 0; i < _drawn.Length; i++) mean[i / positions % channels] += _drawn[i] / (double)count;
        }

        for (int i = 0; i < _drawn.Length; i++)
        {
            double deviation = _drawn[i] - mean[i / positions % channels];
            scale[i / positions % channels] += deviation * deviation / count;
        }

        for (int c = 0; c < channels; c++)
        {
            double deviation = Math.Sqrt(scale[c]);
            scale[c] = deviation < SmallestDeviation ? 0 : 1 / deviation;
        }

        Place(rows, new(mean, scale));
    }

    private void Place(Span<double> rows, ScalingConstants constants)
    {
        int channels = Channels, positions = Positions;
        for (int i = 0; i < _drawn.Length; i++)
        {
            (int image, int channel, int position) =
                (i / positions / channels, i / positions % channels, i % positions);
            int to = constants.IsReversed ? channels - 1 - channel : channel;
            rows[(((image * positions) + position) * channels) + to] =
                (_drawn[i] - constants.Mean[channel]) * constants.Scale[channel];
        }
    }
}
