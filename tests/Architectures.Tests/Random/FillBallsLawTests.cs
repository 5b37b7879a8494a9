namespace MomentsDnns.Architectures.Tests.Random;

/// <summary>The law of points in balls, for one seed; bounds are four standard errors (p = 6e-5 each) where not said.</summary>
public class FillBallsLawTests
{
    private const double Radius = 1.7;

    // A radius of u^(1/(n + 1)) is at a distance of 1 / (e n) at most: 4 times the bound below for n = 27, unseen for 4608,
    // where this test still sees every error that does not vanish with n.
    [Theory]
    [InlineData(1, 400_000)]
    [InlineData(2, 400_000)]
    [InlineData(27, 400_000)]
    [InlineData(4608, 2000)]
    public void RadialLaw_ManyVectors_PassesKolmogorovAndSmirnov(int dimension, int count)
    {
        double[] uniform = Uniforms(dimension, count);
        Array.Sort(uniform);
        double distance = 0;
        for (int i = 0; i < count; i++)
            distance = Math.Max(distance, Math.Max(uniform[i] - (double)i / count, (double)(i + 1) / count - uniform[i]));

        // Kolmogorov's limit law: P(sqrt N D > 2.23) = 2 exp(-2 2.23^2) = 1e-4.
        Assert.True(Math.Sqrt(count) * distance < 2.23, $"sqrt(N) D = {Math.Sqrt(count) * distance}");
    }

    [Theory]
    [InlineData(1, 400_000)]
    [InlineData(2, 400_000)]
    [InlineData(27, 100_000)]
    [InlineData(4608, 2000)]
    public void SquaredNorm_ManyVectors_HasTheClosedFormMean(int dimension, int count)
    {
        // E r^2 = n / (n + 2), E r^4 = n / (n + 4), r = |w| / R.
        double n = dimension, mean = n / (n + 2), variance = n / (n + 4) - mean * mean;
        double[] norms = FillBallsTests.Norms(FillBallsTests.Draw(dimension, count, Radius), count);
        Assert.Equal(Radius * Radius * mean, norms.Average(r => r * r), 4 * Radius * Radius * Math.Sqrt(variance / count));
    }

    [Theory]
    [InlineData(2, 400_000)]
    [InlineData(27, 40_000)]
    [InlineData(300, 4000)]
    public void Coordinates_ManyVectors_AreCentredAndUncorrelated(int dimension, int count)
    {
        // E w_i = 0, E w_i w_j = [i = j] R^2 / (n + 2); E w_i^2 w_j^2 = R^4 / ((n + 2)(n + 4)), three times that for i = j.
        // Bounds of 5 standard errors (p = 6e-7 each) on at most 21 first coordinates, 231 entries.
        double n = dimension, square = Radius * Radius / (n + 2), fourth = Math.Pow(Radius, 4) / ((n + 2) * (n + 4));
        float[] w = FillBallsTests.Draw(dimension, count, Radius);
        int rows = Math.Min(dimension, 21);
        for (int i = 0; i < rows; i++)
        {
            Assert.Equal(0, Mean(j => w[i * count + j], count), 5 * Math.Sqrt(square / count));
            for (int k = 0; k <= i; k++)
            {
                double expected = i == k ? square : 0;
                double variance = i == k ? 3 * fourth - square * square : fourth;
                Assert.Equal(
                    expected, Mean(j => (double)w[i * count + j] * w[k * count + j], count), 5 * Math.Sqrt(variance / count));
            }
        }
    }

    [Theory]
    [InlineData(2, 400_000)]
    [InlineData(27, 100_000)]
    [InlineData(4608, 2000)]
    public void Direction_ManyVectors_IsIsotropic(int dimension, int count)
    {
        float[] w = FillBallsTests.Draw(dimension, count, Radius);
        double[] norms = FillBallsTests.Norms(w, count);
        int last = (dimension - 1) * count;
        AssertCosines([.. Enumerable.Range(0, count).Select(j => w[j] / norms[j])], dimension);
        AssertCosines([.. Enumerable.Range(0, count).Select(j => w[last + j] / norms[j])], dimension);

        double[] diagonal = new double[count]; // along (1, ..., 1) / sqrt n
        for (int i = 0; i < w.Length; i++) diagonal[i % count] += w[i];
        AssertCosines([.. diagonal.Select((sum, j) => sum / Math.Sqrt(dimension) / norms[j])], dimension);
    }

    [Theory]
    [InlineData(2, 400_000)]
    [InlineData(27, 100_000)]
    public void RadiusAndDirection_ManyVectors_AreIndependent(int dimension, int count)
    {
        double n = dimension;
        float[] w = FillBallsTests.Draw(dimension, count, Radius);
        double[] norms = FillBallsTests.Norms(w, count), uniform = Uniforms(dimension, count);
        double varianceOfSquare = 3 / (n * (n + 2)) - 1 / (n * n);
        double covariance = Mean(j => (uniform[j] - 0.5) * (w[j] / norms[j] * (w[j] / norms[j]) - 1 / n), count);
        Assert.Equal(0, covariance, 4 * Math.Sqrt(varianceOfSquare / 12 / count));
    }

    [Theory]
    // Lags of neighbours, of a Box-Muller pair (16), of a group (64).
    [InlineData(2, 400_000, 1)]
    [InlineData(2, 400_000, 16)]
    [InlineData(2, 400_000, 64)]
    [InlineData(27, 100_000, 1)]
    [InlineData(27, 100_000, 16)]
    [InlineData(4608, 2000, 1)]
    public void Vectors_ALagApart_AreIndependent(int dimension, int count, int lag)
    {
        // Of independent vectors: the directions' product has mean 0 and variance 1/n; Var of a product of two uniforms
        // less 1/2 is 1/144. Pairs with a shared vector are uncorrelated.
        float[] w = FillBallsTests.Draw(dimension, count, Radius);
        double[] norms = FillBallsTests.Norms(w, count), uniform = Uniforms(dimension, count);
        int pairs = count - lag;
        double[] product = new double[pairs];
        for (int i = 0; i < dimension; i++)
            for (int j = 0; j < pairs; j++) product[j] += (double)w[i * count + j] * w[i * count + j + lag];
        double cosine = Mean(j => product[j] / (norms[j] * norms[j + lag]), pairs);
        double radial = Mean(j => (uniform[j] - 0.5) * (uniform[j + lag] - 0.5), pairs);
        Assert.Equal(0, cosine, 4 * Math.Sqrt(1.0 / dimension / pairs));
        Assert.Equal(0, radial, 4 * Math.Sqrt(1.0 / 144 / pairs));
    }

    // E c^2 = 1/n, E c^4 = 3 / (n (n + 2)), E c^8 = 105 / (n (n + 2)(n + 4)(n + 6)) of c = <w, e> / |w|, |e| = 1.
    private static void AssertCosines(double[] cosines, int dimension)
    {
        double n = dimension, second = 1 / n, fourth = 3 / (n * (n + 2)), eighth = 35 * fourth / ((n + 4) * (n + 6));
        int count = cosines.Length;
        Assert.Equal(0, cosines.Average(), 4 * Math.Sqrt(second / count));
        Assert.Equal(second, cosines.Average(c => c * c), 4 * Math.Sqrt((fourth - second * second) / count));
        Assert.Equal(fourth, cosines.Average(c => c * c * c * c), 4 * Math.Sqrt((eighth - fourth * fourth) / count));
    }

    // (|w| / R)^n; rounding moves it by n 2^-24 / sqrt n at most, far below what the tests resolve.
    private static double[] Uniforms(int dimension, int count) =>
        [.. FillBallsTests.Norms(FillBallsTests.Draw(dimension, count, Radius), count).Select(r => Math.Pow(r / Radius, dimension))];

    private static double Mean(Func<int, double> term, int count)
    {
        double sum = 0;
        for (int j = 0; j < count; j++) sum += term(j);
        return sum / count;
    }
}
