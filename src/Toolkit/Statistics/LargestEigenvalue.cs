using System.Numerics;
using System.Runtime.InteropServices;
using MomentsDnns.Architectures.Random;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Statistics;

/// <summary>
/// The largest eigenvalue of a symmetric positive semidefinite matrix, by Lanczos in doubles with full
/// reorthogonalisation from a fixed starting vector.
/// </summary>
internal static class LargestEigenvalue
{
    /// <summary>The residual |G y - t y| / t at which a pair (t, y) is taken: an eigenvalue lies within it.</summary>
    internal const double Tolerance = 1e-9;

    private const int MaximumSteps = 256, StepsPerCheck = 4;

    /// <summary>Takes the eigenvalue; where Lanczos does not converge, by torch's dense solver.</summary>
    /// <param name="matrix">
    /// Symmetric, positive semidefinite and not zero, row by row; its largest entry is within 1e-100 to 1e100.
    /// </param>
    /// <param name="size">Its number of rows.</param>
    internal static double Of(ReadOnlySpan<double> matrix, int size) =>
        ByLanczos(matrix, size, MaximumSteps) ?? Dense(matrix, size);

    /// <summary>The eigenvalue, or null where the residual stayed above <see cref="Tolerance"/>.</summary>
    internal static double? ByLanczos(ReadOnlySpan<double> matrix, int size, int maximumSteps)
    {
        List<double[]> basis = [];
        List<double> diagonal = [], offDiagonal = [];
        double[] next = Start(size);
        double value = 0, scale = 0;
        for (int step = 1; step <= Math.Min(size, maximumSteps); step++)
        {
            basis.Add(next);
            double[] image = new double[size];
            for (int i = 0; i < size; i++) image[i] = Dot(matrix.Slice(i * size, size), next);
            diagonal.Add(Dot(image, next));

            // Gram-Schmidt against all vectors, twice: once loses orthogonality where the image lies in their span.
            for (int pass = 0; pass < 2; pass++)
            {
                foreach (double[] vector in basis) AddMultiple(image, -Dot(image, vector), vector);
            }

            double norm = Math.Sqrt(Dot(image, image));
            scale = Math.Max(scale, diagonal[^1] + norm);
            bool exhausted = norm <= 1e-14 * scale || step == size; // the basis spans all that the start can reach
            if (exhausted || step % StepsPerCheck == 0 || step == maximumSteps)
            {
                (value, double last) = TridiagonalTop.Of(
                    CollectionsMarshal.AsSpan(diagonal), CollectionsMarshal.AsSpan(offDiagonal), value);
                if (exhausted || norm * last <= Tolerance * value) return value;
            }

            offDiagonal.Add(norm);
            for (int i = 0; i < size; i++) image[i] /= norm;
            next = image;
        }

        return null;
    }

    /// <summary>By torch's dense solver in 64-bit floats.</summary>
    internal static double Dense(ReadOnlySpan<double> matrix, int size)
    {
        using DisposeScope scope = NewDisposeScope();
        return linalg.eigvalsh(tensor(matrix.ToArray(), size, size)).max().item<double>();
    }

    /// <summary>A unit vector without structure: uniform numbers in (-1, 1) under the zero key.</summary>
    private static double[] Start(int size)
    {
        double[] vector = new double[size];
        for (int i = 0; i < size; i++)
            vector[i] = ((int)Philox4x32.Block((uint)i, 0, 0, 0, 0, 0).X0 + 0.5) / int.MaxValue;
        double norm = Math.Sqrt(Dot(vector, vector));
        for (int i = 0; i < size; i++) vector[i] /= norm;
        return vector;
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
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

    private static void AddMultiple(Span<double> sum, double factor, ReadOnlySpan<double> vector)
    {
        Span<Vector<double>> x = MemoryMarshal.Cast<double, Vector<double>>(sum);
        ReadOnlySpan<Vector<double>> y = MemoryMarshal.Cast<double, Vector<double>>(vector)[..x.Length];
        Vector<double> factors = new(factor);
        for (int i = 0; i < x.Length; i++) x[i] = Vector.MultiplyAddEstimate(factors, y[i], x[i]);
        for (int j = x.Length * Vector<double>.Count; j < sum.Length; j++) sum[j] += factor * vector[j];
    }
}
