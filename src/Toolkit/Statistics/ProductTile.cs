using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MomentsDnns.Statistics;

/// <summary>Sums of products of 6 columns by 2 vectors of columns, kept in registers over the rows.</summary>
internal static unsafe class ProductTile
{
    /// <summary>Columns on the one side.</summary>
    internal const int Height = 6;

    /// <summary>Columns on the other.</summary>
    internal static int Width =>
        2 * (Vector512.IsHardwareAccelerated ? Vector512<double>.Count : Vector<double>.Count);

    /// <summary>Adds the sums over <paramref name="count"/> rows to a tile of 6 rows.</summary>
    /// <param name="tall">Row after row of <see cref="Height"/> values.</param>
    /// <param name="wide">Row after row of <see cref="Width"/> values.</param>
    /// <param name="count">Rows.</param>
    /// <param name="tile">The sums, <see cref="Height"/> rows of <see cref="Width"/>.</param>
    internal static void Add(double* tall, double* wide, int count, double* tile)
    {
        if (Vector512.IsHardwareAccelerated) Add512(tall, wide, count, tile);
        else AddVectors(tall, wide, count, tile);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddVectors(double* tall, double* wide, int count, double* tile)
    {
        Vector<double> a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default;
        Vector<double> b0 = default, b1 = default, b2 = default, b3 = default, b4 = default, b5 = default;
        for (int r = 0; r < count; r++, tall += Height, wide += 2 * Vector<double>.Count)
        {
            Vector<double> low = Vector.Load(wide), high = Vector.Load(wide + Vector<double>.Count), x = new(tall[0]);
            a0 = Vector.MultiplyAddEstimate(x, low, a0);
            b0 = Vector.MultiplyAddEstimate(x, high, b0);
            x = new(tall[1]);
            a1 = Vector.MultiplyAddEstimate(x, low, a1);
            b1 = Vector.MultiplyAddEstimate(x, high, b1);
            x = new(tall[2]);
            a2 = Vector.MultiplyAddEstimate(x, low, a2);
            b2 = Vector.MultiplyAddEstimate(x, high, b2);
            x = new(tall[3]);
            a3 = Vector.MultiplyAddEstimate(x, low, a3);
            b3 = Vector.MultiplyAddEstimate(x, high, b3);
            x = new(tall[4]);
            a4 = Vector.MultiplyAddEstimate(x, low, a4);
            b4 = Vector.MultiplyAddEstimate(x, high, b4);
            x = new(tall[5]);
            a5 = Vector.MultiplyAddEstimate(x, low, a5);
            b5 = Vector.MultiplyAddEstimate(x, high, b5);
        }

        Keep(tile, a0, b0);
        Keep(tile + (2 * Vector<double>.Count), a1, b1);
        Keep(tile + (4 * Vector<double>.Count), a2, b2);
        Keep(tile + (6 * Vector<double>.Count), a3, b3);
        Keep(tile + (8 * Vector<double>.Count), a4, b4);
        Keep(tile + (10 * Vector<double>.Count), a5, b5);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Keep(double* to, Vector<double> low, Vector<double> high)
    {
        (Vector.Load(to) + low).Store(to);
        (Vector.Load(to + Vector<double>.Count) + high).Store(to + Vector<double>.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add512(double* tall, double* wide, int count, double* tile)
    {
        Vector512<double> a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default;
        Vector512<double> b0 = default, b1 = default, b2 = default, b3 = default, b4 = default, b5 = default;
        for (int r = 0; r < count; r++, tall += Height, wide += 2 * Vector512<double>.Count)
        {
            Vector512<double> low = Vector512.Load(wide), high = Vector512.Load(wide + Vector512<double>.Count),
                x = Vector512.Create(tall[0]);
            a0 = Vector512.MultiplyAddEstimate(x, low, a0);
            b0 = Vector512.MultiplyAddEstimate(x, high, b0);
            x = Vector512.Create(tall[1]);
            a1 = Vector512.MultiplyAddEstimate(x, low, a1);
            b1 = Vector512.MultiplyAddEstimate(x, high, b1);
            x = Vector512.Create(tall[2]);
            a2 = Vector512.MultiplyAddEstimate(x, low, a2);
            b2 = Vector512.MultiplyAddEstimate(x, high, b2);
            x = Vector512.Create(tall[3]);
            a3 = Vector512.MultiplyAddEstimate(x, low, a3);
            b3 = Vector512.MultiplyAddEstimate(x, high, b3);
            x = Vector512.Create(tall[4]);
            a4 = Vector512.MultiplyAddEstimate(x, low, a4);
            b4 = Vector512.MultiplyAddEstimate(x, high, b4);
            x = Vector512.Create(tall[5]);
            a5 = Vector512.MultiplyAddEstimate(x, low, a5);
            b5 = Vector512.MultiplyAddEstimate(x, high, b5);
        }

        Keep(tile, a0, b0);
        Keep(tile + (2 * Vector512<double>.Count), a1, b1);
        Keep(tile + (4 * Vector512<double>.Count), a2, b2);
        Keep(tile + (6 * Vector512<double>.Count), a3, b3);
        Keep(tile + (8 * Vector512<double>.Count), a4, b4);
        Keep(tile + (10 * Vector512<double>.Count), a5, b5);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Keep(double* to, Vector512<double> low, Vector512<double> high)
    {
        (Vector512.Load(to) + low).Store(to);
        (Vector512.Load(to + Vector512<double>.Count) + high).Store(to + Vector512<double>.Count);
    }
}
