using System.Buffers;
using System.Numerics;
using MomentsDnns.Architectures.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Statistics;

/// <summary>
/// 1 - E cos(x, x') over pairs of distinct points x, x' (channel vectors of images and positions): 0 where all points
/// lie on one semi-line from the origin. With u = x / |x| and its mean over R points, E cos = (R |E u|^2 - 1) / (R -
/// 1).
/// </summary>
public static unsafe class DirectionSpread
{
    private const int ChunkValues = 1 << 18;

    /// <summary>Takes the spread; accurate to about 1e-15, absolutely.</summary>
    /// <param name="rows">
    /// <c>[R, C]</c>, as for <see cref="ChannelMoments.Of(Tensor)"/>; rows that are 0 have no direction and are left
    /// out.
    /// </param>
    /// <returns>The spread, or null where fewer than two rows have a direction, or a value is not finite.</returns>
    /// <exception cref="ArgumentException">
    /// The tensor is not <c>[R, C]</c> with R, C at least 1, or not of 32- or 64-bit floats.
    /// </exception>
    public static double? Of(Tensor rows)
    {
        RowAccess.Require(rows);
        if (!RowAccess.IsInMemory(rows)) return ByTorch(rows);
        fixed (byte* values = rows.bytes)
        {
            return rows.dtype == ScalarType.Float32
                ? Of((float*)values, (int)rows.shape[0], (int)rows.shape[1])
                : Of((double*)values, (int)rows.shape[0], (int)rows.shape[1]);
        }
    }

    /// <summary>The same by torch: for tensors on a device, and to check the fast path.</summary>
    internal static double? ByTorch(Tensor rows)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = rows.to_type(ScalarType.Float64), lengths = x.mul(x).sum(1, keepdim: true).sqrt();
        Tensor directions = x.div(lengths).index_select(0, lengths.flatten().nonzero().flatten());
        if (directions.shape[0] < 2) return null;
        Tensor mean = directions.mean([0]);
        return FromSquare(mean.mul(mean).sum().item<double>(), directions.shape[0]);
    }

    private static double? Of<T>(T* values, int rows, int channels) where T : unmanaged, INumberBase<T>
    {
        int chunkRows = Math.Max(1, ChunkValues / channels), chunks = Chunks.Count(rows, chunkRows);
        double[] sums = ArrayPool<double>.Shared.Rent(chunks * channels);
        long[] counts = new long[chunks];
        Array.Clear(sums, 0, chunks * channels);
        nint address = (nint)values; // a lambda may not hold a pointer
        Chunks.Run(rows, chunkRows, (chunk, from, to) =>
        {
            fixed (double* sum = &sums[chunk * channels])
            {
                long directed = 0; // the counts of all chunks share a cache line: not to be written for every row
                for (int r = from; r < to; r++)
                {
                    if (AddDirection((T*)address + ((nint)r * channels), channels, sum)) directed++;
                }

                counts[chunk] = directed;
            }
        });

        double square = 0;
        long count = counts.Sum();
        for (int c = 0; c < channels; c++)
        {
            double sum = 0;
            for (int chunk = 0; chunk < chunks; chunk++) sum += sums[(chunk * channels) + c];
            square += sum / count * (sum / count);
        }

        ArrayPool<double>.Shared.Return(sums);
        return count < 2 ? null : FromSquare(square, count);
    }

    private static bool AddDirection<T>(T* row, int channels, double* sum) where T : unmanaged, INumberBase<T>
    {
        int whole = channels - (channels % VectorPair.Count);
        Vector<double> low = default, high = default;
        for (int c = 0; c < whole; c += VectorPair.Count)
        {
            VectorPair.Load(row + c, out Vector<double> x, out Vector<double> y);
            low += x * x;
            high += y * y;
        }

        double square = Vector.Sum(low) + Vector.Sum(high);
        for (int c = whole; c < channels; c++) square += double.CreateChecked(row[c]) * double.CreateChecked(row[c]);
        if (square == 0) return false;
        double scale = 1 / Math.Sqrt(square);
        for (int c = 0; c < whole; c += VectorPair.Count)
        {
            VectorPair.Load(row + c, out Vector<double> x, out Vector<double> y);
            VectorPair.Load(sum + c, out Vector<double> sumLow, out Vector<double> sumHigh);
            VectorPair.Store(sum + c, sumLow + (x * scale), sumHigh + (y * scale));
        }

        for (int c = whole; c < channels; c++) sum[c] += double.CreateChecked(row[c]) * scale;
        return true;
    }

    private static double? FromSquare(double square, long count) =>
        double.IsFinite(square) ? Math.Max(0, (1 - square) * count / (count - 1)) : null;
}
