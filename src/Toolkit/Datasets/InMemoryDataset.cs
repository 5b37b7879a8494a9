using System.Buffers.Binary;
using MomentsDnns.Architectures.Numerics;

namespace MomentsDnns.Datasets;

/// <summary>
/// Images of 8 bits a value that were read from files once and are kept as bytes; a byte b is read as b / 255.
/// Immutable, safe for any number of threads.
/// </summary>
public sealed class InMemoryDataset : IImageDataset
{
    private readonly ImageSegment[] _segments;
    private readonly int[] _firstIndex; // of each segment

    /// <summary>Wraps images.</summary>
    /// <param name="name">The name as on the command line.</param>
    /// <param name="format">The files' format; it begins the fingerprint, which knows no folder.</param>
    /// <param name="channels">Channels of an image.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="segments">The images in order, each [C, H, W] in row-major bytes; together at least one.</param>
    internal InMemoryDataset(string name, string format, int channels, int height, int width,
        IReadOnlyList<ImageSegment> segments)
    {
        (Name, Channels, Height, Width) = (name, channels, height, width);
        _segments = [.. segments];
        _firstIndex = new int[_segments.Length];
        for (int i = 0; i < _segments.Length; i++)
        {
            _firstIndex[i] = Count;
            Count = checked(Count + _segments[i].Count);
        }

        Fingerprint = $"{format}:{Count}:{Hash()}";
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public int Channels { get; }

    /// <inheritdoc/>
    public int Height { get; }

    /// <inheritdoc/>
    public int Width { get; }

    /// <summary>
    /// <c>format:count:hash</c>, the hash being the first 16 hexadecimal digits of the SHA-256 of the image size and of
    /// every pixel byte in order. Labels, file names, folders and compression do not enter.
    /// </summary>
    public string Fingerprint { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below <see cref="Count"/>.</exception>
    /// <exception cref="ArgumentException">The span does not hold C*H*W values.</exception>
    public void Read(int index, Span<float> pixels)
    {
        ImageAccess.Check(this, index, pixels.Length);
        int found = Array.BinarySearch(_firstIndex, index);
        int segment = found >= 0 ? found : ~found - 1;
        ReadOnlySpan<byte> bytes = PixelBytes(_segments[segment], index - _firstIndex[segment]);
        for (int i = 0; i < pixels.Length; i++) pixels[i] = bytes[i] / 255f;
    }

    private ReadOnlySpan<byte> PixelBytes(ImageSegment segment, int image) =>
        segment.Bytes.AsSpan(segment.Offset + image * segment.Stride, Channels * Height * Width);

    private string Hash()
    {
        Sha256 hash = new();
        Span<byte> size = stackalloc byte[12];
        BinaryPrimitives.WriteInt32LittleEndian(size, Channels);
        BinaryPrimitives.WriteInt32LittleEndian(size[4..], Height);
        BinaryPrimitives.WriteInt32LittleEndian(size[8..], Width);
        hash.Append(size);
        foreach (ImageSegment segment in _segments)
        {
            for (int i = 0; i < segment.Count; i++) hash.Append(PixelBytes(segment, i));
        }

        return hash.FinishHex()[..16];
    }
}
