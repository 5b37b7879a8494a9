namespace MomentsDnns.Datasets;

/// <summary>
/// Fits images of one size to the size and the channels that a network takes: the largest part of the network's
/// proportions about the centre, resized by a triangle as wide as the step between pixels of the coarser grid (linear,
/// without aliasing).
/// </summary>
/// <remarks>
/// Of a wave of f periods a pixel that is shrunk by an odd step k, (sin(pi f k) / (k sin(pi f)))^2 is left: the mean
/// over an area of k pixels, taken twice.
/// </remarks>
internal sealed class ImageFit
{
    // Of red, green and blue in brightness (ITU-R BT.601).
    private static readonly float[] Brightness = [0.299f, 0.587f, 0.114f];

    private readonly (int Channels, int Height, int Width) _from, _to;
    private readonly ResizedAxis _rows, _columns;

    /// <summary>Prepares.</summary>
    /// <param name="from">The images' channels and sides.</param>
    /// <param name="to">Those wanted; <see cref="CanFit"/> says which channels can be.</param>
    public ImageFit((int Channels, int Height, int Width) from, (int Channels, int Height, int Width) to)
    {
        (_from, _to) = (from, to);
        // The largest part of the network's proportions.
        double scale = Math.Min(from.Height / (double)to.Height, from.Width / (double)to.Width);
        _rows = new(from.Height, to.Height, scale);
        _columns = new(from.Width, to.Width, scale);
    }

    /// <summary>Writes a row of one channel.</summary>
    public delegate void RowReader(int channel, int row, Span<float> values);

    /// <summary>
    /// Whether images can have so many channels: their own, or grey ones 3 alike, or coloured ones 1.
    /// </summary>
    /// <param name="from">Channels of the images.</param>
    /// <param name="to">Channels wanted.</param>
    public static bool CanFit(int from, int to) => to == from || (from, to) is (1, 3) or (3, 1);

    /// <summary>Fits one image.</summary>
    /// <param name="read">Reads its rows.</param>
    /// <param name="pixels">Receives [C, H, W] of the size wanted.</param>
    public void Fit(RowReader read, Span<float> pixels)
    {
        int plane = _to.Height * _to.Width;
        // Rows of the image, as wide as wanted.
        float[] between = new float[_from.Height * _to.Width], row = new float[_from.Width];
        pixels.Clear();
        for (int channel = 0; channel < _from.Channels; channel++)
        {
            for (int i = 0; i < _from.Height; i++)
            {
                read(channel, i, row);
                for (int column = 0; column < _to.Width; column++)
                    between[(i * _to.Width) + column] = _columns.Sum(column, row, 1);
            }

            if (_from.Channels == _to.Channels) AddRows(between, pixels.Slice(channel * plane, plane), 1);
            else if (_to.Channels == 1) AddRows(between, pixels, Brightness[channel]);
            else
            {
                for (int copy = 0; copy < _to.Channels; copy++)
                    AddRows(between, pixels.Slice(copy * plane, plane), 1);
            }
        }
    }

    private void AddRows(float[] between, Span<float> destination, float weight)
    {
        for (int row = 0; row < _to.Height; row++)
        {
            for (int column = 0; column < _to.Width; column++)
            {
                destination[(row * _to.Width) + column] +=
                    weight * _rows.Sum(row, between.AsSpan(column), _to.Width);
            }
        }
    }
}
