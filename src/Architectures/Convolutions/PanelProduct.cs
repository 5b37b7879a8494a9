using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using MomentsDnns.Architectures.Lanes;

namespace MomentsDnns.Architectures.Convolutions;

/// <summary>
/// A matrix product whose right factor lies in panels: columns in groups of two vectors, so that the innermost loop reads
/// it in one sweep. <c>P[r, j] = sum over k of A[r, k] B[k, j]</c>.
/// </summary>
/// <remarks>
/// Every element is a chain of multiply-adds in the order of k, each rounded once, begun anew and added up after each
/// <see cref="DepthAtOnce"/> values: its bits depend on nothing but its row and column, so neither on the lanes nor on how
/// rows are shared among threads.
/// </remarks>
internal static unsafe class PanelProduct<TLanes> where TLanes : unmanaged, IFloatLanes<TLanes>
{
    /// <summary>Rows taken together: 6 rows by 2 vectors fill the 16 registers of AVX2, with room for their factors.</summary>
    public const int RowsAtOnce = 6;

    // A panel's slice of this depth stays in the first-level cache (8 KB at 8 lanes) while every group of rows reads it. One
    // chain over 512 channels has twice the rounding error of four chains over 128.
    private const int DepthAtOnce = 128;

    private const int NumbersPerLine = 16; // of the cache

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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(float* left, nint leftStride, int rows, float* panels, int panelCount, int depth,
        float* products, nint productStride)
    {
        for (int panel = 0; panel < panelCount; panel++)
        {
            for (int first = 0; first < depth; first += DepthAtOnce)
            {
                int slice = Math.Min(DepthAtOnce, depth - first);
                float* columns = panels + ((nint)panel * depth + first) * PanelWidth;
                float* ahead = columns + (nint)slice * PanelWidth; // the slice that comes next, also in the next panel
                nint aheadPerGroup = ((nint)slice * PanelWidth / NumbersPerLine * RowsAtOnce / rows + 1) * NumbersPerLine;
                for (int row = 0; row < rows; row += RowsAtOnce)
                {
                    Prefetch(ahead, aheadPerGroup);
                    ahead += aheadPerGroup;
                    MultiplyRows(left + row * leftStride + first, leftStride, columns, slice,
                        products + row * productStride + (nint)panel * PanelWidth, productStride, adds: first > 0);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(float* from, nint count)
    {
        if (!Sse.IsSupported) return;
        for (nint i = 0; i < count; i += NumbersPerLine) Sse.Prefetch0(from + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyRows(float* left, nint leftStride, float* columns, int depth, float* products,
        nint productStride, bool adds)
    {
        float* a0 = left, a1 = a0 + leftStride, a2 = a1 + leftStride;
        float* a3 = a2 + leftStride, a4 = a3 + leftStride, a5 = a4 + leftStride;
        LanePair<TLanes> row0 = default, row1 = default, row2 = default, row3 = default, row4 = default, row5 = default;
        nint k = 0;
        for (; k <= depth - 4; k += 4)
        {
            Step(k, 0);
            Step(k, 1);
            Step(k, 2);
            Step(k, 3);
            columns += 4 * PanelWidth;
        }

        for (; k < depth; k++)
        {
            Step(k, 0);
            columns += PanelWidth;
        }

        row0.Store(products, adds);
        row1.Store(products + productStride, adds);
        row2.Store(products + 2 * productStride, adds);
        row3.Store(products + 3 * productStride, adds);
        row4.Store(products + 4 * productStride, adds);
        row5.Store(products + 5 * productStride, adds);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void Step(nint start, int offset)
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
