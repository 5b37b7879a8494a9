using System.Buffers;
using System.Numerics;
using MomentsDnns.Architectures.Numerics;

namespace MomentsDnns.Architectures.Normalization;

/// <summary>Batch normalization of rows: one read for the statistics of each channel over all rows, one pass.</summary>
internal static unsafe class BatchNormKernel
{
    private const int ChunkLength = 1 << 14;
    private const int RowsPerSum = 256; // fixes the bits

    /// <summary>Normalizes rows <c>[R, C]</c> of signal and noise.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="target">Where the results go; may be the source itself.</param>
    /// <param name="rows">R.</param>
    /// <param name="channels">C.</param>
    /// <param name="needsNoise">Whether the map needs the moments of the noise too.</param>
    /// <param name="mapOf">From a channel's moments to what is done to it.</param>
    /// <param name="scale">gamma <c>[C]</c>, or null for 1.</param>
    /// <param name="shift">beta <c>[C]</c>, or null for 0.</param>
    public static void Apply<T>(TwinPointer<T> source, TwinPointer<T> target, int rows, int channels, bool needsNoise,
        Func<TwinMoments, NormMap> mapOf, T* scale, T* shift)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] maps = ArrayPool<T>.Shared.Rent(NormMap.Count * channels);
        fixed (T* map = maps)
        {
            WriteMaps(needsNoise ? source : new(source.Signal, null), rows, channels, mapOf, map, scale);
            nint address = (nint)map; // a lambda may not hold a fixed pointer
            Chunks.Run(rows, Math.Max(1, ChunkLength / channels), (_, start, end) => NormPass.Rows(
                source.From((long)start * channels), target.From((long)start * channels), end - start, channels,
                (T*)address, scale, shift));
        }

        ArrayPool<T>.Shared.Return(maps);
    }

    private static void WriteMaps<T>(
        TwinPointer<T> source, int rows, int channels, Func<TwinMoments, NormMap> mapOf, T* maps, T* scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int length = (source.Noise == null ? TwinSums.SignalCount : TwinSums.Count) * channels;
        // Rented: an array of this size a layer would fill the managed heap with garbage that is collected last.
        double[] sums = ArrayPool<double>.Shared.Rent(Chunks.Count(rows, RowsPerSum) * length);
        Array.Clear(sums);

        // The pilot is the first row.
        Chunks.Run(rows, RowsPerSum, (chunk, start, end) =>
        {
            T[] block = ArrayPool<T>.Shared.Rent(length);
            fixed (T* room = block)
            fixed (double* sum = &sums[chunk * length])
                TwinSums.Add(source.From((long)start * channels), source, end - start, channels, room, sum);
            ArrayPool<T>.Shared.Return(block);
        });

        for (int chunk = 1; chunk < Chunks.Count(rows, RowsPerSum); chunk++)
        {
            for (int i = 0; i < length; i++) sums[i] += sums[(chunk * length) + i];
        }

        for (int c = 0; c < channels; c++)
        {
            double pilot = double.CreateTruncating(source.Signal[c]), u = sums[c], uu = sums[channels + c];
            TwinMoments moments = source.Noise == null ? TwinMoments.OfSignal(rows, pilot, u, uu)
                : TwinMoments.OfTwin(rows, pilot, double.CreateTruncating(source.Noise[c]), u, uu,
                    sums[(2 * channels) + c], sums[(3 * channels) + c], sums[(4 * channels) + c]);
            mapOf(moments).Write(maps, channels, c, 1, scale);
        }

        ArrayPool<double>.Shared.Return(sums);
    }
}
