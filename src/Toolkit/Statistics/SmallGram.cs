using System.Numerics;
using static TorchSharp.torch;

namespace MomentsDnns.Statistics;

/// <summary>
/// The products of few long rows, v v', in doubles on one thread: at this size (64 x 512, a fully connected layer) the
/// start and end of a parallel product cost more than the product.
/// </summary>
internal static unsafe class SmallGram
{
    private const int Tall = 2, Wide = 4; // products taken together: each value read serves several

    /// <summary>Writes v v' for contiguous 64-bit v <c>[n, k]</c> in this process's memory into n*n values.</summary>
    internal static void Fill(Tensor v, Span<double> gram)
    {
        int size = (int)v.shape[0], length = (int)v.shape[1];
        double** rows = stackalloc double*[Tall + Wide];
        double* products = stackalloc double[Tall * Wide];
        fixed (byte* values = v.bytes)
        {
            for (int i = 0; i < size; i += Tall)
            {
                for (int j = i; j < size; j += Wide)
                {
                    // At the edges the last row stands in for those that are missing: its products are written again.
                    double* start = (double*)values;
                    for (int a = 0; a < Tall; a++) rows[a] = start + Math.Min(i + a, size - 1) * length;
                    for (int b = 0; b < Wide; b++) rows[Tall + b] = start + Math.Min(j + b, size - 1) * length;
                    Multiply(rows, length, products);
                    for (int a = 0; a < Tall; a++)
                    {
                        for (int b = 0; b < Wide; b++)
                        {
                            int row = Math.Min(i + a, size - 1), column = Math.Min(j + b, size - 1);
                            gram[row * size + column] = gram[column * size + row] = products[a * Wide + b];
                        }
                    }
                }
            }
        }
    }

    private static void Multiply(double** rows, int length, double* products)
    {
        double* x0 = rows[0], x1 = rows[1], y0 = rows[2], y1 = rows[3], y2 = rows[4], y3 = rows[5];
        Vector<double> s00 = default, s01 = default, s02 = default, s03 = default;
        Vector<double> s10 = default, s11 = default, s12 = default, s13 = default;
        int k = 0;
        for (; k <= length - Vector<double>.Count; k += Vector<double>.Count)
        {
            Vector<double> a0 = Vector.Load(x0 + k), a1 = Vector.Load(x1 + k), b = Vector.Load(y0 + k);
            s00 = Vector.MultiplyAddEstimate(a0, b, s00);
            s10 = Vector.MultiplyAddEstimate(a1, b, s10);
            b = Vector.Load(y1 + k);
            s01 = Vector.MultiplyAddEstimate(a0, b, s01);
            s11 = Vector.MultiplyAddEstimate(a1, b, s11);
            b = Vector.Load(y2 + k);
            s02 = Vector.MultiplyAddEstimate(a0, b, s02);
            s12 = Vector.MultiplyAddEstimate(a1, b, s12);
            b = Vector.Load(y3 + k);
            s03 = Vector.MultiplyAddEstimate(a0, b, s03);
            s13 = Vector.MultiplyAddEstimate(a1, b, s13);
        }

        (products[0], products[1]) = (Vector.Sum(s00), Vector.Sum(s01));
        (products[2], products[3]) = (Vector.Sum(s02), Vector.Sum(s03));
        (products[4], products[5]) = (Vector.Sum(s10), Vector.Sum(s11));
        (products[6], products[7]) = (Vector.Sum(s12), Vector.Sum(s13));
        for (; k < length; k++)
        {
            for (int p = 0; p < Tall * Wide; p++) products[p] += rows[p / Wide][k] * rows[Tall + p % Wide][k];
        }
    }
}
