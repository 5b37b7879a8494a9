using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using MomentsDnns.Architectures.Lanes;
using MomentsDnns.Architectures.Numerics;
using static TorchSharp.torch;

namespace MomentsDnns.Statistics;

/// <summary>
/// The Gram matrix of the channels of centred rows, <c>sum over r of v[r, i] v[r, j]</c>, for 32-bit rows in this
/// process's memory: rows are centred slice by slice into the cache and multiplied there, the upper triangle alone.
/// </summary>
/// <remarks>
/// Sums run in 32 bits over the rows of a slice and the slices of a segment, in doubles over segments. The split
/// depends on the rows alone and every element's order is fixed: given the centre, the same bits for any number of
/// threads and any vector width.
/// </remarks>
internal static unsafe class CentredGram
{
    private const int RowsPerSlice = 128; // 264 KB at 512 channels: second-level cache
    private const int RowsPerSegment = 16 * RowsPerSlice;
    private const int Padding = 16;
    // keeps slices from a stride that is a power of two, which few cache sets would hold

    /// <summary>Fills a matrix.</summary>
    /// <param name="rows"><c>[R, C]</c>, 32-bit, contiguous.</param>
    /// <param name="centre">
    /// What to take off first, near the means (within a few standard deviations); the rest of the means is taken off
    /// the products.
    /// </param>
    /// <param name="gram">C*C numbers, row by row; overwritten.</param>
    /// <param name="lanes">Numbers per instruction; null for the most that the processor has.</param>
    internal static void Fill(Tensor rows, ChannelCentre centre, Span<double> gram, int? lanes = null)
    {
        switch (lanes ?? HardwareLanes.All[0])
        {
            case 16: Fill<FloatLanes512>(rows, centre, gram); break;
            case 8: Fill<FloatLanes256>(rows, centre, gram); break;
            case 4: Fill<FloatLanes128>(rows, centre, gram); break;
            case 1: Fill<FloatLanes32>(rows, centre, gram); break;
            default: throw new ArgumentOutOfRangeException(nameof(lanes), lanes, "lanes must be 16, 8, 4 or 1");
        }
    }

    private static void Fill<TLanes>(Tensor rows, ChannelCentre centre, Span<double> gram)
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        int count = (int)rows.shape[0], channels = (int)rows.shape[1];
        Shift shift = new(centre);
        int segments = Chunks.Count(count, RowsPerSegment), workers = Chunks.Workers(segments);
        int stride = Chunks.Count(channels, GramTiles<TLanes>.Width) * GramTiles<TLanes>.Width + Padding;
        int tilesLength = GramTiles<TLanes>.Count(channels) * GramTiles<TLanes>.Height * GramTiles<TLanes>.Width;
        using Tensor tiles = empty((long)segments * tilesLength), slices = zeros((long)workers * RowsPerSlice * stride);
        using Tensor sums = zeros((long)segments * channels, ScalarType.Float64);
        nint source = (nint)TensorMemory.Pointer<float>(rows), tilesStart = (nint)TensorMemory.Pointer<float>(tiles);
        nint slicesStart = (nint)TensorMemory.Pointer<float>(slices),
            sumsStart = (nint)TensorMemory.Pointer<double>(sums);
        Chunks.Share(segments, (worker, segment) =>
        {
            int first = segment * RowsPerSegment, end = Math.Min(count, first + RowsPerSegment);
            AddSegment<TLanes>((float*)source + (nint)first * channels, end - first, shift,
                (float*)slicesStart + (nint)worker * RowsPerSlice * stride, stride,
                (float*)tilesStart + (nint)segment * tilesLength, (double*)sumsStart + (nint)segment * channels);
        });
        GC.KeepAlive(rows); // its memory was read by address

        fixed (double* start = gram)
        {
            nint target = (nint)start;
            Chunks.Run(Chunks.Count(channels, GramTiles<TLanes>.Width), 1,
                (column, _, _) => GramTiles<TLanes>.WriteColumn(
                (float*)tilesStart, segments, channels, column, (double*)target));
        }

        TakeOffMeans(gram, new ReadOnlySpan<double>((double*)sumsStart, segments * channels), channels, count);
    }

    private static void AddSegment<TLanes>(float* rows, int count, Shift shift, float* slice, nint stride, float* tiles,
        double* sums)
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        int channels = shift.High.Length;
        float[] sliceSums = ArrayPool<float>.Shared.Rent(channels);
        for (int first = 0; first < count; first += RowsPerSlice)
        {
            int here = Math.Min(RowsPerSlice, count - first), next = Math.Min(RowsPerSlice, count - first - here);
            Array.Clear(sliceSums, 0, channels);
            for (int r = 0; r < here; r++)
                Centre<TLanes>(rows + (nint)(first + r) * channels, shift, slice + r * stride, sliceSums);
            for (int c = 0; c < channels; c++) sums[c] += sliceSums[c];
            GramTiles<TLanes>.Add(slice, stride, here, channels, tiles, adds: first > 0,
                rows + (nint)(first + here) * channels, (nint)next * channels);
        }

        ArrayPool<float>.Shared.Return(sliceSums);
    }

    // sum (v - m)(v - m)' = sum v v' - (sum v)(sum v)' / R, m the mean of v.
    private static void TakeOffMeans(Span<double> gram, ReadOnlySpan<double> sumsOfSegments, int channels, int count)
    {
        double[] sums = new double[channels];
        for (int i = 0; i < sumsOfSegments.Length; i++) sums[i % channels] += sumsOfSegments[i];
        for (int i = 0; i < channels; i++)
        {
            Span<double> line = gram.Slice(i * channels, channels);
            Vector<double> factors = new(-sums[i] / count);
            int j = 0;
            for (; j <= channels - Vector<double>.Count; j += Vector<double>.Count)
                (new Vector<double>(line[j..]) + factors * new Vector<double>(sums, j)).CopyTo(line[j..]);
            for (; j < channels; j++) line[j] += factors[0] * sums[j];
        }
    }

    // The mean in two parts: the first difference is nearly exact wherever a mean much larger than the spread would
    // matter.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Centre<TLanes>(float* from, Shift shift, float* to, float[] sums)
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        int channels = shift.High.Length, c = 0;
        TLanes scale = TLanes.All(shift.Scale);
        fixed (float* high = shift.High, low = shift.Low, sum = sums)
        {
            for (; c <= channels - TLanes.Count; c += TLanes.Count)
            {
                TLanes centred = (TLanes.Load(from + c) - TLanes.Load(high + c) - TLanes.Load(low + c)) * scale;
                centred.Store(to + c);
                (TLanes.Load(sum + c) + centred).Store(sum + c);
            }

            for (; c < channels; c++)
            {
                to[c] = (from[c] - high[c] - low[c]) * shift.Scale;
                sum[c] += to[c];
            }
        }
    }

    /// <summary>A centre in 32 bits: each mean is the sum of two numbers.</summary>
    private sealed class Shift(ChannelCentre centre)
    {
        public float[] High { get; } = [.. centre.Means.Select(mean => (float)mean)];

        public float[] Low { get; } = [.. centre.Means.Select(mean => (float)(mean - (float)mean))];

        // Rows so small that their scale is beyond 32 bits stay small.
        public float Scale { get; } = (float)Math.Min(centre.Scale, Math.ScaleB(1, 126));
    }
}
