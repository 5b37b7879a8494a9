using System.Numerics;

namespace MomentsDnns.Theory.InfiniteWidth;

/// <summary>
/// Eigenvalues and eigenvectors of a symmetric matrix: Householder's reflections to three diagonals, then the implicit QL algorithm (Golub and
/// Van Loan, Matrix Computations, section 8.3). Errors of a few rounding units of the largest eigenvalue. Every step runs along rows, so that
/// vectors of the machine hold it, and the bits do not depend on their width but for sums of products.
/// </summary>
/// <param name="Eigenvalues">Ascending.</param>
/// <param name="Vectors">Row k is the eigenvector of eigenvalue k, of length 1: N*N numbers.</param>
public sealed record SymmetricSpectrum(IReadOnlyList<double> Eigenvalues, IReadOnlyList<double> Vectors)
{
    private const int MostIterations = 100;
    private const double Rounding = 1.2e-16;

    /// <summary><see cref="Vectors"/>, for loops that want no calls.</summary>
    internal double[] VectorValues { get; } = [.. Vectors];

    /// <summary>Decomposes.</summary>
    /// <param name="matrix">A symmetric matrix.</param>
    /// <exception cref="ArithmeticException">QL did not converge, as happens to numbers near the edge of their range alone.</exception>
    public static SymmetricSpectrum Of(GramMatrix matrix)
    {
        int n = matrix.Size;
        double[] a = matrix.Values.ToArray(), vectors = new double[n * n], diagonal = new double[n], beside = new double[n];
        // In units of the largest entry, so that no product leaves the range of numbers.
        double scale = a.Max(Math.Abs);
        for (int i = 0; i < a.Length && scale > 0; i++) a[i] /= scale;
        for (int i = 0; i < n; i++) vectors[(i * n) + i] = 1;
        Tridiagonalise(a, vectors, n);
        for (int i = 0; i < n; i++) (diagonal[i], beside[i]) = (a[(i * n) + i], i + 1 < n ? a[(i * n) + i + 1] : 0);
        Diagonalise(diagonal, beside, vectors);

        int[] order = [.. Enumerable.Range(0, n).OrderBy(i => diagonal[i])];
        double[] sorted = new double[n * n];
        for (int k = 0; k < n; k++) vectors.AsSpan(order[k] * n, n).CopyTo(sorted.AsSpan(k * n));
        return new([.. order.Select(i => diagonal[i] * scale)], sorted);
    }

    // A := H A H for reflections H = I - 2 v v', one a column; vectors := H vectors.
    private static void Tridiagonalise(double[] a, double[] vectors, int n)
    {
        double[] v = new double[n], p = new double[n];
        for (int k = 0; k < n - 2; k++)
        {
            int start = k + 1;
            a.AsSpan((k * n) + start, n - start).CopyTo(v.AsSpan(start));
            double largest = 0;
            for (int i = start; i < n; i++) largest = Math.Max(largest, Math.Abs(v[i]));
            if (largest == 0) continue;
            for (int i = start; i < n; i++) v[i] /= largest;
            double length = Math.Sqrt(Dot(v, v, start, n)), head = v[start] >= 0 ? length : -length;
            v[start] += head;
            double norm = Math.Sqrt(Dot(v, v, start, n));
            for (int i = start; i < n; i++) v[i] /= norm;

            // What the reflection makes of column k.
            for (int i = start; i < n; i++) a[(k * n) + i] = a[(i * n) + k] = 0;
            a[(k * n) + start] = a[(start * n) + k] = -head * largest;

            // A - 2 (v w' + w v'), w = p - (v'p) v, p = A v.
            for (int i = start; i < n; i++) p[i] = Dot(a.AsSpan(i * n, n), v, start, n);
            double shift = Dot(v, p, start, n);
            for (int i = start; i < n; i++) p[i] -= shift * v[i];
            for (int i = start; i < n; i++)
            {
                Span<double> row = a.AsSpan(i * n, n);
                AddTimes(row, p, -2 * v[i], start, n);
                AddTimes(row, v, -2 * p[i], start, n);
            }

            Array.Clear(p);
            for (int i = start; i < n; i++) AddTimes(p, vectors.AsSpan(i * n, n), v[i], 0, n);
            for (int i = start; i < n; i++) AddTimes(vectors.AsSpan(i * n, n), p, -2 * v[i], 0, n);
        }
    }

    // Wilkinson's shift, rotations from the bottom up; beside[i] stands between i and i + 1.
    private static void Diagonalise(double[] d, double[] beside, double[] vectors)
    {
        int n = d.Length;
        // What lies below the rounding of the whole matrix is 0: among eigenvalues that are 0 nothing else would be small enough.
        double negligible = 0;
        for (int i = 0; i < n; i++) negligible = Math.Max(negligible, Rounding * (Math.Abs(d[i]) + Math.Abs(beside[i])));
        for (int low = 0; low < n; low++)
        {
            for (int iteration = 0; ; iteration++)
            {
                int high = low;
                while (high < n - 1 && Math.Abs(beside[high]) > negligible) high++;
                if (high == low) break;
                if (iteration == MostIterations) throw new ArithmeticException("eigenvalues: QL did not converge; the matrix is out of range");

                double half = (d[low + 1] - d[low]) / (2 * beside[low]), root = Hypotenuse(half, 1);
                double g = d[high] - d[low] + (beside[low] / (half + (half >= 0 ? root : -root)));
                double sine = 1, cosine = 1, taken = 0;
                int i = high - 1;
                for (; i >= low; i--)
                {
                    double f = sine * beside[i], b = cosine * beside[i];
                    double r = Hypotenuse(f, g);
                    beside[i + 1] = r;
                    if (r == 0)
                    {
                        d[i + 1] -= taken;
                        beside[high] = 0;
                        break;
                    }

                    (sine, cosine) = (f / r, g / r);
                    g = d[i + 1] - taken;
                    r = ((d[i] - g) * sine) + (2 * cosine * b);
                    taken = sine * r;
                    d[i + 1] = g + taken;
                    g = (cosine * r) - b;
                    Rotate(vectors.AsSpan(i * n, n), vectors.AsSpan((i + 1) * n, n), cosine, sine);
                }

                if (i >= low) continue; // split in two
                d[low] -= taken;
                beside[low] = g;
                beside[high] = 0;
            }
        }
    }

    private static double Hypotenuse(double a, double b)
    {
        double larger = Math.Max(Math.Abs(a), Math.Abs(b)), smaller = Math.Min(Math.Abs(a), Math.Abs(b));
        if (larger == 0) return 0;
        double ratio = smaller / larger;
        return larger * Math.Sqrt(1 + (ratio * ratio));
    }

    private static void Rotate(Span<double> x, Span<double> y, double cosine, double sine)
    {
        Vector<double> c = new(cosine), s = new(sine);
        int k = 0;
        for (; k <= x.Length - Vector<double>.Count; k += Vector<double>.Count)
        {
            Vector<double> u = new(x[k..]), v = new(y[k..]);
            ((s * u) + (c * v)).CopyTo(y[k..]);
            ((c * u) - (s * v)).CopyTo(x[k..]);
        }

        for (; k < x.Length; k++) (x[k], y[k]) = ((cosine * x[k]) - (sine * y[k]), (sine * x[k]) + (cosine * y[k]));
    }

    private static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int from, int to)
    {
        Vector<double> sums = Vector<double>.Zero;
        int k = from;
        for (; k <= to - Vector<double>.Count; k += Vector<double>.Count) sums += new Vector<double>(x[k..]) * new Vector<double>(y[k..]);
        double sum = Vector.Sum(sums);
        for (; k < to; k++) sum += x[k] * y[k];
        return sum;
    }

    private static void AddTimes(Span<double> to, ReadOnlySpan<double> x, double factor, int from, int end)
    {
        Vector<double> factors = new(factor);
        int k = from;
        for (; k <= end - Vector<double>.Count; k += Vector<double>.Count) (new Vector<double>(to[k..]) + (factors * new Vector<double>(x[k..]))).CopyTo(to[k..]);
        for (; k < end; k++) to[k] += factor * x[k];
    }
}
