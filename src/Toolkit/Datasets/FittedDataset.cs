namespace MomentsDnns.Datasets;

/// <summary>
/// Images of another dataset in the size and with the channels that a network takes: cut to the shape about the centre,
/// then resized by a triangle as wide as the step between pixels of the coarser grid (linear, without aliasing).
/// </summary>
public sealed class FittedDataset : IImageDataset
{
    // Of red, green and blue in brightness (ITU-R BT.601).
    private static readonly float[] Brightness = [0.299f, 0.587f, 0.114f];

    private readonly IImageDataset _dataset;
    private readonly ResizedAxis _rows, _columns;
    private readonly float[] _pixels, _between;

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
        // The largest part of the network's proportions.
        double scale = Math.Min(dataset.Height / (double)height, dataset.Width / (double)width);
        _rows = new(dataset.Height, height, scale);
        _columns = new(dataset.Width, width, scale);
        _pixels = new float[dataset.Channels * dataset.Height * dataset.Width];
        _between = new float[dataset.Height * width];
    }

    /// <summary>Whether images of a dataset can have so many channels.</summary>
    /// <param name="dataset">The images.</param>
    /// <param name="channels">Channels wanted.</param>
    public static bool CanFit(IImageDataset dataset, int channels) =>
        channels == dataset.Channels || (dataset.Channels, channels) is (1, 3) or (3, 1);

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
        int from = _dataset.Height * _dataset.Width, to = Height * Width;
        pixels.Clear();
        for (int channel = 0; channel < _dataset.Channels; channel++)
        {
            ReadOnlySpan<float> source = _pixels.AsSpan(channel * from, from);
            if (_dataset.Channels == Channels) Resize(source, pixels.Slice(channel * to, to), 1);
            else if (Channels == 1) Resize(source, pixels, Brightness[channel]);
            else
            {
                for (int copy = 0; copy < Channels; copy++) Resize(source, pixels.Slice(copy * to, to), 1);
            }
        }
    }

    // Adds a channel, times a weight.
    private void Resize(ReadOnlySpan<float> source, Span<float> destination, float weight)
    {
        for (int row = 0; row < _dataset.Height; row++)
        {
            for (int column = 0; column < Width; column++)
            {
                _between[(row * Width) + column] =
                    _columns.Sum(column, source.Slice(row * _dataset.Width, _dataset.Width), 1);
            }
        }

        for (int row = 0; row < Height; row++)
        {
            for (int column = 0; column < Width; column++)
                destination[(row * Width) + column] += weight * _rows.Sum(row, _between.AsSpan(column), Width);
        }
    }
}
