using System.Buffers;
using System.Numerics;
using MomentsDnns.Architectures.Numerics;

namespace MomentsDnns.Architectures.Normalization;

/// <summary>
/// Group normalization of rows, image by image: what the statistics have read is still in the cache when the pass reads
/// it again.
/// </summary>
internal static unsafe class GroupNormKernel
{
    private const int ChunkLength = 1 << 14;

    /// <summary>Normalizes rows <c>[N*H*W, C]</c> of signal and noise.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="target">Where the results go; may be the source itself.</param>
    /// <param name="images">N.</param>
    /// <param name="positions">H*W.</param>
    /// <param name="channels">C.</param>
    /// <param name="groups">How many groups the channels of an image make, a divisor of C.</param>
    /// <param name="mapOf">From a group's moments to what is done to it.</param>
    /// <param name="scale">gamma <c>[C]</c>, or null for 1.</param>
    /// <param name="shift">beta <c>[C]</c>, or null for 0.</param>
    public static void Apply<T>(TwinPointer<T> source, TwinPointer<T> target, int images, int positions, int channels,
        int groups,
        Func<TwinMoments, NormMap> mapOf, T* scale, T* shift)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int length = positions * channels;
        Chunks.Run(images, Math.Max(1, ChunkLength / length), (_, start, end) =>
        {
            T[] numbers = ArrayPool<T>.Shared.Rent((2 + TwinSums.Count + NormMap.Count) * channels);
            double[] totals = ArrayPool<double>.Shared.Rent(TwinSums.Count * channels);
            fixed (T* pilots = numbers)
            fixed (double* sums = totals)
            {
                TwinPointer<T> pilot = new(pilots, pilots + channels);
                T* block = pilots + (2 * channels), maps = block + (TwinSums.Count * channels);
                for (int image = start; image < end; image++)
                {
                    TwinPointer<T> from = source.From((long)image * length);
                    WritePilot(from.Signal, pilot.Signal, channels, groups);
                    WritePilot(from.Noise, pilot.Noise, channels, groups);
                    new Span<double>(sums, TwinSums.Count * channels).Clear();
                    TwinSums.Add(from, pilot, positions, channels, block, sums);
                    WriteMaps(sums, pilot, positions, channels, groups, mapOf, maps, scale);
                    NormPass.Rows(from, target.From((long)image * length), positions, channels, maps, scale, shift);
                }
            }

            ArrayPool<double>.Shared.Return(totals);
            ArrayPool<T>.Shared.Return(numbers);
        });
    }

    // A pilot a group, the mean of its first position: sums of its channels then add without regard to the pilot.
    private static void WritePilot<T>(T* row, T* pilot, int channels, int groups)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int size = channels / groups;
        for (int first = 0; first < channels; first += size)
        {
            // Four sums, so that an addition need not wait for the last.
            double a = 0, b = 0, c = 0, d = 0;
            int i = first, end = first + size;
            for (; i + 4 <= end; i += 4)
            {
                a += double.CreateTruncating(row[i]);
                b += double.CreateTruncating(row[i + 1]);
                c += double.CreateTruncating(row[i + 2]);
                d += double.CreateTruncating(row[i + 3]);
            }

            for (; i < end; i++) a += double.CreateTruncating(row[i]);
            new Span<T>(pilot + first, size).Fill(T.CreateTruncating((a + b + c + d) / size));
        }
    }

    private static void WriteMaps<T>(double* sums, TwinPointer<T> pilot, int positions, int channels, int groups,
        Func<TwinMoments, NormMap> mapOf, T* maps, T* scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int size = channels / groups;
        for (int first = 0; first < channels; first += size)
        {
            double u = 0, uu = 0, v = 0, uv = 0, vv = 0;
            double* sum = sums + first;
            for (int c = 0; c < size; c++, sum++)
            {
                u += sum[0];
                uu += sum[channels];
                v += sum[2 * channels];
                uv += sum[3 * channels];
                vv += sum[4 * channels];
            }

            TwinMoments moments =
                TwinMoments.OfTwin((double)positions * size, double.CreateTruncating(pilot.Signal[first]),
                double.CreateTruncating(pilot.Noise[first]), u, uu, v, uv, vv);
            mapOf(moments).Write(maps, channels, first, size, scale);
        }
    }
}
