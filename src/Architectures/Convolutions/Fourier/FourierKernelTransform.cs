using System.Runtime.CompilerServices;
using MomentsDnns.Architectures.Lanes;

namespace MomentsDnns.Architectures.Convolutions.Fourier;

/// <summary>
/// The weights at a frequency, <c>U = sum over taps o of w[o] exp(2 pi i (j o_y / H + k o_x / W))</c>, o from the tap
/// that reads the pixel itself, straight into the panels of the products.
/// </summary>
/// <remarks>
/// Taps opposite to one another share their cosine, and their sines differ in sign: their sum and their difference are
/// taken once, and a frequency costs one multiply-add a tap.
/// </remarks>
internal static unsafe class FourierKernelTransform<TLanes> where TLanes : unmanaged, IFloatLanes<TLanes>
{
    /// <summary>
    /// Sums and differences of opposite taps for some input channels and all output channels.
    /// </summary>
    /// <param name="taps">Which are opposite.</param>
    /// <param name="weights"><c>[k*k, Cin, Cout]</c>.</param>
    /// <param name="inputs">Cin.</param>
    /// <param name="outputs">Cout.</param>
    /// <param name="first">The first input channel to take.</param>
    /// <param name="end">The input channel after the last.</param>
    /// <param name="halves">
    /// Where to write: for each panel of <see cref="PanelProduct{TLanes}.PanelWidth"/> output channels, for each input
    /// channel the centre, the first pair's sum, its difference, the second pair's sum and so on, each of the panel's
    /// width; zeros beyond Cout.
    /// </param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fold(FourierTaps taps, float* weights, int inputs, int outputs, int first, int end,
        float* halves)
    {
        int width = PanelProduct<TLanes>.PanelWidth;
        nint tapStride = (nint)inputs * outputs;
        for (int column = 0; column < outputs; column += width)
        {
            int present = Math.Min(width, outputs - column);
            for (int input = first; input < end; input++)
            {
                float* from = weights + (nint)input * outputs + column;
                float* to = halves + ((nint)column / width * inputs + input) * width * taps.Terms;
                FoldPair(from + taps.Centre * tapStride, null, to, null, present);
                foreach (FourierTapPair pair in taps.Pairs)
                {
                    to += width;
                    FoldPair(from + pair.Tap * tapStride, pair.Opposite is int tap ? from + tap * tapStride
                        : null, to, to + width, present);
                    to += width;
                }
            }
        }
    }

    /// <summary>
    /// The weights at two frequencies, of each three parts: real, imaginary less real, minus their sum. With these and
    /// the channels a + i b, three real products make a complex one: <c>t = (a + b) U0, real t + b U2, imaginary t + a
    /// U1</c>.
    /// </summary>
    /// <param name="halves">See <see cref="Fold"/>.</param>
    /// <param name="lines">Panels times input channels.</param>
    /// <param name="pairs">Pairs of opposite taps.</param>
    /// <param name="factors">
    /// Of each frequency: the centre's factor, then cosine and sine of each pair; the second frequency's after the
    /// first's.
    /// </param>
    /// <param name="panels">Where the six go, one after the other.</param>
    /// <param name="planeStride">Numbers from one of the six to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AtFrequencies(float* halves, nint lines, int pairs, float* factors, float* panels,
        nint planeStride)
    {
        int lanes = TLanes.Count, width = PanelProduct<TLanes>.PanelWidth;
        float* end = factors + 2 * pairs + 1;
        nint toOther = 2 * pairs + 1; // the other frequency's factors
        for (nint line = 0; line < lines; line++)
        {
            TLanes low = TLanes.Load(halves), high = TLanes.Load(halves + lanes);
            TLanes centre = TLanes.All(factors[0]), otherCentre = TLanes.All(factors[toOther]);
            TLanes real0 = centre * low, real1 = centre * high, other0 = otherCentre * low, other1 = otherCentre * high;
            TLanes imaginary0 = TLanes.All(0), imaginary1 = TLanes.All(0), otherImaginary0 = TLanes.All(0),
                otherImaginary1 = TLanes.All(0);
            halves += width;
            for (float* factor = factors + 1; factor < end; factor += 2)
            {
                low = TLanes.Load(halves);
                high = TLanes.Load(halves + lanes);
                TLanes cosine = TLanes.All(factor[0]);
                TLanes.Accumulate(ref real0, cosine, low);
                TLanes.Accumulate(ref real1, cosine, high);
                cosine = TLanes.All(factor[toOther]);
                TLanes.Accumulate(ref other0, cosine, low);
                TLanes.Accumulate(ref other1, cosine, high);

                low = TLanes.Load(halves + width);
                high = TLanes.Load(halves + width + lanes);
                TLanes sine = TLanes.All(factor[1]);
                TLanes.Accumulate(ref imaginary0, sine, low);
                TLanes.Accumulate(ref imaginary1, sine, high);
                sine = TLanes.All(factor[toOther + 1]);
                TLanes.Accumulate(ref otherImaginary0, sine, low);
                TLanes.Accumulate(ref otherImaginary1, sine, high);
                halves += 2 * width;
            }

            Store(real0, imaginary0, panels, planeStride);
            Store(real1, imaginary1, panels + lanes, planeStride);
            Store(other0, otherImaginary0, panels + 3 * planeStride, planeStride);
            Store(other1, otherImaginary1, panels + 3 * planeStride + lanes, planeStride);
            panels += width;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TLanes real, TLanes imaginary, float* to, nint planeStride)
    {
        real.Store(to);
        (imaginary - real).Store(to + planeStride);
        (TLanes.All(0) - real - imaginary).Store(to + 2 * planeStride);
    }

    // Without an opposite, sum and difference are the tap itself.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FoldPair(float* tap, float* opposite, float* sum, float* difference, int present)
    {
        int width = PanelProduct<TLanes>.PanelWidth;
        if (present == width)
        {
            for (int part = 0; part < width; part += TLanes.Count)
            {
                TLanes one = TLanes.Load(tap + part), other = opposite == null ? TLanes.All(0)
                    : TLanes.Load(opposite + part);
                (one + other).Store(sum + part);
                if (difference != null) (one - other).Store(difference + part);
            }

            return;
        }

        for (int i = 0; i < width; i++)
        {
            float one = i < present ? tap[i] : 0, other = i < present && opposite != null ? opposite[i] : 0;
            sum[i] = one + other;
            if (difference != null) difference[i] = one - other;
        }
    }
}
