using System.Numerics;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Numerics;

/// <summary>The mean square of a tensor in double precision: E[x^2] over all elements.</summary>
internal static class MeanSquare
{
    private const int ChunkLength = 1 << 16;

    /// <summary>E[x^2] over all elements of a tensor.</summary>
    /// <param name="tensor">Any shape; contiguous for speed.</param>
    public static double Of(Tensor tensor)
    {
        if (tensor.device_type != TorchSharp.DeviceType.CPU || !tensor.is_contiguous())
        {
            using Tensor wide = tensor.to(ScalarType.Float64);
            using Tensor square = wide.mul(wide);
            using Tensor mean = square.mean();
            return mean.item<double>();
        }

        double result = tensor.dtype == ScalarType.Float64 ? OfDoubles(tensor) : OfFloats(tensor);
        GC.KeepAlive(tensor); // its memory was read by address
        return result;
    }

    private static unsafe double OfFloats(Tensor tensor)
    {
        float* values = TensorMemory.Pointer<float>(tensor);
        return Reduce((int)tensor.NumberOfElements, (start, end) =>
        {
            Vector<double> sum = Vector<double>.Zero;
            int i = start;
            for (; i + Vector<float>.Count <= end; i += Vector<float>.Count)
            {
                Vector.Widen(Vector.Load(values + i), out Vector<double> low, out Vector<double> high);
                sum += (low * low) + (high * high);
            }

            double total = Vector.Sum(sum);
            for (; i < end; i++) total += (double)values[i] * values[i];
            return total;
        });
    }

    private static unsafe double OfDoubles(Tensor tensor)
    {
        double* values = TensorMemory.Pointer<double>(tensor);
        return Reduce((int)tensor.NumberOfElements, (start, end) =>
        {
            double total = 0;
            for (int i = start; i < end; i++) total += values[i] * values[i];
            return total;
        });
    }

    private static double Reduce(int count, Func<int, int, double> sumOfSquares)
    {
        double[] partial = new double[Chunks.Count(count, ChunkLength)];
        Chunks.Run(count, ChunkLength, (chunk, start, end) => partial[chunk] = sumOfSquares(start, end));
        return partial.Sum() / count;
    }
}
