using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Random;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Statistics;

/// <summary>
/// The largest eigenvalue of a symmetric positive semidefinite matrix, given by its numbers or by its product with a
/// vector, by Lanczos in doubles with full reorthogonalisation from a fixed starting vector.
/// </summary>
/// <remarks>The same bits for any number of threads.</remarks>
internal static class LargestEigenvalue
{
    /// <summary>The residual |G y - t y| / t at which a pair (t, y) is taken: an eigenvalue lies within it.</summary>
    internal const double Tolerance = 1e-8;

    private const int MaximumSteps = 256, StepsPerCheck = 4;

    private const int RowsPerChunk = 256; // of the matrix, for each thread at a time

    /// <summary>Takes the eigenvalue; where Lanczos does not converge, by torch's dense solver.</summary>
    /// <param name="matrix">
    /// Symmetric, positive semidefinite and not zero, row by row; its largest entry is within 1e-100 to 1e100. What
    /// follows the rows is not read.
    /// </param>
    /// <param name="size">Its number of rows.</param>
    internal static double Of(double[] matrix, int size) =>
        ByLanczos(matrix, size, MaximumSteps) ?? Dense(matrix.AsSpan(0, size * size), size);

    /// <summary>The eigenvalue, or null where the residual stayed above <see cref="Tolerance"/>.</summary>
    internal static double? ByLanczos(double[] matrix, int size, int maximumSteps) =>
        ByLanczos((vector, image) => Multiply(matrix, vector, image), size, maximumSteps);

    /// <summary>The same of a matrix that is known by its products alone.</summary>
    /// <param name="multiply">Writes the product with a vector: the vector, then where the product goes.</param>
    /// <param name="size">Numbers of a vector.</param>
    /// <param name="maximumSteps">Products at most.</param>
    internal static double? ByLanczos(
        Action<Memory<double>, Memory<double>> multiply, int size, int maximumSteps = MaximumSteps)
    {
        int steps = Math.Min(size, maximumSteps);
        double[] basis = ArrayPool<double>.Shared.Rent((steps + 1) * size); // vector after vector
        double[] diagonal = new double[steps], offDiagonal = new double[steps];
        double? value = ByLanczos(multiply, size, basis, diagonal, offDiagonal);
        ArrayPool<double>.Shared.Return(basis);
        return value;
    }

    private static double? ByLanczos(Action<Memory<double>, Memory<double>> multiply, int size, double[] basis,
        double[] diagonal, double[] offDiagonal)
    {
        FillStart(basis.AsSpan(0, size));
        double value = 0, scale = 0;
        for (int step = 0; step < diagonal.Length; step++)
        {
            multiply(basis.AsMemory(step * size, size), basis.AsMemory((step + 1) * size, size));
            Span<double> image = basis.AsSpan((step + 1) * size, size);
            diagonal[step] = Dot(image, basis.AsSpan(step * size, size));
            double norm = Orthogonalise(image, basis.AsSpan(0, (step + 1) * size), diagonal[step], step > 0
                ? offDiagonal[step - 1] : 0);
            scale = Math.Max(scale, diagonal[step] + norm);
            bool exhausted = norm <= 1e-14 * scale || step + 1 == size; // the basis spans all that the start can reach
            if (exhausted || (step + 1) % StepsPerCheck == 0 || step + 1 == diagonal.Length)
            {
                (value, double last) =
                    TridiagonalTop.Of(diagonal.AsSpan(0, step + 1), offDiagonal.AsSpan(0, step), value);
                if (exhausted || norm * last <= Tolerance * value) return value;
            }

            offDiagonal[step] = norm;
            for (int i = 0; i < size; i++) image[i] /= norm;
        }

        return null;
    }

    private static void Multiply(double[] matrix, Memory<double> vector, Memory<double> image)
    {
        int size = vector.Length;
        Chunks.Run(size, RowsPerChunk, (_, first, end) =>
        {
            ReadOnlySpan<double> x = vector.Span;
            Span<double> y = image.Span;
            int i = first;
            for (; i <= end - 4; i += 4) FourDots(matrix.AsSpan(i * size, 4 * size), x, y.Slice(i, 4));
            for (; i < end; i++) y[i] = Dot(matrix.AsSpan(i * size, size), x);
        });
    }

    /// <summary>
    /// Makes an image orthogonal to the basis: by the recurrence of Lanczos first, then to all vectors, again where
    /// little is left (Kahan and Parlett: twice is enough).
    /// </summary>
    /// <returns>The norm of what is left.</returns>
    private static double Orthogonalise(Span<double> image, ReadOnlySpan<double> basis, double alpha, double beta)
    {
        int size = image.Length;
        AddMultiple(image, -alpha, basis[^size..]);
        if (basis.Length > size) AddMultiple(image, -beta, basis.Slice(basis.Length - 2 * size, size));
        double before, norm = Math.Sqrt(Dot(image, image));
        do
        {
            before = norm;
            for (int at = 0; at < basis.Length; at += size)
            {
                ReadOnlySpan<double> vector = basis.Slice(at, size);
                AddMultiple(image, -Dot(image, vector), vector);
            }

            norm = Math.Sqrt(Dot(image, image));
        }
        while (norm < 0.7 * before && norm > 0);
        return norm;
    }

    /// <summary>By torch's dense solver in 64-bit floats.</summary>
    internal static double Dense(ReadOnlySpan<double> matrix, int size)
    {
        using DisposeScope scope = NewDisposeScope();
        return linalg.eigvalsh(tensor(matrix.ToArray(), size, size)).max().item<double>();
    }

    /// <summary>A unit vector without structure: uniform numbers in (-1, 1) under the zero key.</summary>
    private static void FillStart(Span<double> vector)
    {
        for (int i = 0; i < vector.Length; i++)
            vector[i] = ((int)Philox4x32.Block((uint)i, 0, 0, 0, 0, 0).X0 + 0.5) / int.MaxValue;
        double norm = Math.Sqrt(Dot(vector, vector));
        for (int i = 0; i < vector.Length; i++) vector[i] /= norm;
    }

    /// <summary>The sum of products, in a fixed order.</summary>
    internal static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ReadOnlySpan<Vector<double>> x = MemoryMarshal.Cast<double, Vector<double>>(a);
        ReadOnlySpan<Vector<double>> y = MemoryMarshal.Cast<double, Vector<double>>(b)[..x.Length];
        Vector<double> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        int i = 0;
        for (; i <= x.Length - 4; i += 4)
        {
            sum0 = Vector.MultiplyAddEstimate(x[i], y[i], sum0);
            sum1 = Vector.MultiplyAddEstimate(x[i + 1], y[i + 1], sum1);
            sum2 = Vector.MultiplyAddEstimate(x[i + 2], y[i + 2], sum2);
            sum3 = Vector.MultiplyAddEstimate(x[i + 3], y[i + 3], sum3);
        }

        for (; i < x.Length; i++) sum0 = Vector.MultiplyAddEstimate(x[i], y[i], sum0);
        double sum = Vector.Sum(sum0 + sum1 + (sum2 + sum3));
        for (int j = x.Length * Vector<double>.Count; j < a.Length; j++) sum += a[j] * b[j];
        return sum;
    }

    /// <summary>Four rows times a vector: each number of the vector is read once for all of them.</summary>
    private static void FourDots(ReadOnlySpan<double> rows, ReadOnlySpan<double> vector, Span<double> products)
    {
        int size = vector.Length, whole = size / Vector<double>.Count * Vector<double>.Count;
        Vector<double> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        ref double row0 = ref MemoryMarshal.GetReference(rows), x = ref MemoryMarshal.GetReference(vector);
        ref double row1 = ref Unsafe.Add(ref row0, size), row2 = ref Unsafe.Add(ref row1, size),
            row3 = ref Unsafe.Add(ref row2, size);
        for (nuint j = 0; j < (nuint)whole; j += (nuint)Vector<double>.Count)
        {
            Vector<double> values = Vector.LoadUnsafe(ref x, j);
            sum0 = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref row0, j), values, sum0);
            sum1 = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref row1, j), values, sum1);
            sum2 = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref row2, j), values, sum2);
            sum3 = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref row3, j), values, sum3);
        }

        (products[0], products[1]) = (Vector.Sum(sum0), Vector.Sum(sum1));
        (products[2], products[3]) = (Vector.Sum(sum2), Vector.Sum(sum3));
        for (int j = whole; j < size; j++)
        {
            for (int i = 0; i < 4; i++) products[i] += rows[i * size + j] * vector[j];
        }
    }

    /// <summary>Adds a multiple of a vector.</summary>
    internal static void AddMultiple(Span<double> sum, double factor, ReadOnlySpan<double> vector)
    {
        Span<Vector<double>> x = MemoryMarshal.Cast<double, Vector<double>>(sum);
        ReadOnlySpan<Vector<double>> y = MemoryMarshal.Cast<double, Vector<double>>(vector)[..x.Length];
        Vector<double> factors = new(factor);
        for (int i = 0; i < x.Length; i++) x[i] = Vector.MultiplyAddEstimate(factors, y[i], x[i]);
        for (int j = x.Length * Vector<double>.Count; j < sum.Length; j++) sum[j] += factor * vector[j];
    }
}
