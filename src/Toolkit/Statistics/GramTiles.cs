using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using MomentsDnns.Architectures.Lanes;
using MomentsDnns.Architectures.Numerics;

namespace MomentsDnns.Statistics;

/// <summary>
/// The products of the channels of some rows, <c>G[i, j] = sum over r of x[r, i] x[r, j]</c>, in tiles of 6 x 2
/// vectors: those that reach the diagonal or what lies above it.
/// </summary>
/// <remarks>
/// A tile stands in memory by itself, the tiles of a column of tiles one below the other, columns from left to right:
/// the order in which they are made.
/// </remarks>
internal static unsafe class GramTiles<TLanes> where TLanes : unmanaged, IFloatLanes<TLanes>
{
    /// <summary>Channels i of a tile.</summary>
    public const int Height = 6;

    private const int MostWidth = 32;

    /// <summary>Channels j of a tile.</summary>
    public static int Width => 2 * TLanes.Count;

    /// <summary>Tiles for so many channels.</summary>
    public static int Count(int channels)
    {
        int count = 0;
        for (int left = 0; left < channels; left += Width) count += TilesInColumn(left, channels);
        return count;
    }

    /// <summary>Adds the products of rows to tiles.</summary>
    /// <param name="rows">
    /// The rows, each of them readable up to <see cref="Width"/> - 1 numbers beyond its channels.
    /// </param>
    /// <param name="stride">Numbers from one row to the next.</param>
    /// <param name="count">Rows; one chain of roundings, so not too many.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="tiles">Where to add.</param>
    /// <param name="adds">Whether to add to the tiles or to overwrite them.</param>
    /// <param name="ahead">What will be read next, to be fetched into the cache on the way.</param>
    /// <param name="aheadLength">Numbers there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(float* rows, nint stride, int count, int channels, float* tiles, bool adds, float* ahead,
        nint aheadLength)
    {
        const int line = 16;
        float* end = ahead + aheadLength;
        nint perTile = Chunks.Count((int)aheadLength, Count(channels));
        for (int left = 0; left < channels; left += Width)
        {
            for (int tile = 0; tile < TilesInColumn(left, channels); tile++)
            {
                for (float* stop = ahead + perTile; Sse.IsSupported && ahead < stop && ahead < end; ahead += line)
                    Sse.Prefetch1(ahead);
                AddTile(rows + tile * Height, rows + left, stride, count, tiles, adds);
                tiles += Height * Width;
            }
        }
    }

    /// <summary>
    /// Writes the sums of several sets of tiles, of one column of tiles, as rows and columns of a matrix.
    /// </summary>
    /// <param name="tiles">The first set.</param>
    /// <param name="sets">Sets, one after the other, added in this order.</param>
    /// <param name="channels">The matrix's rows and columns.</param>
    /// <param name="column">The number of the column of tiles, <see cref="Width"/> channels each.</param>
    /// <param name="gram">The matrix, row by row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WriteColumn(float* tiles, int sets, int channels, int column, double* gram)
    {
        int left = column * Width, right = Math.Min(left + Width, channels), size = Height * Width;
        nint setLength = (nint)Count(channels) * size;
        double* sums = stackalloc double[Height * MostWidth];
        tiles += Count(left) * size;
        for (int top = 0; top < right; top += Height, tiles += size)
        {
            for (int n = 0; n < size; n++) sums[n] = 0;
            for (int set = 0; set < sets; set++) AddTo(sums, tiles + set * setLength, size);

            // Column by column the matrix's lines lie a power of two apart: six of a line at once are written there.
            int bottom = Math.Min(top + Height, right);
            for (int i = top; i < bottom; i++)
            {
                for (int j = Math.Max(i, left); j < right; j++)
                    gram[i * channels + j] = sums[(i - top) * Width + j - left];
            }

            for (int j = left; j < right; j++)
            {
                for (int i = top; i < Math.Min(bottom, j); i++)
                    gram[j * channels + i] = sums[(i - top) * Width + j - left];
            }
        }
    }

    private static void AddTo(double* sums, float* tile, int size)
    {
        int n = 0;
        for (; n <= size - VectorPair.Count; n += VectorPair.Count)
        {
            VectorPair.Load(sums + n, out Vector<double> low, out Vector<double> high);
            VectorPair.Load(tile + n, out Vector<double> moreLow, out Vector<double> moreHigh);
            VectorPair.Store(sums + n, low + moreLow, high + moreHigh);
        }

        for (; n < size; n++) sums[n] += tile[n];
    }

    private static int TilesInColumn(int left, int channels) =>
        (Math.Min(left + Width, channels) + Height - 1) / Height;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTile(float* tall, float* wide, nint stride, int count, float* tile, bool adds)
    {
        LanePair<TLanes> row0 = default, row1 = default, row2 = default, row3 = default, row4 = default, row5 = default;
        int r = 0;
        for (; r <= count - 4; r += 4)
        {
            Step(0);
            Step(stride);
            Step(2 * stride);
            Step(3 * stride);
            tall += 4 * stride;
            wide += 4 * stride;
        }

        for (; r < count; r++)
        {
            Step(0);
            tall += stride;
            wide += stride;
        }

        row0.Store(tile, adds);
        row1.Store(tile + Width, adds);
        row2.Store(tile + 2 * Width, adds);
        row3.Store(tile + 3 * Width, adds);
        row4.Store(tile + 4 * Width, adds);
        row5.Store(tile + 5 * Width, adds);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void Step(nint offset)
        {
            TLanes low = TLanes.Load(wide + offset), high = TLanes.Load(wide + offset + TLanes.Count);
            row0.Accumulate(tall[offset], low, high);
            row1.Accumulate(tall[offset + 1], low, high);
            row2.Accumulate(tall[offset + 2], low, high);
            row3.Accumulate(tall[offset + 3], low, high);
            row4.Accumulate(tall[offset + 4], low, high);
            row5.Accumulate(tall[offset + 5], low, high);
        }
    }
}
