using System.Numerics;
using MomentsDnns.Architectures.Numerics;
using static TorchSharp.torch;

namespace MomentsDnns.Statistics;

/// <summary>The sum of the squares of every value, in doubles and in one read.</summary>
internal static unsafe class SquareSum
{
    private const int ChunkValues = 1 << 17;

    /// <summary>Sums a contiguous tensor in this process's memory.</summary>
    internal static double Of(Tensor rows)
    {
        fixed (byte* values = rows.bytes)
        {
            return rows.dtype == ScalarType.Float32
                ? Of((float*)values, (int)rows.numel())
                : Of((double*)values, (int)rows.numel());
        }
    }

    private static double Of<T>(T* values, int count) where T : unmanaged, INumberBase<T>
    {
        double[] partial = new double[Chunks.Count(count, ChunkValues)];
        nint address = (nint)values; // a lambda may not hold a pointer
        Chunks.Run(count, ChunkValues, (chunk, from, to) => partial[chunk] = OfChunk((T*)address + from, to - from));
        return partial.Sum();
    }

    private static double OfChunk<T>(T* values, int count) where T : unmanaged, INumberBase<T>
    {
        // Two pairs of sums, so that an addition does not wait for the one before it.
        Vector<double> low0 = Vector<double>.Zero, high0 = low0, low1 = low0, high1 = low0;
        int i = 0;
        for (; i <= count - 2 * VectorPair.Count; i += 2 * VectorPair.Count)
        {
            VectorPair.Load(values + i, out Vector<double> low, out Vector<double> high);
            low0 = Vector.MultiplyAddEstimate(low, low, low0);
            high0 = Vector.MultiplyAddEstimate(high, high, high0);
            VectorPair.Load(values + i + VectorPair.Count, out low, out high);
            low1 = Vector.MultiplyAddEstimate(low, low, low1);
            high1 = Vector.MultiplyAddEstimate(high, high, high1);
        }

        double sum = Vector.Sum(low0 + high0 + (low1 + high1));
        for (; i < count; i++)
        {
            double value = double.CreateChecked(values[i]);
            sum += value * value;
        }

        return sum;
    }
}
