using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using MomentsDnns.Architectures.Lanes;

namespace MomentsDnns.Architectures.Convolutions;

/// <summary>
/// A matrix product whose right factor lies in panels: columns in groups of two vectors, so that the innermost loop
/// reads it in one sweep. <c>P[r, j] = sum over k of A[r, k] B[k, j]</c>.
/// </summary>
/// <remarks>
/// Every element is a chain of multiply-adds in the order of k, each rounded once, begun anew and added up after each
/// <see cref="DepthAtOnce"/> values: its bits depend on nothing but its row and column, so neither on the lanes nor on
/// how rows are shared among threads.
/// </remarks>
internal static unsafe class PanelProduct<TLanes> where TLanes : unmanaged, IFloatLanes<TLanes>
{
    /// <summary>
    /// Rows taken together: 6 rows by 2 vectors fill the 16 registers of AVX2, with room for their factors.
    /// </summary>
    public const int RowsAtOnce = 6;

    // A panel's slice of this depth stays in the first-level cache (8 KB at 8 lanes) while every group of rows reads
    // it. One chain over 512 channels has twice the rounding error of four chains over 128.
    private const int DepthAtOnce = 128;

    private const int DepthPerStep = 4; // the inner loop, unrolled

    /// <summary>Columns in a panel.</summary>
    public static int PanelWidth => 2 * TLanes.Count;

    /// <summary>Multiplies.</summary>
    /// <param name="left">A, row by row.</param>
    /// <param name="leftStride">Numbers from one row of A to the next.</param>
    /// <param name="rows">Rows, a multiple of <see cref="RowsAtOnce"/>.</param>
    /// <param name="panels">B: for each panel, for each k, the panel's columns.</param>
    /// <param name="panelCount">Panels.</param>
    /// <param name="depth">Values of k, 1 or more.</param>
    /// <param name="products">P, row by row.</param>
    /// <param name="productStride">Numbers from one row of P to the next.</param>
    /// <param name="adds">Whether the products are added to what stands in P.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(float* left, nint leftStride, int rows, float* panels, int panelCount, int depth,
        float* products, nint productStride, bool adds = false)
    {
        for (int panel = 0; panel < panelCount; panel++)
        {
            for (int first = 0; first < depth; first += DepthAtOnce)
            {
                int slice = Math.Min(DepthAtOnce, depth - first);
                MultiplySlice(left + first, leftStride, rows, panels + ((nint)panel * depth + first) * PanelWidth,
                    slice,
                    products + (nint)panel * PanelWidth, productStride, adds || first > 0);
            }
        }
    }

    // Left and right are those of one slice of the depth, the products those of one panel.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplySlice(float* left, nint leftStride, int rows, float* panel, int depth, float* products,
        nint productStride, bool adds)
    {
        // What comes next, the panel's next slice or the next panel, is fetched bit by bit while this one is
        // multiplied.
        float* ahead = panel + (nint)depth * PanelWidth;
        nint aheadPerStep = (nint)DepthPerStep * PanelWidth * RowsAtOnce / rows;
        for (int row = 0; row < rows; row += RowsAtOnce)
        {
            float* a0 = left + row * leftStride, a1 = a0 + leftStride, a2 = a1 + leftStride;
            float* a3 = a2 + leftStride, a4 = a3 + leftStride, a5 = a4 + leftStride;
            float* columns = panel;
            LanePair<TLanes> row0 = default, row1 = default, row2 = default, row3 = default, row4 = default,
                row5 = default;
            nint k = 0;
            for (; k <= depth - DepthPerStep; k += DepthPerStep)
            {
                if (Sse.IsSupported) Sse.Prefetch0(ahead);
                ahead += aheadPerStep;
                Multiply(k, 0);
                Multiply(k, 1);
                Multiply(k, 2);
                Multiply(k, 3);
                columns += DepthPerStep * PanelWidth;
            }

            for (; k < depth; k++)
            {
                Multiply(k, 0);
                columns += PanelWidth;
            }

            float* to = products + row * productStride;
            row0.Store(to, adds);
            row1.Store(to + productStride, adds);
            row2.Store(to + 2 * productStride, adds);
            row3.Store(to + 3 * productStride, adds);
            row4.Store(to + 4 * productStride, adds);
            row5.Store(to + 5 * productStride, adds);

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            void Multiply(nint start, int offset)
            {
                TLanes low = TLanes.Load(columns + offset * PanelWidth);
                TLanes high = TLanes.Load(columns + offset * PanelWidth + TLanes.Count);
                row0.Accumulate(a0[start + offset], low, high);
                row1.Accumulate(a1[start + offset], low, high);
                row2.Accumulate(a2[start + offset], low, high);
                row3.Accumulate(a3[start + offset], low, high);
                row4.Accumulate(a4[start + offset], low, high);
                row5.Accumulate(a5[start + offset], low, high);
            }
        }
    }
}
