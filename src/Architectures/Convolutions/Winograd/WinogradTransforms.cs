using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using MomentsDnns.Architectures.Lanes;
using static MomentsDnns.Architectures.Convolutions.Winograd.WinogradMatrices;

namespace MomentsDnns.Architectures.Convolutions.Winograd;

/// <summary>
/// The input and output transforms of one tile, all channels, written out for the pairs of points +-a, +-b: the two
/// rows of a pair share their even and odd halves.
/// </summary>
internal static unsafe class WinogradTransforms<TLanes> where TLanes : unmanaged, IFloatLanes<TLanes>
{
    private const int MaximumLanes = 16;

    /// <summary>BT d B of each channel.</summary>
    /// <param name="inputs">36 pointers, row by row, each to the channels of one pixel.</param>
    /// <param name="output">Where the first plane's channels of this tile go.</param>
    /// <param name="planeStride">Numbers from one of the 36 planes to the next.</param>
    /// <param name="channels">
    /// Channels, no fewer than the lanes; a last step reaches back into the one before it.
    /// </param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Input(float** inputs, float* output, nint planeStride, int channels)
    {
        float* half = stackalloc float[Planes * MaximumLanes];
        for (int channel = 0; ; channel = Math.Min(channel + TLanes.Count, channels - TLanes.Count))
        {
            InputStep(inputs, channel, half, output + channel, planeStride);
            if (channel + TLanes.Count >= channels) return;
        }
    }

    /// <summary>AT m A of each channel.</summary>
    /// <param name="products">
    /// The first plane's channels of this tile, readable up to the next whole vector beyond
    /// <paramref name="channels"/>.
    /// </param>
    /// <param name="planeStride">Numbers from one of the 36 planes to the next.</param>
    /// <param name="outputs">
    /// 16 pointers, row by row, each to the channels of one pixel; null where it is thrown away.
    /// </param>
    /// <param name="channels">Channels, any number.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Output(float* products, nint planeStride, float** outputs, int channels)
    {
        float* half = stackalloc float[Outputs * Inputs * MaximumLanes];
        float* edge = stackalloc float[Outputs * Outputs * MaximumLanes];
        float** targets = stackalloc float*[Outputs * Outputs];
        int whole = channels / TLanes.Count * TLanes.Count, rest = channels - whole;
        for (int channel = 0; channel < whole; channel += TLanes.Count)
        {
            for (int p = 0; p < Outputs * Outputs; p++)
                targets[p] = outputs[p] == null ? edge : outputs[p] + channel;
            OutputStep(products + channel, planeStride, half, targets);
        }

        if (rest == 0) return;
        for (int p = 0; p < Outputs * Outputs; p++) targets[p] = edge + p * TLanes.Count;
        OutputStep(products + whole, planeStride, half, targets);
        for (int p = 0; p < Outputs * Outputs; p++)
        {
            for (int i = 0; outputs[p] != null && i < rest; i++) outputs[p][whole + i] = targets[p][i];
        }
    }

    // Planes and pixels are too many streams for the processor to foresee: it is told what it will read or write two
    // cache lines further on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fetch(float* at)
    {
        const int ahead = 32;
        if (Sse.IsSupported) Sse.Prefetch0(at + ahead);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InputStep(float** inputs, int channel, float* half, float* to, nint planeStride)
    {
        int lanes = TLanes.Count;
        for (int x = 0; x < Inputs; x++)
        {
            float** column = inputs + x;
            for (int y = 0; y < Inputs; y++) Fetch(column[y * Inputs] + channel);
            InputLine(column[0] + channel, column[Inputs] + channel, column[2 * Inputs] + channel,
                column[3 * Inputs] + channel, column[4 * Inputs] + channel, column[5 * Inputs] + channel,
                half + x * lanes, Inputs * lanes);
        }

        for (int y = 0; y < Inputs; y++)
        {
            float* line = half + y * Inputs * lanes;
            for (int x = 0; x < Inputs; x++) Fetch(to + (y * Inputs + x) * planeStride);
            InputLine(line, line + lanes, line + 2 * lanes, line + 3 * lanes, line + 4 * lanes, line + 5 * lanes,
                to + y * Inputs * planeStride, planeStride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OutputStep(float* from, nint planeStride, float* half, float** targets)
    {
        int lanes = TLanes.Count;
        for (int x = 0; x < Inputs; x++)
        {
            float* to = half + x * lanes;
            for (int y = 0; y < Inputs; y++) Fetch(from + (y * Inputs + x) * planeStride);
            OutputLine(from + x * planeStride, Inputs * planeStride,
                to, to + Inputs * lanes, to + 2 * Inputs * lanes, to + 3 * Inputs * lanes);
        }

        for (int y = 0; y < Outputs; y++)
        {
            float** to = targets + y * Outputs;
            OutputLine(half + y * Inputs * lanes, lanes, to[0], to[1], to[2], to[3]);
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
