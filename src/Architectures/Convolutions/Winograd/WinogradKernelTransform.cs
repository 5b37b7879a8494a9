using System.Runtime.CompilerServices;
using MomentsDnns.Architectures.Lanes;
using static MomentsDnns.Architectures.Convolutions.Winograd.WinogradMatrices;

namespace MomentsDnns.Architectures.Convolutions.Winograd;

/// <summary>
/// The transform of the weights, G g G^T of each pair of channels, straight into the panels of the products.
/// </summary>
internal static unsafe class WinogradKernelTransform<TLanes> where TLanes : unmanaged, IFloatLanes<TLanes>
{
    private const int Taps = 3, MaximumLanes = 16;

    // Row i of G is [1, p_i, p_i^2] times the i-th of these; the two points of a pair share theirs. Each is the sum of
    // two floats: the rounding of one would scale a whole plane of every layer by the same error.
    private static readonly (float High, float Low) s_zero = Split(Kernel()[0, 0]);
    private static readonly (float High, float Low) s_small = Split(Kernel()[1, 0]);
    private static readonly (float High, float Low) s_large = Split(Kernel()[3, 0]);

    /// <summary>Transforms some input channels to all output channels.</summary>
    /// <param name="weights"><c>[9, Cin, Cout]</c>, the tap (ky, kx) at 3*ky + kx.</param>
    /// <param name="inputs">Cin.</param>
    /// <param name="outputs">Cout.</param>
    /// <param name="first">The first input channel to transform.</param>
    /// <param name="end">The input channel after the last.</param>
    /// <param name="panels">
    /// Where to write: for each of the 36 planes, for each panel of <see cref="PanelProduct{TLanes}.PanelWidth"/>
    /// output channels, for each input channel, that panel's numbers; zeros beyond Cout.
    /// </param>
    /// <param name="planeStride">Numbers from one plane to the next.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transform(float* weights, int inputs, int outputs, int first, int end, float* panels,
        nint planeStride)
    {
        int lanes = TLanes.Count, width = PanelProduct<TLanes>.PanelWidth;
        float* half = stackalloc float[Inputs * Taps * MaximumLanes];
        float* edge = stackalloc float[Taps * Taps * MaximumLanes]; // the last channels, filled up with zeros
        nint tapStride = (nint)inputs * outputs;
        for (int column = 0; column < outputs; column += width)
        {
            for (int input = first; input < end; input++)
            {
                float* to = panels + ((nint)column / width * inputs + input) * width;
                for (int part = 0; part < width; part += lanes)
                {
                    int output = column + part;
                    float* from = weights + (nint)input * outputs + output;
                    if (output + lanes <= outputs)
                    {
                        Step(from, tapStride, half, to + part, planeStride);
                        continue;
                    }

                    for (int tap = 0; tap < Taps * Taps; tap++)
                    {
                        for (int i = 0; i < lanes; i++)
                            edge[tap * lanes + i] = output + i < outputs ? from[tap * tapStride + i] : 0;
                    }

                    Step(edge, lanes, half, to + part, planeStride);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(float* from, nint tapStride, float* half, float* to, nint planeStride)
    {
        int lanes = TLanes.Count;
        for (int x = 0; x < Taps; x++)
            Line(from + x * tapStride, Taps * tapStride, half + x * lanes, Taps * lanes);
        for (int y = 0; y < Inputs; y++)
            Line(half + y * Taps * lanes, lanes, to + y * Inputs * planeStride, planeStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Line(float* from, nint fromStride, float* to, nint toStride)
    {
        const float a = SmallPoint, b = LargePoint;
        TLanes g0 = TLanes.Load(from), g1 = TLanes.Load(from + fromStride), g2 = TLanes.Load(from + 2 * fromStride);
        TLanes evenOfSmall = Scale(TLanes.MultiplyAdd(g2, TLanes.All(a * a), g0), s_small);
        TLanes oddOfSmall = TLanes.All(a) * Scale(g1, s_small);
        TLanes evenOfLarge = Scale(TLanes.MultiplyAdd(g2, TLanes.All(b * b), g0), s_large);
        TLanes oddOfLarge = TLanes.All(b) * Scale(g1, s_large);

        Scale(g0, s_zero).Store(to);
        (evenOfSmall + oddOfSmall).Store(to + toStride);
        (evenOfSmall - oddOfSmall).Store(to + 2 * toStride);
        (evenOfLarge + oddOfLarge).Store(to + 3 * toStride);
        (evenOfLarge - oddOfLarge).Store(to + 4 * toStride);
        g2.Store(to + 5 * toStride);
    }

    private static (float High, float Low) Split(double value) => ((float)value, (float)(value - (float)value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Scale(TLanes value, (float High, float Low) factor) =>
        TLanes.MultiplyAdd(value, TLanes.All(factor.Low), TLanes.All(factor.High) * value);
}
