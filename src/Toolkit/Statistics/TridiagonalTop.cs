namespace MomentsDnns.Statistics;

/// <summary>
/// The largest eigenvalue of a symmetric tridiagonal matrix T with positive off-diagonal entries, and the last entry of
/// its unit eigenvector.
/// </summary>
internal static class TridiagonalTop
{
    /// <summary>Bisection to a bracket of 1e-12, then inverse iteration from its upper end.</summary>
    /// <param name="diagonal">k entries.</param>
    /// <param name="offDiagonal">k - 1 entries, positive.</param>
    /// <param name="lowerBound">A number known not to exceed the eigenvalue.</param>
    /// <returns>The eigenvalue and the absolute value of the eigenvector's last entry.</returns>
    internal static (double Value, double LastEntry) Of(
        ReadOnlySpan<double> diagonal, ReadOnlySpan<double> offDiagonal, double lowerBound)
    {
        int size = diagonal.Length;
        double lower = lowerBound, upper = 0; // Gershgorin: the largest row sum
        for (int i = 0; i < size; i++)
        {
            lower = Math.Max(lower, diagonal[i]);
            double before = i > 0 ? offDiagonal[i - 1] : 0, after = i < size - 1 ? offDiagonal[i] : 0;
            upper = Math.Max(upper, diagonal[i] + before + after);
        }

        upper *= 1 + 1e-12; // strictly above, also where the bound is reached
        while (upper - lower > 1e-12 * upper)
        {
            double middle = 0.5 * (lower + upper);
            if (IsAbove(middle, diagonal, offDiagonal)) upper = middle;
            else lower = middle;
        }

        // The upper end minus T is positive definite: elimination needs no pivots. Its inverse and the top eigenvector
        // have positive entries, so the vector of ones is never orthogonal to it, and two steps suffice.
        double[] vector = new double[size], pivots = new double[size];
        Array.Fill(vector, 1);
        for (int step = 0; step < 2; step++)
        {
            Solve(upper, diagonal, offDiagonal, vector, pivots);
            double norm = 0;
            foreach (double entry in vector) norm = Math.Max(norm, entry);
            for (int i = 0; i < size; i++) vector[i] /= norm;
        }

        double square = 0, product = 0;
        for (int i = 0; i < size; i++)
        {
            square += vector[i] * vector[i];
            product += diagonal[i] * vector[i] * vector[i];
            if (i > 0) product += 2 * offDiagonal[i - 1] * vector[i - 1] * vector[i];
        }

        return (product / square, vector[^1] / Math.Sqrt(square));
    }

    /// <summary>Whether every eigenvalue is below: x - T has only positive pivots.</summary>
    private static bool IsAbove(double x, ReadOnlySpan<double> diagonal, ReadOnlySpan<double> offDiagonal)
    {
        double pivot = x - diagonal[0];
        for (int i = 1; i < diagonal.Length && pivot > 0; i++)
            pivot = x - diagonal[i] - offDiagonal[i - 1] * offDiagonal[i - 1] / pivot;
        return pivot > 0;
    }

    /// <summary>Replaces b by the solution of (x - T) y = b, x above every eigenvalue.</summary>
    private static void Solve(
        double x, ReadOnlySpan<double> diagonal, ReadOnlySpan<double> offDiagonal, Span<double> b, Span<double> pivots)
    {
        pivots[0] = x - diagonal[0];
        for (int i = 1; i < b.Length; i++)
        {
            double factor = offDiagonal[i - 1] / pivots[i - 1];
            pivots[i] = x - diagonal[i] - offDiagonal[i - 1] * offDiagonal[i - 1] / pivots[i - 1]; // as in IsAbove
            b[i] += factor * b[i - 1];
        }

        b[^1] /= pivots[^1];
        for (int i = b.Length - 2; i >= 0; i--) b[i] = (b[i] + offDiagonal[i] * b[i + 1]) / pivots[i];
    }
}
