using System.Buffers;
using System.Numerics;
using MomentsDnns.Architectures.Numerics;
using static TorchSharp.torch;

namespace MomentsDnns.Statistics;

/// <summary>
/// Sums over rows for each channel, in doubles and in one read: |x| and d, d^2, d^3, d^4, d = x minus the first row.
/// </summary>
/// <remarks>
/// The first row is one of the data, so it is within sqrt(R) standard deviations of the mean: central moments
/// recombined from these sums lose at most a factor of order R of a double's precision, whatever the mean.
/// </remarks>
internal sealed unsafe class PowerSums
{
    private const int Kinds = 5, RowsAtOnce = 8, ChunkValues = 1 << 18;
    private readonly double[] _shift, _sums; // [channels]; [kind, channels]

    private PowerSums(long rows, double[] shift, double[] sums) => (Rows, _shift, _sums) = (rows, shift, sums);

    /// <summary>How many rows were summed.</summary>
    internal long Rows { get; }

    /// <summary>How many channels a row has.</summary>
    internal int Channels => _shift.Length;

    /// <summary>What was taken off channel c.</summary>
    internal double Shift(int c) => _shift[c];

    /// <summary>The sum of |x_c|.</summary>
    internal double Absolute(int c) => _sums[c];

    /// <summary>The sum of (x_c - shift_c)^power, power from 1 to 4.</summary>
    internal double Power(int power, int c) => _sums[power * Channels + c];

    /// <summary>Sums contiguous rows in this process's memory.</summary>
    internal static PowerSums Of(Tensor rows)
    {
        fixed (byte* values = rows.bytes)
        {
            return rows.dtype == ScalarType.Float32
                ? Of((float*)values, rows.shape[0], (int)rows.shape[1])
                : Of((double*)values, rows.shape[0], (int)rows.shape[1]);
        }
    }

    private static PowerSums Of<T>(T* values, long rows, int channels) where T : unmanaged, INumberBase<T>
    {
        // A few rows make one wide row whose width the vectors divide; what is left of the rows is done one by one.
        int fold = VectorPair.Count / Math.Min(VectorPair.Count, channels & -channels); // the count is a power of two
        int width = fold * channels;
        double[] shift = new double[width];
        for (int i = 0; i < width; i++) shift[i] = double.CreateChecked(values[i % channels]);

        int wideRows = (int)(rows / fold);
        int chunkRows = Math.Max(1, ChunkValues / width / RowsAtOnce) * RowsAtOnce;
        int chunks = Chunks.Count(wideRows, chunkRows), stride = Kinds * width;
        double[] partial = ArrayPool<double>.Shared.Rent(Math.Max(1, chunks * stride));
        Array.Clear(partial, 0, chunks * stride);
        nint address = (nint)values; // a lambda may not hold a pointer
        Chunks.Run(wideRows, chunkRows, (chunk, from, to) =>
        {
            fixed (double* offset = shift, sums = &partial[chunk * stride])
            {
                for (int r = from; r < to; r += RowsAtOnce)
                    AddRows((T*)address + (nint)r * width, Math.Min(RowsAtOnce, to - r), width, offset, sums);
            }
        });

        double[] total = new double[Kinds * channels];
        for (int segment = 0, at = 0; segment < chunks * Kinds * fold; segment++, at += channels)
        {
            int kind = segment / fold % Kinds; // segments run over channels, within copies, within kinds, within chunks
            Add(partial.AsSpan(at, channels), total.AsSpan(kind * channels, channels));
        }

        ArrayPool<double>.Shared.Return(partial);
        for (long i = (long)wideRows * width; i < rows * channels; i++)
            AddValue(double.CreateChecked(values[i]), (int)(i % channels), channels, shift, total);
        return new(rows, shift[..channels], total);
    }

    private static void AddRows<T>(T* values, int rows, int width, double* shift, double* sums) where T : unmanaged
    {
        for (int c = 0; c < width; c += VectorPair.Count)
        {
            VectorPair.Load(shift + c, out Vector<double> shiftLow, out Vector<double> shiftHigh);
            VectorPair.Load(sums + c, out Vector<double> absLow, out Vector<double> absHigh);
            VectorPair.Load(sums + width + c, out Vector<double> oneLow, out Vector<double> oneHigh);
            VectorPair.Load(sums + 2 * width + c, out Vector<double> twoLow, out Vector<double> twoHigh);
            VectorPair.Load(sums + 3 * width + c, out Vector<double> threeLow, out Vector<double> threeHigh);
            VectorPair.Load(sums + 4 * width + c, out Vector<double> fourLow, out Vector<double> fourHigh);
            T* value = values + c;
            for (int r = 0; r < rows; r++, value += width)
            {
                VectorPair.Load(value, out Vector<double> low, out Vector<double> high);
                absLow += Vector.Abs(low);
                absHigh += Vector.Abs(high);
                low -= shiftLow;
                high -= shiftHigh;
                oneLow += low;
                oneHigh += high;
                Vector<double> squareLow = low * low, squareHigh = high * high;
                twoLow += squareLow;
                twoHigh += squareHigh;
                threeLow = Vector.MultiplyAddEstimate(squareLow, low, threeLow);
                threeHigh = Vector.MultiplyAddEstimate(squareHigh, high, threeHigh);
                fourLow = Vector.MultiplyAddEstimate(squareLow, squareLow, fourLow);
                fourHigh = Vector.MultiplyAddEstimate(squareHigh, squareHigh, fourHigh);
            }

            VectorPair.Store(sums + c, absLow, absHigh);
            VectorPair.Store(sums + width + c, oneLow, oneHigh);
            VectorPair.Store(sums + 2 * width + c, twoLow, twoHigh);
            VectorPair.Store(sums + 3 * width + c, threeLow, threeHigh);
            VectorPair.Store(sums + 4 * width + c, fourLow, fourHigh);
        }
    }

    private static void Add(ReadOnlySpan<double> values, Span<double> sums)
    {
        for (int i = 0; i < sums.Length; i++) sums[i] += values[i];
    }

    private static void AddValue(double value, int channel, int channels, double[] shift, double[] total)
    {
        double d = value - shift[channel], square = d * d;
        total[channel] += Math.Abs(value);
        total[channels + channel] += d;
        total[2 * channels + channel] += square;
        total[3 * channels + channel] += square * d;
        total[4 * channels + channel] += square * square;
    }
}
