using System.Buffers;
using System.Numerics;
using MomentsDnns.Architectures.Numerics;

namespace MomentsDnns.Architectures.Random;

/// <summary>
/// Turns independent normal numbers into points uniform in balls: x = R z_{1..n} / sqrt(z_1^2 + ... + z_{n+2}^2).
/// </summary>
/// <remarks>
/// <para>
/// The first n coordinates of a point uniform on the sphere of n + 2 dimensions are uniform in the ball of n
/// dimensions. This needs no power u^(1/n), whose bits would be those of the platform's mathematical library. Sources:
/// Barthe, Guedon, Mendelson and Naor, "A probabilistic approach to the geometry of the l_p^n-ball" (2005), theorem 1;
/// Voelker, Gosmann and Stewart, "Efficiently sampling vectors and coordinates from the n-sphere and n-ball" (2017).
/// </para>
/// <para>
/// The same bits on any machine, vector width and number of threads: squares are summed in double precision, each
/// column by itself, over chunks of rows that the shape alone fixes, then chunk by chunk, then rows n + 1 and n + 2.
/// </para>
/// </remarks>
internal static unsafe class BallVectors
{
    private const int NumbersPerChunk = 1 << 14;
    private const int MaximumChunks = 64; // bounds the partial sums, which are doubles [chunks, count]

    // In place of a column whose numbers are all 0 (probability below 2^-90), so that it gives the centre, not 0/0.
    private const double LeastSum = 1e-300;

    /// <summary>Rows in a chunk; a part of the definition of the sums' bits.</summary>
    internal static int RowsPerChunk(int dimension, int count) =>
        Math.Max(Math.Max(1, NumbersPerChunk / count), Chunks.Count(dimension, MaximumChunks));

    /// <summary>Scales the columns of normal numbers in place.</summary>
    /// <param name="points">z_1 to z_n, <c>[dimension, count]</c> row-major; becomes the points.</param>
    /// <param name="extra">z_{n+1} and z_{n+2}, <c>[2, count]</c>.</param>
    /// <param name="dimension">n.</param>
    /// <param name="count">The number of points.</param>
    /// <param name="radius">R.</param>
    internal static void Scale(float* points, float* extra, int dimension, int count, double radius)
    {
        int rows = RowsPerChunk(dimension, count);
        int chunks = Chunks.Count(dimension, rows);
        double[] rented = ArrayPool<double>.Shared.Rent(chunks * count);
        fixed (double* sums = rented)
        {
            (nint pointsAddress, nint sumsAddress) = ((nint)points, (nint)sums); // a lambda may not hold a pointer
            Chunks.Run(dimension, rows, (chunk, from, to) =>
            {
                double* partial = (double*)sumsAddress + (nint)chunk * count;
                new Span<double>(partial, count).Clear();
                AddSquares((float*)pointsAddress + (nint)from * count, to - from, count, partial);
            });

            for (int chunk = 1; chunk < chunks; chunk++) Add(sums + (nint)chunk * count, count, sums);
            AddSquares(extra, 2, count, sums);
            for (int j = 0; j < count; j++) sums[j] = radius / Math.Sqrt(Math.Max(sums[j], LeastSum));

            Chunks.Run(dimension, rows, (_, from, to) => Multiply(
                (float*)pointsAddress + (nint)from * count, to - from, count, (double*)sumsAddress));
        }

        ArrayPool<double>.Shared.Return(rented);
    }

    private static void AddSquares(float* values, int rows, int count, double* sums)
    {
        for (int row = 0; row < rows; row++, values += count)
        {
            int j = 0;
            for (; j + Vector<float>.Count <= count; j += Vector<float>.Count)
            {
                Vector.Widen(Vector.Load(values + j), out Vector<double> low, out Vector<double> high);
                double* sum = sums + j;
                (Vector.Load(sum) + low * low).Store(sum);
                (Vector.Load(sum + Vector<double>.Count) + high * high).Store(sum + Vector<double>.Count);
            }

            for (; j < count; j++) sums[j] += (double)values[j] * values[j];
        }
    }

    private static void Add(double* terms, int count, double* sums)
    {
        int j = 0;
        for (; j + Vector<double>.Count <= count; j += Vector<double>.Count)
            (Vector.Load(sums + j) + Vector.Load(terms + j)).Store(sums + j);
        for (; j < count; j++) sums[j] += terms[j];
    }

    /// <summary>The products are taken in double precision: each coordinate is rounded to 32 bits once.</summary>
    private static void Multiply(float* values, int rows, int count, double* factors)
    {
        for (int row = 0; row < rows; row++, values += count)
        {
            int j = 0;
            for (; j + Vector<float>.Count <= count; j += Vector<float>.Count)
            {
                Vector.Widen(Vector.Load(values + j), out Vector<double> low, out Vector<double> high);
                low *= Vector.Load(factors + j);
                high *= Vector.Load(factors + j + Vector<double>.Count);
                Vector.Narrow(low, high).Store(values + j);
            }

            for (; j < count; j++) values[j] = (float)(values[j] * factors[j]);
        }
    }
}
