using MomentsDnns.Theory.InfiniteWidth;

namespace MomentsDnns.Toolkit.Tests.Theory.InfiniteWidth;

public class SymmetricSpectrumTests
{
    public static TheoryData<int, int> Sizes => new()
    {
        { 2, 5 }, { 3, 2 }, { 7, 100 }, { 16, 3 }, { 64, 200 }, { 65, 1 }, { 130, 40 },
    };

    // A v = lambda v, and vectors orthonormal, within rounding; features fewer than images make eigenvalues 0.
    [Theory]
    [MemberData(nameof(Sizes))]
    public void Spectrum_OfRandomMatrices_SolvesItsEquation(int size, int features)
    {
        GramMatrix matrix = Grams.Random(size, features, size).Affine(3, -0.1);
        SymmetricSpectrum spectrum = SymmetricSpectrum.Of(matrix);
        double largest = spectrum.Eigenvalues.Max(Math.Abs);

        Assert.Equal(spectrum.Eigenvalues.Order(), spectrum.Eigenvalues);
        for (int k = 0; k < size; k++)
        {
            for (int i = 0; i < size; i++)
            {
                double product = Enumerable.Range(0, size).Sum(j => matrix[i, j] * Vector(spectrum, k, j));
                Assert.Equal(spectrum.Eigenvalues[k] * Vector(spectrum, k, i), product, 4e-15 * size * largest);
            }

            for (int other = 0; other <= k; other++)
            {
                double dot = Enumerable.Range(0, size).Sum(j => Vector(spectrum, k, j) * Vector(spectrum, other, j));
                Assert.Equal(k == other ? 1 : 0, dot, 2e-15 * size);
            }
        }
    }

    // 2 - 2 cos(k pi / (n + 1)): second differences.
    [Fact]
    public void Eigenvalues_OfSecondDifferences_AreKnown()
    {
        const int size = 40;
        GramMatrix matrix = Grams.Of(size, (i, j) => i == j ? 2 : Math.Abs(i - j) == 1 ? -1 : 0);
        IReadOnlyList<double> eigenvalues = SymmetricSpectrum.Of(matrix).Eigenvalues;

        for (int k = 0; k < size; k++) Assert.Equal(2 - (2 * Math.Cos((k + 1) * Math.PI / (size + 1))), eigenvalues[k], 1e-13);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-300)]
    [InlineData(1e300)]
    public void Eigenvalues_OfDiagonalAndConstantMatrices(double scale)
    {
        Assert.Equal([0, scale, 2 * scale], SymmetricSpectrum.Of(Grams.Of(3, (i, j) => i == j ? (2 - i) * scale : 0)).Eigenvalues);
        double top = SymmetricSpectrum.Of(Grams.Of(5, (_, _) => scale)).Eigenvalues[^1];
        Assert.Equal(5, scale == 0 ? 5 : top / scale, 1e-13);
    }

    private static double Vector(SymmetricSpectrum spectrum, int k, int i) => spectrum.Vectors[(k * spectrum.Eigenvalues.Count) + i];
}
