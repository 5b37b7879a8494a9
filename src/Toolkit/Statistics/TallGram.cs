using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MomentsDnns.Architectures.Numerics;
using static TorchSharp.torch;

namespace MomentsDnns.Statistics;

/// <summary>
/// The products of the columns of 64-bit rows, <c>G[i, j] = sum over r of v[r, i] v[r, j]</c>, the upper triangle in
/// tiles of 6 x 2 vectors.
/// </summary>
/// <remarks>
/// The split depends on the rows alone and every element's order is fixed: the same bits for any number of threads
/// and any vector width.
/// </remarks>
internal static unsafe class TallGram
{
    private const int Height = 6, RowsPerSlice = 128, RowsPerSegment = 8 * RowsPerSlice;

    private static int Width => 2 * (Vector512.IsHardwareAccelerated ? Vector512<double>.Count : Vector<double>.Count);

    /// <summary>Writes the products of contiguous 64-bit rows <c>[R, n]</c> in this process's memory into n*n
    /// values.</summary>
    internal static void Fill(Tensor rows, Span<double> gram)
    {
        int count = (int)rows.shape[0], size = (int)rows.shape[1];
        int panels = Chunks.Count(size, Width), stride = (panels * Width) + Width; // no power of two
        int segments = Chunks.Count(count, RowsPerSegment), workers = Chunks.Workers(segments);
        int tilesLength = Enumerable.Range(0, panels).Sum(panel => Tiles(panel, size)) * Height * Width;
        using Tensor tiles = zeros((long)segments * tilesLength, ScalarType.Float64);
        using Tensor slices = zeros((long)workers * RowsPerSlice * stride, ScalarType.Float64);
        nint source = (nint)TensorMemory.Pointer<double>(rows), sums = (nint)TensorMemory.Pointer<double>(tiles);
        nint slice = (nint)TensorMemory.Pointer<double>(slices);
        Chunks.Share(segments, (worker, segment) =>
        {
            double* here = (double*)slice + ((nint)worker * RowsPerSlice * stride);
            int end = Math.Min(count, (segment + 1) * RowsPerSegment);
            for (int first = segment * RowsPerSegment; first < end; first += RowsPerSlice)
            {
                int length = Math.Min(RowsPerSlice, end - first);
                for (int r = 0; r < length; r++)
                {
                    new ReadOnlySpan<double>((double*)source + ((nint)(first + r) * size), size)
                        .CopyTo(new Span<double>(here + (r * stride), size));
                }

                AddSlice(here, stride, length, size, (double*)sums + ((nint)segment * tilesLength));
            }
        });
        GC.KeepAlive(rows); // its memory was read by address
        Write((double*)sums, segments, tilesLength, size, gram);
    }

    /// <summary>Tiles of a panel of columns that reach the diagonal or lie above it.</summary>
    private static int Tiles(int panel, int size) => Chunks.Count(Math.Min((panel + 1) * Width, size), Height);

    private static void AddSlice(double* slice, int stride, int count, int size, double* tiles)
    {
        for (int left = 0, panel = 0; left < size; left += Width, panel++)
        {
            for (int tile = 0; tile < Tiles(panel, size); tile++, tiles += Height * Width)
            {
                double* tall = slice + (tile * Height), wide = slice + left;
                if (Vector512.IsHardwareAccelerated) AddTile512(tall, wide, stride, count, tiles);
                else AddTile(tall, wide, stride, count, tiles);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTile(double* tall, double* wide, int stride, int count, double* tile)
    {
        Vector<double> a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default;
        Vector<double> b0 = default, b1 = default, b2 = default, b3 = default, b4 = default, b5 = default;
        for (int r = 0; r < count; r++, tall += stride, wide += stride)
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

        Add(tile, a0, b0);
        Add(tile + (2 * Vector<double>.Count), a1, b1);
        Add(tile + (4 * Vector<double>.Count), a2, b2);
        Add(tile + (6 * Vector<double>.Count), a3, b3);
        Add(tile + (8 * Vector<double>.Count), a4, b4);
        Add(tile + (10 * Vector<double>.Count), a5, b5);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(double* to, Vector<double> low, Vector<double> high)
    {
        (Vector.Load(to) + low).Store(to);
        (Vector.Load(to + Vector<double>.Count) + high).Store(to + Vector<double>.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTile512(double* tall, double* wide, int stride, int count, double* tile)
    {
        Vector512<double> a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default;
        Vector512<double> b0 = default, b1 = default, b2 = default, b3 = default, b4 = default, b5 = default;
        for (int r = 0; r < count; r++, tall += stride, wide += stride)
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

        Add(tile, a0, b0);
        Add(tile + (2 * Vector512<double>.Count), a1, b1);
        Add(tile + (4 * Vector512<double>.Count), a2, b2);
        Add(tile + (6 * Vector512<double>.Count), a3, b3);
        Add(tile + (8 * Vector512<double>.Count), a4, b4);
        Add(tile + (10 * Vector512<double>.Count), a5, b5);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(double* to, Vector512<double> low, Vector512<double> high)
    {
        (Vector512.Load(to) + low).Store(to);
        (Vector512.Load(to + Vector512<double>.Count) + high).Store(to + Vector512<double>.Count);
    }

    private static void Write(double* tiles, int segments, int tilesLength, int size, Span<double> gram)
    {
        for (int left = 0, panel = 0; left < size; left += Width, panel++)
        {
            int right = Math.Min(left + Width, size);
            for (int tile = 0; tile < Tiles(panel, size); tile++, tiles += Height * Width)
            {
                for (int i = tile * Height; i < Math.Min((tile + 1) * Height, right); i++)
                {
                    for (int j = Math.Max(i, left); j < right; j++)
                    {
                        double sum = 0;
                        double* value = tiles + (((i - (tile * Height)) * Width) + j - left);
                        for (int segment = 0; segment < segments; segment++, value += tilesLength) sum += *value;
                        gram[(i * size) + j] = gram[(j * size) + i] = sum;
                    }
                }
            }
        }
    }
}
