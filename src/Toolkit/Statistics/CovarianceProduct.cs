using System.Buffers;
using MomentsDnns.Architectures.Numerics;
using static TorchSharp.torch;

namespace MomentsDnns.Statistics;

/// <summary>
/// The products of the Gram matrix of centred rows with vectors, <c>y = sum over r of v_r (v_r . x)</c>, without the
/// matrix: where both sides are long, a few dozen of them cost less than its products.
/// </summary>
/// <remarks>The split depends on the rows alone: the same bits for any number of threads.</remarks>
internal sealed unsafe class CovarianceProduct
{
    private const int RowsPerChunk = 64;
    private readonly Tensor _rows;
    private readonly nint _address;
    private readonly int _count, _channels;

    /// <summary>Takes the rows.</summary>
    /// <param name="rows">Centred rows <c>[R, C]</c>, 64-bit, contiguous, in this process's memory.</param>
    internal CovarianceProduct(Tensor rows)
    {
        (_rows, _address) = (rows, (nint)TensorMemory.Pointer<double>(rows));
        (_count, _channels) = ((int)rows.shape[0], (int)rows.shape[1]);
    }

    /// <summary>The trace: the sum of all squares.</summary>
    internal double Trace()
    {
        double[] sums = new double[Chunks.Count(_count, RowsPerChunk)];
        Chunks.Run(_count, RowsPerChunk, (chunk, first, end) =>
        {
            ReadOnlySpan<double> values = Rows(first, end - first);
            sums[chunk] = LargestEigenvalue.Dot(values, values);
        });
        GC.KeepAlive(_rows);
        return sums.Sum();
    }

    /// <summary>Writes the product with a vector of C numbers.</summary>
    internal void Multiply(Memory<double> vector, Memory<double> image)
    {
        int chunks = Chunks.Count(_count, RowsPerChunk);
        double[] partial = ArrayPool<double>.Shared.Rent(chunks * _channels);
        Chunks.Run(_count, RowsPerChunk, (chunk, first, end) =>
        {
            Span<double> sum = partial.AsSpan(chunk * _channels, _channels);
            sum.Clear();
            for (int r = first; r < end; r++)
            {
                ReadOnlySpan<double> row = Rows(r, 1);
                LargestEigenvalue.AddMultiple(sum, LargestEigenvalue.Dot(row, vector.Span), row);
            }
        });
        image.Span.Clear();
        for (int chunk = 0; chunk < chunks; chunk++)
            LargestEigenvalue.AddMultiple(image.Span, 1, partial.AsSpan(chunk * _channels, _channels));
        ArrayPool<double>.Shared.Return(partial);
        GC.KeepAlive(_rows); // its memory was read by address
    }

    private ReadOnlySpan<double> Rows(int first, int count) =>
        new((double*)_address + ((nint)first * _channels), count * _channels);
}
