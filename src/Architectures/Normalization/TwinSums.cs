using System.Numerics;

namespace MomentsDnns.Architectures.Normalization;

/// <summary>
/// Sums over rows, per channel, of u = y - pilot and v = dy - noise pilot: u, u^2, v, uv, v^2, from one read of both.
/// Differences from a pilot keep the digits of a variance far below the squared mean.
/// </summary>
internal static unsafe class TwinSums
{
    /// <summary>Sums per channel of signal and noise: u, u^2, v, uv, v^2.</summary>
    public const int Count = 5;

    /// <summary>Sums per channel of the signal alone: u, u^2.</summary>
    public const int SignalCount = 2;

    private const int RowsAtOnce = 4;    // as many terms a load and a store of the sums
    private const int RowsPerFlush = 32; // as many float32 terms before the sum goes into a double: fixes the bits

    /// <summary>Adds the sums of rows <c>[R, C]</c>.</summary>
    /// <param name="source">The rows; without noise, only the signal's sums are taken.</param>
    /// <param name="pilot">A row near the values of signal and noise.</param>
    /// <param name="rows">R.</param>
    /// <param name="channels">C.</param>
    /// <param name="block">Room for <c>[Count, C]</c> values.</param>
    /// <param name="sums"><c>[Count, C]</c>, or <c>[SignalCount, C]</c>; is added to.</param>
    public static void Add<T>(TwinPointer<T> source, TwinPointer<T> pilot, int rows, int channels, T* block,
        double* sums)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int length = (source.Noise == null ? SignalCount : Count) * channels;
        new Span<T>(block, length).Clear();
        for (int flushed = 0; flushed < rows; flushed += RowsPerFlush)
        {
            int end = Math.Min(rows, flushed + RowsPerFlush);
            for (int row = flushed; row < end; row += RowsAtOnce)
            {
                TwinPointer<T> first = source.From((long)row * channels);
                int count = Math.Min(RowsAtOnce, end - row);
                if (source.Noise == null) AddSignal(first.Signal, pilot.Signal, count, channels, block);
                else AddTwin(first, pilot, count, channels, block);
            }

            Flush(block, sums, length);
        }
    }

    private static void AddSignal<T>(T* values, T* pilot, int rows, int channels, T* block)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int c = 0;
        for (; c + Vector<T>.Count <= channels; c += Vector<T>.Count)
        {
            T* at = values + c, sum = block + c;
            Vector<T> zero = Vector.Load(pilot + c), first = Vector.Load(sum), second = Vector.Load(sum + channels);
            for (int row = 0; row < rows; row++, at += channels)
            {
                Vector<T> u = Vector.Load(at) - zero;
                first += u;
                second += u * u;
            }

            first.Store(sum);
            second.Store(sum + channels);
        }

        for (; c < channels; c++)
        {
            T* at = values + c, sum = block + c;
            for (int row = 0; row < rows; row++, at += channels)
            {
                T u = *at - pilot[c];
                sum[0] += u;
                sum[channels] += u * u;
            }
        }
    }

    private static void AddTwin<T>(TwinPointer<T> values, TwinPointer<T> pilot, int rows, int channels, T* block)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T* first = block, second = block + channels, noise = second + channels, product = noise + channels,
            square = product + channels;
        int c = 0;
        for (; c + Vector<T>.Count <= channels; c += Vector<T>.Count)
        {
            T* at = values.Signal + c, noiseAt = values.Noise + c;
            Vector<T> zero = Vector.Load(pilot.Signal + c), noiseZero = Vector.Load(pilot.Noise + c);
            Vector<T> su = Vector.Load(first + c), suu = Vector.Load(second + c);
            Vector<T> sv = Vector.Load(noise + c), suv = Vector.Load(product + c), svv = Vector.Load(square + c);
            for (int row = 0; row < rows; row++, at += channels, noiseAt += channels)
            {
                Vector<T> u = Vector.Load(at) - zero, v = Vector.Load(noiseAt) - noiseZero;
                su += u;
                suu += u * u;
                sv += v;
                suv += u * v;
                svv += v * v;
            }

            su.Store(first + c);
            suu.Store(second + c);
            sv.Store(noise + c);
            suv.Store(product + c);
            svv.Store(square + c);
        }

        for (; c < channels; c++)
        {
            T* at = values.Signal + c, noiseAt = values.Noise + c;
            for (int row = 0; row < rows; row++, at += channels, noiseAt += channels)
            {
                T u = *at - pilot.Signal[c], v = *noiseAt - pilot.Noise[c];
                first[c] += u;
                second[c] += u * u;
                noise[c] += v;
                product[c] += u * v;
                square[c] += v * v;
            }
        }
    }

    private static void Flush<T>(T* block, double* sums, int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int i = 0;
        if (typeof(T) == typeof(float))
        {
            for (; i + Vector<float>.Count <= length; i += Vector<float>.Count)
            {
                Vector.Widen(Vector.Load((float*)block + i), out Vector<double> low, out Vector<double> high);
                double* sum = sums + i;
                (Vector.Load(sum) + low).Store(sum);
                (Vector.Load(sum + Vector<double>.Count) + high).Store(sum + Vector<double>.Count);
            }
        }

        for (; i < length; i++) sums[i] += double.CreateTruncating(block[i]);
        new Span<T>(block, length).Clear();
    }
}
