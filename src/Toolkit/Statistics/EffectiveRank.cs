using System.Buffers;
using MomentsDnns.Architectures.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Statistics;

/// <summary>
/// The effective rank r_eff = Tr C / lambda_max(C) of a signal or a noise, C the covariance of its channels over rows
/// (images and positions): 1 where one direction holds all the variance, at most min(R - 1, C).
/// </summary>
public static class EffectiveRank
{
    /// <summary>Multiplications up to which the Gram matrix is taken in 64 bits: it is cheap there.</summary>
    private const double SmallWork = 1 << 25;

    /// <summary>Multiplications of 64-bit rows up to which no tiles are worth their start.</summary>
    private const double TinyWork = 1 << 20;

    /// <summary>
    /// From this size on of 64-bit rows that stay in the cache, a few dozen products of the covariance with a vector
    /// cost less than a Gram matrix.
    /// </summary>
    private const int IteratedSize = 384, CachedValues = 1 << 19;

    /// <summary>A Gram matrix of this size or more is taken by blocks, its upper triangle alone.</summary>
    private const int BlockedSize = 128, Blocks = 4;

    /// <summary>Takes the effective rank.</summary>
    /// <param name="rows">
    /// <c>[R, C]</c>: rows of images and positions by channels (see <see cref="ChannelsLast.Rows"/>), 32- or
    /// 64-bit; each channel's mean over the rows is taken off here.
    /// </param>
    /// <returns>
    /// Tr C / lambda_max(C), at least 1, within 1e-6 of itself and invariant to the scale of the rows; null where no
    /// channel varies (an effective rank does not exist) or a value is not finite.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The tensor is not <c>[R, C]</c> with R, C at least 1, or not of 32- or 64-bit floats.
    /// </exception>
    public static double? Of(Tensor rows)
    {
        RowAccess.Require(rows);
        return Of(rows, null);
    }

    /// <summary>The same, where the sums of the rows may be known already.</summary>
    internal static double? Of(Tensor rows, PowerSums? sums)
    {
        using DisposeScope scope = NewDisposeScope();
        int size = checked((int)Math.Min(rows.shape[0], rows.shape[1]));
        if (size >= IteratedSize && rows.numel() <= CachedValues && rows.dtype == ScalarType.Float64
            && RowAccess.IsInMemory(rows))
        {
            if (ChannelCentre.Of(sums ?? PowerSums.Of(rows)) is not { } centre) return null;
            CovarianceProduct covariance = new(CentredRows.Of(rows, centre, ScalarType.Float64));
            if (LargestEigenvalue.ByLanczos(covariance.Multiply, (int)rows.shape[1]) is { } largest)
                return Math.Max(1, covariance.Trace() / largest);
        }

        // Rented: an array of this size a layer would fill the managed heap with garbage that is collected last.
        double[] rented = ArrayPool<double>.Shared.Rent(checked(size * size));
        double? trace = RowAccess.IsInMemory(rows) ? FillGramInMemory(rows, sums, size, rented)
            : FillGramElsewhere(rows, size, rented);
        double? rank = trace is { } sum ? Math.Max(1, sum / LargestEigenvalue.Of(rented, size)) : null;
        ArrayPool<double>.Shared.Return(rented);
        return rank;
    }

    /// <summary>The centred Gram matrix on the smaller side, and its trace; null where nothing varies.</summary>
    private static double? FillGramInMemory(Tensor rows, PowerSums? sums, int size, double[] rented)
    {
        Span<double> gram = rented.AsSpan(0, size * size);
        long count = rows.shape[0], channels = rows.shape[1];
        bool small = (double)count * channels * size <= SmallWork;
        bool byTiles = !small && rows.dtype == ScalarType.Float32 && channels <= count;
        if (byTiles && sums is null && ChannelCentre.OfSample(rows) is { } near)
        {
            CentredGram.Fill(rows, near, gram);
            // Rows unlike the sample may have gone out of range.
            if (Trace(gram, size) is { } found) return found;
        }

        if (ChannelCentre.Of(sums ?? PowerSums.Of(rows)) is not { } centre) return null;
        if (byTiles)
        {
            CentredGram.Fill(rows, centre, gram);
        }
        else if (rows.dtype == ScalarType.Float64 && (double)count * channels * size > TinyWork)
        {
            TallGram.Fill(rows, centre, gram);
        }
        else
        {
            Tensor centred = CentredRows.Of(rows, centre, small ? ScalarType.Float64 : rows.dtype);
            Tensor v = channels <= count ? centred.t() : centred;
            // Torch's product of few long rows may split their length among threads, and its bits would depend on how
            // many there are.
            if (small) SmallGram.Fill(v.contiguous(), gram);
            else MultiplyByTorch(v, size, gram);
        }

        return Trace(gram, size);
    }

    /// <summary>The same for rows elsewhere.</summary>
    private static double? FillGramElsewhere(Tensor rows, int size, double[] rented)
    {
        if (CentredRows.ByTorch(rows) is not { } centred) return null;
        Span<double> gram = rented.AsSpan(0, size * size);
        MultiplyByTorch(rows.shape[1] <= rows.shape[0] ? centred.t() : centred, size, gram);
        return Trace(gram, size);
    }

    /// <summary>The trace; null where it is 0 or not finite: then no eigenvalue is to be had.</summary>
    private static double? Trace(ReadOnlySpan<double> gram, int size)
    {
        double trace = 0;
        for (int i = 0; i < size; i++) trace += gram[i * size + i];
        return trace > 0 && double.IsFinite(trace) ? trace : null;
    }

    /// <summary>v v' for v <c>[n, k]</c>; the eigenvalues above 0 are those of v' v.</summary>
    private static void MultiplyByTorch(Tensor v, int size, Span<double> gram)
    {
        int step = size < BlockedSize ? size : (size + Blocks - 1) / Blocks;
        for (int first = 0; first < size; first += step)
        {
            int height = Math.Min(step, size - first), width = size - first;
            using Tensor product = MatrixProduct.Of(v.narrow(0, first, height), v.narrow(0, first, width).t());
            using Tensor block = product.to(ScalarType.Float64, CPU);
            ReadOnlySpan<double> values = block.Values<double>();
            for (int i = 0; i < height; i++)
            {
                for (int j = i; j < width; j++)
                {
                    double value = values[i * width + j];
                    gram[(first + i) * size + first + j] = value;
                    gram[(first + j) * size + first + i] = value;
                }
            }
        }
    }
}
