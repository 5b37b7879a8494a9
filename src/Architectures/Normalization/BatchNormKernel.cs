using System.Numerics;
using MomentsDnns.Architectures.Numerics;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Normalization;

/// <summary>The pass of batch normalization over a twin batch, once the statistics are known.</summary>
internal static class BatchNormKernel
{
    private const int ChunkLength = 1 << 14;

    /// <summary>Writes (y - mean) * scale of the signal rows and dy * scale of the noise rows.</summary>
    /// <param name="source">Rows <c>[2R, C]</c>, contiguous: signal rows, then noise rows.</param>
    /// <param name="target">Where the result goes; may be the source itself.</param>
    /// <param name="mean">Per channel.</param>
    /// <param name="scale">Per channel.</param>
    public static void Apply(Tensor source, Tensor target, double[] mean, double[] scale)
    {
        if (source.dtype == ScalarType.Float64) Apply(source, target, mean.AsSpan(), scale.AsSpan(), static v => v);
        else Apply(source, target, mean.AsSpan(), scale.AsSpan(), static v => (float)v);
    }

    private static unsafe void Apply<T>(Tensor source, Tensor target, ReadOnlySpan<double> mean, ReadOnlySpan<double> scale,
        Func<double, T> narrow)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T* input = TensorMemory.Pointer<T>(source);
        T* output = TensorMemory.Pointer<T>(target);
        int channels = (int)source.shape[1];
        int signalRows = (int)source.shape[0] / 2;
        T[] shifts = new T[channels], factors = new T[channels], zeros = new T[channels];
        for (int c = 0; c < channels; c++) (shifts[c], factors[c]) = (narrow(mean[c]), narrow(scale[c]));

        Chunks.Run(2 * signalRows, Math.Max(1, ChunkLength / channels), (_, start, end) =>
        {
            fixed (T* shift = shifts, factor = factors, zero = zeros)
            {
                for (int row = start; row < end; row++)
                {
                    Row(input + ((long)row * channels), output + ((long)row * channels),
                        row < signalRows ? shift : zero, factor, channels);
                }
            }
        });
    }

    private static unsafe void Row<T>(T* input, T* output, T* shift, T* factor, int channels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int c = 0;
        for (; c + Vector<T>.Count <= channels; c += Vector<T>.Count)
            ((Vector.Load(input + c) - Vector.Load(shift + c)) * Vector.Load(factor + c)).Store(output + c);
        for (; c < channels; c++) output[c] = (input[c] - shift[c]) * factor[c];
    }
}
