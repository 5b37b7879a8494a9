namespace MomentsDnns.Datasets;

/// <summary>
/// Images of another dataset in the size and with the channels that a network takes: cut to the shape about the centre,
/// then resized by a triangle as wide as the step between pixels of the coarser grid (linear, without aliasing).
/// </summary>
public sealed class FittedDataset : IImageDataset
{
    private readonly IImageDataset _dataset;
    private readonly ImageFit _fit;
    private readonly float[] _pixels;

    /// <summary>Fits images.</summary>
    /// <param name="dataset">The images.</param>
    /// <param name="channels">
    /// Channels: as many as the images have; or 3 of grey ones, all alike; or 1 of coloured ones, their brightness.
    /// </param>
    /// <param name="height">Rows, 1 or more.</param>
    /// <param name="width">Columns, 1 or more.</param>
    /// <exception cref="DatasetException">The images have other channels that cannot be made these.</exception>
    public FittedDataset(IImageDataset dataset, int channels, int height, int width)
    {
        if (!CanFit(dataset, channels))
        {
            throw new DatasetException($"--dataset {dataset.Name}: its images have {dataset.Channels} channels, the "
                + $"network takes {channels}; take other images");
        }

        (_dataset, Channels, Height, Width) = (dataset, channels, height, width);
        _fit = new((dataset.Channels, dataset.Height, dataset.Width), (channels, height, width));
        _pixels = new float[dataset.Channels * dataset.Height * dataset.Width];
    }

    /// <summary>Whether images of a dataset can have so many channels.</summary>
    /// <param name="dataset">The images.</param>
    /// <param name="channels">Channels wanted.</param>
    public static bool CanFit(IImageDataset dataset, int channels) => ImageFit.CanFit(dataset.Channels, channels);

    /// <inheritdoc/>
    public string Name => _dataset.Name;

    /// <inheritdoc/>
    public int Count => _dataset.Count;

    /// <inheritdoc/>
    public int Channels { get; }

    /// <inheritdoc/>
    public int Height { get; }

    /// <inheritdoc/>
    public int Width { get; }

    /// <summary>That of the images; the size is the network's.</summary>
    public string Fingerprint => _dataset.Fingerprint;

    /// <inheritdoc/>
    /// <remarks>Not from several threads at once.</remarks>
    public void Read(int index, Span<float> pixels)
    {
        ImageAccess.Check(this, index, pixels.Length);
        _dataset.Read(index, _pixels);
        int width = _dataset.Width, height = _dataset.Height;
        _fit.Fit((channel, row, values) => _pixels.AsSpan(((channel * height) + row) * width, width).CopyTo(values),
            pixels);
    }
}
