using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using MomentsDnns.Architectures.Lanes;

namespace MomentsDnns.Architectures.Convolutions.Fourier;

/// <summary>
/// The Fourier transform of one real image, all channels, and its inverse. Two real lines go through one complex
/// transform: rows in pairs, and of the columns the first and the middle one, which are real.
/// </summary>
/// <remarks>
/// Lines that went through in pairs come out doubled, which halves of the weights make good, see
/// <see cref="FourierTaps.Factors"/>: every frequency of two planes is twice the sum, the real ones are the sum.
/// </remarks>
internal readonly unsafe struct FourierTransforms<TLanes>(int height, int width, float* rowRoots, float* columnRoots)
    where TLanes : unmanaged, IFloatLanes<TLanes>
{
    private readonly int _height = height, _width = width;
    private readonly float* _rowRoots = rowRoots; // of a line of the image's width
    private readonly float* _columnRoots = columnRoots; // of its height

    /// <summary>Numbers of working memory that a transform needs.</summary>
    public static int Memory(int height, int width) =>
        2 * height * width * TLanes.Count + LineNumbers(height, width)
        + FourierLine<TLanes>.Memory(Math.Max(height, width));

    /// <summary>Transforms an image.</summary>
    /// <param name="pixels">The image, pixel by pixel.</param>
    /// <param name="pixelStride">Numbers from one pixel to the next.</param>
    /// <param name="planes">Where the first plane's channels go.</param>
    /// <param name="planeStride">Numbers from one plane to the next.</param>
    /// <param name="channels">
    /// Channels, no fewer than the lanes; a last step reaches back into the one before it.
    /// </param>
    /// <param name="memory">Working memory of <see cref="Memory"/> numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Forward(float* pixels, nint pixelStride, float* planes, nint planeStride, int channels, float* memory)
    {
        for (int channel = 0; ; channel = Math.Min(channel + TLanes.Count, channels - TLanes.Count))
        {
            ForwardStep(pixels + channel, pixelStride, planes + channel, planeStride, memory);
            if (channel + TLanes.Count >= channels) return;
        }
    }

    /// <summary>
    /// The inverse, not divided by H W, of a spectrum whose frequencies are the sums themselves, in its place.
    /// </summary>
    /// <param name="image">Planes, which become pixels; both lie as far apart as there are channels.</param>
    /// <param name="channels">Channels, any number.</param>
    /// <param name="memory">Working memory of <see cref="Memory"/> numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Inverse(float* image, int channels, float* memory)
    {
        int whole = channels / TLanes.Count * TLanes.Count, rest = channels - whole;
        for (int channel = 0; channel < whole; channel += TLanes.Count) InverseStep(image + channel, channels, memory);
        if (rest == 0) return;

        // In place, a step must not touch channels that another has done: the last ones go through memory of their own.
        float* edge = memory;
        for (int pixel = 0; pixel < _height * _width; pixel++)
        {
            float* from = image + (nint)pixel * channels + whole;
            for (int i = 0; i < TLanes.Count; i++) edge[pixel * TLanes.Count + i] = i < rest ? from[i] : 0;
        }

        InverseStep(edge, TLanes.Count, edge + _height * _width * TLanes.Count);
        for (int pixel = 0; pixel < _height * _width; pixel++)
        {
            float* to = image + (nint)pixel * channels + whole;
            for (int i = 0; i < rest; i++) to[i] = edge[pixel * TLanes.Count + i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ForwardStep(float* pixels, nint pixelStride, float* planes, nint planeStride, float* memory)
    {
        float* half = memory, line = half + _height * _width * TLanes.Count, work = line + LineNumbers(_height, _width);
        ComplexLine pair = ComplexLine.Of<TLanes>(line);
        nint row = _width * pixelStride;
        for (int y = 0; y < _height; y += 2)
        {
            float* from = pixels + y * row;
            FetchNext(from, pixelStride, 2 * _width);
            FourierLine<TLanes>.Transform(_width, _rowRoots, new(from, from + row, pixelStride), pair, work);
            FourierPairs<TLanes>.SeparateRows(_width, pair, HalfRow(half, y), HalfRow(half, y + 1));
        }

        for (int k = 1; k < _width / 2; k++)
        {
            FetchNext(planes + 2 * k * planeStride, _width * planeStride, _height);
            FetchNext(planes + (2 * k + 1) * planeStride, _width * planeStride, _height);
            FourierLine<TLanes>.Transform(_height, _columnRoots, HalfColumn(half, k), Planes(planes, planeStride, k),
                work);
        }

        FourierLine<TLanes>.Transform(_height, _columnRoots, HalfColumn(half, 0), pair, work);
        FourierPairs<TLanes>.SeparateColumns(_height, pair, Planes(planes, planeStride, 0));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void InverseStep(float* image, nint stride, float* memory)
    {
        float* half = memory, line = half + _height * _width * TLanes.Count, work = line + LineNumbers(_height, _width);
        ComplexLine pair = ComplexLine.Of<TLanes>(line);
        FourierPairs<TLanes>.JoinColumns(_height, Planes(image, stride, 0), pair);
        FourierLine<TLanes>.Transform(_height, _columnRoots, pair.Exchanged, HalfColumn(half, 0).Exchanged, work);
        for (int k = 1; k < _width / 2; k++)
        {
            FetchNext(image + 2 * k * stride, _width * stride, _height);
            FetchNext(image + (2 * k + 1) * stride, _width * stride, _height);
            FourierLine<TLanes>.Transform(_height, _columnRoots, Planes(image, stride, k).Exchanged,
                HalfColumn(half, k).Exchanged, work);
        }

        nint row = _width * stride;
        for (int y = 0; y < _height; y += 2)
        {
            FourierPairs<TLanes>.JoinRows(_width, HalfRow(half, y), HalfRow(half, y + 1), pair);
            float* to = image + y * row;
            FourierLine<TLanes>.Transform(_width, _rowRoots, pair.Exchanged, new(to + row, to, stride), work);
        }
    }

    // Pixels and planes are too many streams for the processor to foresee: it is told of every next cache line.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FetchNext(float* at, nint stride, int count)
    {
        const int line = 64 / sizeof(float);
        if (!Sse.IsSupported || (nint)at % 64 != 0) return;
        for (int i = 0; i < count; i++) Sse.Prefetch0(at + line + i * stride);
    }

    private static int LineNumbers(int height, int width) => 2 * Math.Max(height, width) * TLanes.Count;

    // The transformed rows: W/2 elements each, the first of which holds the two real ones.
    private ComplexLine HalfRow(float* half, int y) => ComplexLine.Of<TLanes>(half + y * _width * TLanes.Count);

    private ComplexLine HalfColumn(float* half, int k)
    {
        float* first = half + 2 * k * TLanes.Count;
        return new(first, first + TLanes.Count, _width * TLanes.Count);
    }

    private ComplexLine Planes(float* planes, nint planeStride, int k)
    {
        float* first = planes + 2 * k * planeStride;
        return new(first, first + planeStride, _width * planeStride);
    }
}
