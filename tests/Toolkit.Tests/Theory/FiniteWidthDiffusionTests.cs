using MomentsDnns.Architectures.Random;
using MomentsDnns.Theory;

namespace MomentsDnns.Toolkit.Tests.Theory;

public class FiniteWidthDiffusionTests
{
    // The sums over K with 30 digits (mpmath). N = 1 is 2 g^2, g half normal: -Euler's constant and pi^2 / 2. N = 2 also by quadrature of
    // log(relu(g1)^2 + relu(g2)^2) over the three quadrants: the same 17 digits.
    [Theory]
    [InlineData(1, -0.57721566490153286, 4.9348022005446793)]
    [InlineData(2, -0.8082647250881813, 4.2652488350175963)]
    [InlineData(3, -0.79598751308968943, 3.5743732521163012)]
    [InlineData(10, -0.30746101069185717, 0.86673425305260326)]
    [InlineData(100, -0.025420885622756777, 0.051939992148725336)]
    [InlineData(256, -0.0098286593638029256, 0.019818708909798528)]
    [InlineData(1000, -0.0025040953856271829, 0.0050185853166522069)]
    public void Moments_AreTheExactSums(int width, double mean, double variance)
    {
        FiniteWidthDiffusion theory = new(width);
        Assert.Equal(mean, theory.LogMean, 1e-13);
        Assert.Equal(variance, theory.LogVariance, 1e-13);
        Assert.Equal(7 * mean, theory.LogMeanAt(7), 1e-12);
        Assert.Equal(7 * variance, theory.LogVarianceAt(7), 1e-12);
    }

    // Delta method with the cumulants 5/N, 44/N^2 of the factor (E (2 relu^2)^k = 1, 6, 60): E log = -5/(2N) + (44/3 - 75/4) / N^2,
    // Var log = 5/N + (-44 + 50/4 + 50) / N^2; what is left is of order N^-3.
    [Theory]
    [InlineData(1000)]
    [InlineData(10_000)]
    [InlineData(100_000)]
    public void Moments_OfWideNets_TendToLeadingOrder(int width)
    {
        FiniteWidthDiffusion theory = new(width);
        double n = width;
        Assert.Equal(-49.0 / 12, (theory.LogMean + (2.5 / n)) * n * n, (20 / n) + (1e-15 * n * n));
        Assert.Equal(18.5, (theory.LogVariance - (5 / n)) * n * n, (120 / n) + (1e-16 * n * n));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(64)]
    public void Moments_AreThoseOfDrawnLayers(int width)
    {
        const int draws = 60_000;
        RandomStream random = new(5, width, 0, RandomPurpose.Noise);
        float[] g = new float[width];
        List<double> logs = [];
        for (int draw = 0; draw < draws; draw++)
        {
            random.FillNormal(g);
            double factor = 2.0 / width * g.Sum(x => x > 0 ? (double)x * x : 0);
            if (factor > 0) logs.Add(Math.Log(factor));
        }

        FiniteWidthDiffusion theory = new(width);
        double mean = logs.Average();
        double variance = logs.Average(x => Math.Pow(x - mean, 2)), fourth = logs.Average(x => Math.Pow(x - mean, 4));
        double errorOfMean = Math.Sqrt(variance / logs.Count), errorOfVariance = Math.Sqrt((fourth - (variance * variance)) / logs.Count);
        Assert.InRange(theory.LogMean, mean - (4 * errorOfMean), mean + (4 * errorOfMean));
        Assert.InRange(theory.LogVariance, variance - (4 * errorOfVariance), variance + (4 * errorOfVariance));
        // No pre-activation of N is positive.
        double extinct = Math.Pow(2, -width), errorOfExtinct = Math.Sqrt(extinct * (1 - extinct) / draws);
        Assert.InRange(1 - ((double)logs.Count / draws), extinct - (4 * errorOfExtinct) - 1e-15, extinct + (4 * errorOfExtinct) + 1e-15);
    }

    [Fact]
    public void Width_Zero_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => new FiniteWidthDiffusion(0));
}
