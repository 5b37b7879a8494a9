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

    /// <summary>BT d B of each channel.</summary>
    /// <param name="inputs">36 pointers, row by row, each to the channels of one pixel.</param>
    /// <param name="output">Where the first plane's channels of this tile go.</param>
    /// <param name="planeStride">Numbers from one of the 36 planes to the next.</param>
    /// <param name="channels">Channels, no fewer than the lanes.</param>
    [SkipLocalsInit]
    public static void Input(float** inputs, float* output, nint planeStride, int channels)
    {
        float* half = stackalloc float[Planes * MaximumLanes];
        int lanes = TLanes.Count;
        for (int c = 0; ; c = Math.Min(c + lanes, channels - lanes))
        {
            for (int x = 0; x < Inputs; x++)
            {
                InputLine(inputs[x] + c, inputs[Inputs + x] + c, inputs[2 * Inputs + x] + c, inputs[3 * Inputs + x] + c,
                    inputs[4 * Inputs + x] + c, inputs[5 * Inputs + x] + c, half + x * lanes, Inputs * lanes);
            }

            for (int y = 0; y < Inputs; y++)
            {
                float* line = half + y * Inputs * lanes;
                InputLine(line, line + lanes, line + 2 * lanes, line + 3 * lanes, line + 4 * lanes, line + 5 * lanes,
                    output + y * Inputs * planeStride + c, planeStride);
            }

            if (c + lanes >= channels) return;
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
        float* half = stackalloc float[Outputs * Inputs * MaximumLanes];
        float* discarded = stackalloc float[MaximumLanes];
        int lanes = TLanes.Count;
        for (int c = 0; ; c = Math.Min(c + lanes, channels - lanes))
        {
            for (int x = 0; x < Inputs; x++)
            {
                float* to = half + x * lanes;
                OutputLine(products + x * planeStride + c, Inputs * planeStride,
                    to, to + Inputs * lanes, to + 2 * Inputs * lanes, to + 3 * Inputs * lanes);
            }

            for (int y = 0; y < Outputs; y++)
            {
                float** to = outputs + y * Outputs;
                OutputLine(half + y * Inputs * lanes, lanes,
                    to[0] == null ? discarded : to[0] + c, to[1] == null ? discarded : to[1] + c,
                    to[2] == null ? discarded : to[2] + c, to[3] == null ? discarded : to[3] + c);
            }

            if (c + lanes >= channels) return;
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
