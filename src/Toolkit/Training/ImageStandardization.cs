using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Datasets;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Training;

/// <summary>
/// Brings images to mean 0 and mean square 1 per channel (per value where a net is fully connected), as
/// <see cref="Propagation.InputBatch"/> does a batch, by constants of the training images: (x - m) / s, and 0 where
/// these do not vary. Held-out images go through the same constants.
/// </summary>
public sealed class ImageStandardization
{
    private const double SmallestDeviation = 1e-6;

    // A pixel that is dark in nearly all training images would be hundreds of deviations where a held-out one has ink:
    // such images would outweigh all others. Photographs have no such pixel.
    private const double SmallestShare = 0.1;

    private const int ImagesAtOnce = 1024; // become 64-bit numbers
    private readonly double[] _mean, _scale;
    private readonly bool _isPerValue;

    /// <summary>Takes the constants.</summary>
    /// <param name="images">The training images <c>[M, C, H, W]</c>.</param>
    /// <param name="isPerValue">Whether each value of an image is a channel, as where a net is fully connected.</param>
    public ImageStandardization(Tensor images, bool isPerValue)
    {
        _isPerValue = isPerValue;
        double count = images.numel() / (double)(isPerValue ? images.numel() / images.shape[0] : images.shape[1]);
        _mean = [.. Sums(images, rows => rows).Select(sum => sum / count)];
        double[] squares = [.. Sums(images, rows =>
        {
            Tensor centred = rows.Minus(tensor(_mean).view(1, -1, 1));
            return centred.mul(centred);
        }).Select(sum => sum / count)];
        double least = SmallestShare * Math.Sqrt(squares.Average());
        _scale = [.. squares.Select(Math.Sqrt)
            .Select(deviation => deviation < SmallestDeviation ? 0 : 1 / Math.Max(deviation, least))];
    }

    /// <summary>Standardizes images.</summary>
    /// <param name="images">Images <c>[M, C, H, W]</c> of the size of the training images.</param>
    /// <returns>The same shape and type.</returns>
    public Tensor Apply(Tensor images)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor result = empty_like(images);
        for (long start = 0; start < images.shape[0]; start += ImagesAtOnce)
        {
            using DisposeScope part = NewDisposeScope();
            long count = Math.Min(ImagesAtOnce, images.shape[0] - start);
            Tensor some = images.narrow(0, start, count);
            Tensor rows = Rows(some).Minus(tensor(_mean).view(1, -1, 1)).mul(tensor(_scale).view(1, -1, 1));
            result.narrow(0, start, count).copy_(rows.reshape(some.shape));
        }

        return result.MoveToOuterDisposeScope();
    }

    /// <summary>Reads images into memory.</summary>
    /// <param name="dataset">Where they come from.</param>
    /// <param name="indices">Which.</param>
    /// <returns>32-bit numbers from 0 to 1, <c>[M, C, H, W]</c>.</returns>
    public static Tensor Read(IImageDataset dataset, IReadOnlyList<int> indices)
    {
        Tensor images = empty([indices.Count, dataset.Channels, dataset.Height, dataset.Width], ScalarType.Float32);
        Span<float> values = TensorMemory.Span<float>(images);
        int size = dataset.Channels * dataset.Height * dataset.Width;
        for (int i = 0; i < indices.Count; i++) dataset.Read(indices[i], values.Slice(i * size, size));
        return images;
    }

    // [M, channels, positions] in 64 bits.
    private Tensor Rows(Tensor images) =>
        images.to(ScalarType.Float64).reshape(images.shape[0], _isPerValue ? -1 : images.shape[1],
            _isPerValue ? 1 : images.shape[2] * images.shape[3]);

    private double[] Sums(Tensor images, Func<Tensor, Tensor> terms)
    {
        double[]? sums = null;
        for (long start = 0; start < images.shape[0]; start += ImagesAtOnce)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor part = images.narrow(0, start, Math.Min(ImagesAtOnce, images.shape[0] - start));
            double[] these = terms(Rows(part)).sum([0, 2]).data<double>().ToArray();
            sums = sums is null ? these : [.. sums.Zip(these, (a, b) => a + b)];
        }

        return sums!;
    }
}
