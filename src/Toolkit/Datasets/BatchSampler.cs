using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Random;

namespace MomentsDnns.Datasets;

/// <summary>Draws batches of distinct images. Immutable, safe for any number of threads.</summary>
public sealed class BatchSampler
{
    private readonly IImageDataset _dataset;

    /// <summary>A sampler of batches of one size.</summary>
    /// <param name="dataset">Where the images come from.</param>
    /// <param name="batchSize">Images in a batch, from 1 to the dataset's count.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is out of that range; the message is that of
    /// <see cref="Validate"/>.</exception>
    public BatchSampler(IImageDataset dataset, int batchSize)
    {
        if (Validate(dataset, batchSize) is { } fault)
            throw new ArgumentOutOfRangeException(nameof(batchSize), batchSize, fault.ToString());
        (_dataset, BatchSize) = (dataset, batchSize);
    }

    /// <summary>Images in a batch.</summary>
    public int BatchSize { get; }

    /// <summary>Values in a batch: N*C*H*W.</summary>
    public int ValueCount => checked(BatchSize * _dataset.Channels * _dataset.Height * _dataset.Width);

    /// <summary>The rule that a batch size breaks for a dataset, or null.</summary>
    public static OptionFault? Validate(IImageDataset dataset, int batchSize)
    {
        if (batchSize < 1)
            return new OptionFault(nameof(BatchSize), $"{batchSize}", "must be at least 1", "take 64, the default");
        if (batchSize <= dataset.Count) return null;
        return dataset.Count < 2
            ? new OptionFault("Dataset", dataset.Name, $"holds {dataset.Count} image, a batch needs at least 2 "
            + "distinct ones",
                "add images, or take {new CifarLikeDataset()|--dataset cifar-like}")
            : new OptionFault(nameof(BatchSize), $"{batchSize}",
            $"must be at most {dataset.Count}, the images of {FaultText.Literal(dataset.Name)}, since a batch holds "
                + "distinct images",
            $"take {dataset.Count} or fewer, or a larger dataset");
    }

    /// <summary>
    /// Draws the indices of a batch: every sequence of distinct indices is equally likely. Takes time and memory
    /// proportional to the batch, whatever the dataset's count.
    /// </summary>
    /// <param name="stream">The random numbers, see <see cref="RandomPurpose.Images"/>; the stream is advanced.</param>
    /// <returns>Distinct indices from 0 to the dataset's count - 1.</returns>
    public int[] Draw(RandomStream stream)
    {
        // The first steps of a Fisher-Yates shuffle, of whose array only the entries that moved are kept.
        Dictionary<int, int> moved = new(2 * BatchSize);
        int[] indices = new int[BatchSize];
        for (int i = 0; i < indices.Length; i++)
        {
            int j = i + stream.NextInt32(_dataset.Count - i);
            indices[i] = moved.GetValueOrDefault(j, j);
            moved[j] = moved.GetValueOrDefault(i, i);
        }

        return indices;
    }

    /// <summary>Reads the images of a batch.</summary>
    /// <param name="indices">The images.</param>
    /// <param name="batch">Receives [N, C, H, W] values from 0 to 1, row-major; N is the count of indices.</param>
    /// <exception cref="ArgumentException">The span does not hold N*C*H*W values.</exception>
    public void Read(ReadOnlySpan<int> indices, Span<float> batch)
    {
        int size = _dataset.Channels * _dataset.Height * _dataset.Width;
        if (batch.Length != (long)size * indices.Length)
        {
            throw new ArgumentException($"holds {batch.Length} values, {indices.Length} images of {_dataset.Name} have "
                + $"{(long)size * indices.Length}; pass a span of that length", nameof(batch));
        }

        for (int i = 0; i < indices.Length; i++) _dataset.Read(indices[i], batch.Slice(i * size, size));
    }
}
