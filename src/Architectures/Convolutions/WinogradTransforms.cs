using System.Runtime.CompilerServices;
using static MomentsDnns.Architectures.Convolutions.WinogradMatrices;

namespace MomentsDnns.Architectures.Convolutions;

/// <summary>
/// The input and output transforms of one tile, all channels, written out for the pairs of points +-a, +-b: the two rows
/// of a pair share their even and odd halves.
/// </summary>
/// <remarks>Channels that the lanes do not divide are covered by a last step that overlaps the one before it.</remarks>
internal static unsafe class WinogradTransforms<TLanes> where TLanes : unmanaged, IFloatLanes<TLanes>
{
    private const int MaximumLanes = 16;

    // The planes lie whole powers of two apart, so that reading or writing all 36 in step would fall on a few cache lines
    // again and again. A block of channels of a tile is therefore staged, 36 x 128 numbers in the first-level cache, and
    // moved from or to each plane in one piece; the stage's own stride is no power of two.
    private const int BlockChannels = 128;
    private const int StageStride = BlockChannels + 16;

    /// <summary>BT d B of each channel.</summary>
    /// <param name="inputs">36 pointers, row by row, each to the channels of one pixel.</param>
    /// <param name="output">Where the first plane's channels of this tile go.</param>
    /// <param name="planeStride">Numbers from one of the 36 planes to the next.</param>
    /// <param name="channels">Channels, no fewer than the lanes.</param>
    [SkipLocalsInit]
    public static void Input(float** inputs, float* output, nint planeStride, int channels)
    {
        float* stage = stackalloc float[Planes * StageStride];
        float* half = stackalloc float[Planes * MaximumLanes];
        for (int start = 0; start < channels; start += BlockChannels)
        {
            // A last block of fewer channels than lanes reaches back into the one before it.
            int first = Math.Min(start, channels - TLanes.Count);
            int count = Math.Min(start + BlockChannels, channels) - first;
            for (int c = 0; ; c = Math.Min(c + TLanes.Count, count - TLanes.Count))
            {
                InputStep(inputs, first + c, half, stage + c);
                if (c + TLanes.Count >= count) break;
            }

            for (int p = 0; p < Planes; p++)
                Copy(stage + p * StageStride, output + p * planeStride + first, count);
        }
    }

    /// <summary>AT m A of each channel.</summary>
    /// <param name="products">The first plane's channels of this tile.</param>
    /// <param name="planeStride">Numbers from one of the 36 planes to the next.</param>
    /// <param name="outputs">16 pointers, row by row, each to the channels of one pixel; null where it is thrown away.</param>
    /// <param name="channels">Channels, no fewer than the lanes.</param>
    [SkipLocalsInit]
    public static void Output(float* products, nint planeStride, float** outputs, int channels)
    {
        float* stage = stackalloc float[Planes * StageStride];
        float* half = stackalloc float[Outputs * Inputs * MaximumLanes];
        float* discarded = stackalloc float[MaximumLanes];
        for (int start = 0; start < channels; start += BlockChannels)
        {
            int first = Math.Min(start, channels - TLanes.Count);
            int count = Math.Min(start + BlockChannels, channels) - first;
            for (int p = 0; p < Planes; p++)
                Copy(products + p * planeStride + first, stage + p * StageStride, count);
            for (int c = 0; ; c = Math.Min(c + TLanes.Count, count - TLanes.Count))
            {
                OutputStep(stage + c, half, outputs, first + c, discarded);
                if (c + TLanes.Count >= count) break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(float* from, float* to, int count)
    {
        for (int c = 0; ; c = Math.Min(c + TLanes.Count, count - TLanes.Count))
        {
            TLanes.Load(from + c).Store(to + c);
            if (c + TLanes.Count >= count) return;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InputStep(float** inputs, int channel, float* half, float* to)
    {
        int lanes = TLanes.Count;
        for (int x = 0; x < Inputs; x++)
        {
            float** column = inputs + x;
            InputLine(column[0] + channel, column[Inputs] + channel, column[2 * Inputs] + channel,
                column[3 * Inputs] + channel, column[4 * Inputs] + channel, column[5 * Inputs] + channel,
                half + x * lanes, Inputs * lanes);
        }

        for (int y = 0; y < Inputs; y++)
        {
            float* line = half + y * Inputs * lanes;
            InputLine(line, line + lanes, line + 2 * lanes, line + 3 * lanes, line + 4 * lanes, line + 5 * lanes,
                to + y * Inputs * StageStride, StageStride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OutputStep(float* from, float* half, float** outputs, int channel, float* discarded)
    {
        int lanes = TLanes.Count;
        for (int x = 0; x < Inputs; x++)
        {
            float* to = half + x * lanes;
            OutputLine(from + x * StageStride, Inputs * StageStride,
                to, to + Inputs * lanes, to + 2 * Inputs * lanes, to + 3 * Inputs * lanes);
        }

        for (int y = 0; y < Outputs; y++)
        {
            float** to = outputs + y * Outputs;
            OutputLine(half + y * Inputs * lanes, lanes,
                to[0] == null ? discarded : to[0] + channel, to[1] == null ? discarded : to[1] + channel,
                to[2] == null ? discarded : to[2] + channel, to[3] == null ? discarded : to[3] + channel);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InputLine(float* from0, float* from1, float* from2, float* from3, float* from4, float* from5,
        float* to, nint toStride)
    {
        const float a = SmallPoint, b = LargePoint;
        TLanes d0 = TLanes.Load(from0), d1 = TLanes.Load(from1), d2 = TLanes.Load(from2);
        TLanes d3 = TLanes.Load(from3), d4 = TLanes.Load(from4), d5 = TLanes.Load(from5);

        // M(x)/(x -+ a) = (x^2 -+ a x)(x^2 - b^2), its mirror for b, M(x)/x and M(x) = x (x^2 - a^2)(x^2 - b^2).
        TLanes evenOfSmall = TLanes.MultiplyAdd(d2, TLanes.All(-b * b), d4);
        TLanes oddOfSmall = TLanes.All(a) * TLanes.MultiplyAdd(d1, TLanes.All(-b * b), d3);
        TLanes evenOfLarge = TLanes.MultiplyAdd(d2, TLanes.All(-a * a), d4);
        TLanes oddOfLarge = TLanes.All(b) * TLanes.MultiplyAdd(d1, TLanes.All(-a * a), d3);
        TLanes zero = TLanes.MultiplyAdd(d0, TLanes.All(a * a * b * b),
            TLanes.MultiplyAdd(d2, TLanes.All(-(a * a + b * b)), d4));
        TLanes infinity = TLanes.MultiplyAdd(d1, TLanes.All(a * a * b * b),
            TLanes.MultiplyAdd(d3, TLanes.All(-(a * a + b * b)), d5));

        zero.Store(to);
        (evenOfSmall + oddOfSmall).Store(to + toStride);
        (evenOfSmall - oddOfSmall).Store(to + 2 * toStride);
        (evenOfLarge + oddOfLarge).Store(to + 3 * toStride);
        (evenOfLarge - oddOfLarge).Store(to + 4 * toStride);
        infinity.Store(to + 5 * toStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OutputLine(float* from, nint fromStride, float* to0, float* to1, float* to2, float* to3)
    {
        const float a = SmallPoint, b = LargePoint;
        TLanes small = TLanes.Load(from + fromStride), smallMinus = TLanes.Load(from + 2 * fromStride);
        TLanes large = TLanes.Load(from + 3 * fromStride), largeMinus = TLanes.Load(from + 4 * fromStride);
        TLanes evenOfSmall = small + smallMinus, oddOfSmall = small - smallMinus;
        TLanes evenOfLarge = large + largeMinus, oddOfLarge = large - largeMinus;

        (TLanes.Load(from) + (evenOfSmall + evenOfLarge)).Store(to0);
        TLanes.MultiplyAdd(oddOfLarge, TLanes.All(b), TLanes.All(a) * oddOfSmall).Store(to1);
        TLanes.MultiplyAdd(evenOfLarge, TLanes.All(b * b), TLanes.All(a * a) * evenOfSmall).Store(to2);
        TLanes.MultiplyAdd(oddOfLarge, TLanes.All(b * b * b),
            TLanes.MultiplyAdd(oddOfSmall, TLanes.All(a * a * a), TLanes.Load(from + 5 * fromStride))).Store(to3);
    }
}
