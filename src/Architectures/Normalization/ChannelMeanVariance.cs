using System.Buffers;
using System.Numerics;
using MomentsDnns.Architectures.Numerics;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Normalization;

/// <summary>Mean and population variance of each channel in one read: E y_c and E (y_c - E y_c)^2, in double precision.</summary>
internal static class ChannelMeanVariance
{
    private const int RowsPerChunk = 256; // fixes the bits
    private const int RowsPerFlush = 32;  // so many float32 terms are added before the sum goes into a double

    /// <summary>The moments of rows <c>[R, C]</c>.</summary>
    public static (double[] Mean, double[] Variance) Of(Tensor rows) =>
        rows.dtype == ScalarType.Float64 ? Of<double>(rows) : Of<float>(rows);

    private static unsafe (double[] Mean, double[] Variance) Of<T>(Tensor rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = (int)rows.shape[0], channels = (int)rows.shape[1];
        T* values = TensorMemory.Pointer<T>(rows);
        // Rented: an array of this size a layer would fill the managed heap with garbage that is collected last.
        int length = Chunks.Count(count, RowsPerChunk) * 2 * channels;
        double[] sums = ArrayPool<double>.Shared.Rent(length);
        Array.Clear(sums, 0, length);

        // Sums of d = y - pilot, the pilot being the first row: a variance far below the squared mean keeps its digits.
        Chunks.Run(count, RowsPerChunk, (chunk, start, end) =>
        {
            T[] block = new T[2 * channels];
            fixed (T* first = block)
            {
                Span<double> sum = sums.AsSpan(chunk * 2 * channels, 2 * channels);
                for (int row = start; row < end; row++)
                {
                    Accumulate(values + ((long)row * channels), values, first, first + channels, channels);
                    if ((row - start + 1) % RowsPerFlush == 0 || row + 1 == end) Flush(block, sum);
                }
            }
        });

        double[] mean = new double[channels], variance = new double[channels];
        for (int offset = 0; offset < length; offset += 2 * channels)
        {
            for (int c = 0; c < channels; c++)
            {
                mean[c] += sums[offset + c];
                variance[c] += sums[offset + channels + c];
            }
        }

        ArrayPool<double>.Shared.Return(sums);
        for (int c = 0; c < channels; c++)
        {
            double shifted = mean[c] / count;
            variance[c] = Math.Max(0, (variance[c] / count) - (shifted * shifted));
            mean[c] = double.CreateTruncating(values[c]) + shifted;
        }

        return (mean, variance);
    }

    private static unsafe void Accumulate<T>(T* row, T* pilot, T* first, T* second, int channels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int c = 0;
        for (; c + Vector<T>.Count <= channels; c += Vector<T>.Count)
        {
            Vector<T> d = Vector.Load(row + c) - Vector.Load(pilot + c);
            (Vector.Load(first + c) + d).Store(first + c);
            (Vector.Load(second + c) + (d * d)).Store(second + c);
        }

        for (; c < channels; c++)
        {
            T d = row[c] - pilot[c];
            first[c] += d;
            second[c] += d * d;
        }
    }

    private static void Flush<T>(T[] block, Span<double> sum)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < block.Length; i++) sum[i] += double.CreateTruncating(block[i]);
        Array.Clear(block);
    }
}
