using System.Numerics;
using System.Runtime.CompilerServices;
using MomentsDnns.Architectures.Numerics;
using static TorchSharp.torch;

namespace MomentsDnns.Statistics;

/// <summary>Rows minus each channel's mean, times the scale of their <see cref="ChannelCentre"/>.</summary>
/// <remarks>
/// Centring comes before any product: subtracting R m m' from the products afterwards loses 1e-5 of the covariance when
/// the mean is 30 times the spread. (<see cref="CentredGram"/> subtracts afterwards what a near centre left of it.)
/// </remarks>
internal static unsafe class CentredRows
{
    private const int ChunkValues = 1 << 17;

    /// <summary>Centres contiguous rows in this process's memory.</summary>
    /// <param name="rows"><c>[R, C]</c>.</param>
    /// <param name="centre">Their centre.</param>
    /// <param name="type">32- or 64-bit floats for the result.</param>
    /// <returns>A new <c>[R, C]</c>.</returns>
    internal static Tensor Of(Tensor rows, ChannelCentre centre, ScalarType type)
    {
        Tensor centred = empty(rows.shape, type, CPU);
        fixed (byte* from = rows.bytes, to = centred.bytes)
        {
            int count = (int)rows.shape[0];
            switch (rows.dtype, type)
            {
                case (ScalarType.Float32, ScalarType.Float32):
                    Centre((float*)from, (float*)to, count, centre);
                    break;
                case (ScalarType.Float32, _):
                    Centre((float*)from, (double*)to, count, centre);
                    break;
                default:
                    Centre((double*)from, (double*)to, count, centre);
                    break;
            }
        }

        return centred;
    }

    /// <summary>The same by torch in 64-bit floats, divided by a power of two near the largest value: for tensors on a
    /// device, and to check the fast path.</summary>
    internal static Tensor? ByTorch(Tensor rows)
    {
        Tensor x = rows.to_type(ScalarType.Float64), centred = x.Minus(x.mean([0], keepdim: true));
        double largest = centred.abs().amax([0, 1]).item<double>();
        return largest > 0 && double.IsFinite(largest) ? centred.Times(Math.ScaleB(1, -Math.ILogB(largest))) : null;
    }

    /// <summary>Centres one row.</summary>
    /// <param name="from">C values.</param>
    /// <param name="to">Where C values go.</param>
    /// <param name="means">The channels' means, C.</param>
    /// <param name="scale">What the differences are multiplied by.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CentreRow<TFrom, TTo>(TFrom* from, TTo* to, ReadOnlySpan<double> means, double scale)
        where TFrom : unmanaged, INumberBase<TFrom> where TTo : unmanaged, INumberBase<TTo>
    {
        fixed (double* mean = means)
        {
            int c = 0;
            for (; c <= means.Length - VectorPair.Count; c += VectorPair.Count)
            {
                VectorPair.Load(mean + c, out Vector<double> meanLow, out Vector<double> meanHigh);
                VectorPair.Load(from + c, out Vector<double> low, out Vector<double> high);
                VectorPair.Store(to + c, (low - meanLow) * scale, (high - meanHigh) * scale);
            }

            for (; c < means.Length; c++) to[c] = TTo.CreateChecked((double.CreateChecked(from[c]) - mean[c]) * scale);
        }
    }

    private static void Centre<TFrom, TTo>(TFrom* from, TTo* to, int rows, ChannelCentre centre)
        where TFrom : unmanaged, INumberBase<TFrom> where TTo : unmanaged, INumberBase<TTo>
    {
        int width = centre.Means.Length;
        nint source = (nint)from, destination = (nint)to; // a lambda may not hold a pointer
        Chunks.Run(rows, Math.Max(1, ChunkValues / width), (_, first, end) =>
        {
            for (int r = first; r < end; r++)
            {
                CentreRow((TFrom*)source + (nint)r * width, (TTo*)destination + (nint)r * width, centre.Means,
                    centre.Scale);
            }
        });
    }
}
