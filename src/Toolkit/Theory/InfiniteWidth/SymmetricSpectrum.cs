using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace MomentsDnns.Theory.InfiniteWidth;

/// <summary>
/// Eigenvalues and eigenvectors of a symmetric matrix, with errors of a few rounding units of the largest eigenvalue.
/// </summary>
/// <param name="Eigenvalues">Ascending.</param>
/// <param name="Vectors">Row k is the eigenvector of eigenvalue k, of length 1: N*N numbers.</param>
public sealed record SymmetricSpectrum(IReadOnlyList<double> Eigenvalues, IReadOnlyList<double> Vectors)
{
    /// <summary><see cref="Vectors"/>, for loops that want no calls.</summary>
    internal double[] VectorValues { get; } = [.. Vectors];

    /// <summary>Decomposes.</summary>
    /// <param name="matrix">A symmetric matrix.</param>
    public static SymmetricSpectrum Of(GramMatrix matrix)
    {
        int n = matrix.Size;
        double[] values = matrix.Values.ToArray();
        // In units of the largest entry, so that no product leaves the range of numbers.
        double scale = values.Max(Math.Abs);
        for (int i = 0; i < values.Length && scale > 0; i++) values[i] /= scale;
        Evd<double> found = Matrix<double>.Build.Dense(n, n, values).Evd(Symmetricity.Symmetric);
        int[] order = [.. Enumerable.Range(0, n).OrderBy(i => found.EigenValues[i].Real)];
        double[] vectors = new double[n * n];
        for (int k = 0; k < n; k++) found.EigenVectors.Column(order[k]).AsArray().CopyTo(vectors.AsSpan(k * n));
        return new([.. order.Select(i => found.EigenValues[i].Real * scale)], vectors);
    }
}
