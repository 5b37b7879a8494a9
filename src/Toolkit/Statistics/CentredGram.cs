using System.Runtime.CompilerServices;
using MomentsDnns.Architectures.Lanes;
using MomentsDnns.Architectures.Numerics;
using static TorchSharp.torch;

namespace MomentsDnns.Statistics;

/// <summary>
/// The Gram matrix of the channels of centred rows, <c>sum over r of v[r, i] v[r, j]</c>, for 32-bit rows in this process's
/// memory: rows are centred slice by slice into the cache and multiplied there, the upper triangle alone.
/// </summary>
/// <remarks>
/// Sums run in 32 bits over the rows of a slice and the slices of a segment, in doubles over segments. The split depends
/// on the rows alone and every element's order is fixed: the same bits for any number of threads and any vector width.
/// </remarks>
internal static unsafe class CentredGram
{
    private const int RowsPerSlice = 64; // 132 KB at 512 channels: second-level cache
    private const int RowsPerSegment = 32 * RowsPerSlice;
    private const int Padding = 16; // keeps slices from a stride that is a power of two, which few cache sets would hold

    /// <summary>Fills a matrix.</summary>
    /// <param name="rows"><c>[R, C]</c>, 32-bit, contiguous.</param>
    /// <param name="centre">What to take off.</param>
    /// <param name="gram">C*C numbers, row by row; overwritten.</param>
    /// <param name="lanes">Numbers per instruction; null for the most that the processor has.</param>
    internal static void Fill(Tensor rows, ChannelCentre centre, Span<double> gram, int? lanes = null)
    {
        switch (lanes ?? HardwareLanes.All[0])
        {
            case 16: Fill<FloatLanes512>(rows, centre, gram); break;
            case 8: Fill<FloatLanes256>(rows, centre, gram); break;
            case 4: Fill<FloatLanes128>(rows, centre, gram); break;
            default: Fill<FloatLanes32>(rows, centre, gram); break;
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
        nint source = (nint)TensorMemory.Pointer<float>(rows), tilesStart = (nint)TensorMemory.Pointer<float>(tiles);
        nint slicesStart = (nint)TensorMemory.Pointer<float>(slices);
        Chunks.Share(segments, (worker, segment) => AddSegment<TLanes>((float*)source, shift,
            segment * RowsPerSegment, Math.Min(count, (segment + 1) * RowsPerSegment),
            (float*)slicesStart + (nint)worker * RowsPerSlice * stride, stride, (float*)tilesStart + (nint)segment * tilesLength));
        GC.KeepAlive(rows); // its memory was read by address

        fixed (double* start = gram)
        {
            nint target = (nint)start;
            Chunks.Run(Chunks.Count(channels, GramTiles<TLanes>.Width), 1, (column, _, _) => GramTiles<TLanes>.WriteColumn(
                (float*)tilesStart, segments, channels, column, new Span<double>((double*)target, channels * channels)));
        }
    }

    private static void AddSegment<TLanes>(float* rows, Shift shift, int first, int end, float* slice, nint stride,
        float* tiles)
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        int channels = shift.High.Length;
        for (int start = first; start < end; start += RowsPerSlice)
        {
            int count = Math.Min(RowsPerSlice, end - start);
            for (int r = 0; r < count; r++) Centre<TLanes>(rows + (nint)(start + r) * channels, shift, slice + r * stride);
            GramTiles<TLanes>.Add(slice, stride, count, channels, tiles, adds: start > first);
        }
    }

    // The mean in two parts: the first difference is nearly exact wherever a mean much larger than the spread would matter.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Centre<TLanes>(float* from, Shift shift, float* to) where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        int channels = shift.High.Length, c = 0;
        TLanes scale = TLanes.All(shift.Scale);
        fixed (float* high = shift.High, low = shift.Low)
        {
            for (; c <= channels - TLanes.Count; c += TLanes.Count)
                ((TLanes.Load(from + c) - TLanes.Load(high + c) - TLanes.Load(low + c)) * scale).Store(to + c);
            for (; c < channels; c++) to[c] = (from[c] - high[c] - low[c]) * shift.Scale;
        }
    }

    /// <summary>A centre in 32 bits: each mean is the sum of two numbers.</summary>
    private sealed class Shift(ChannelCentre centre)
    {
        public float[] High { get; } = [.. centre.Means.Select(mean => (float)mean)];

        public float[] Low { get; } = [.. centre.Means.Select(mean => (float)(mean - (float)mean))];

        public float Scale { get; } = (float)centre.Scale;
    }
}
