using MomentsDnns.Architectures.Random;
using TorchSharp;

namespace MomentsDnns.Architectures.Tests.Random;

/// <summary>The law of the normal numbers, for one seed; every bound is four standard errors (p = 6e-5 each).</summary>
public class FillNormalLawTests
{
    private const int Count = 1 << 21;
    private static readonly float[] s_numbers = FillNormalTests.Draw(Count, 2019, 0, 1, RandomPurpose.Weight);

    [Theory]
    // E z^p and Var z^p = E z^2p - (E z^p)^2 of a standard normal: E z^2k = (2k - 1)!!
    [InlineData(1, 0, 1)]
    [InlineData(2, 1, 2)]
    [InlineData(3, 0, 15)]
    [InlineData(4, 3, 96)]
    [InlineData(5, 0, 945)]
    [InlineData(6, 15, 10170)]
    public void Moment_ManyNumbers_IsThatOfTheNormalLaw(int power, double mean, double variance)
    {
        double sum = 0;
        foreach (float x in s_numbers)
        {
            double product = x;
            for (int p = 1; p < power; p++) product *= x;
            sum += product;
        }

        Assert.Equal(mean, sum / Count, 4 * Math.Sqrt(variance / Count));
    }

    [Theory]
    // 2 (1 - Phi(t)), from erfc(t / sqrt 2) in Python's math module
    [InlineData(0.5f, 0.6170750774519738)]
    [InlineData(1f, 0.31731050786291415)]
    [InlineData(2f, 0.04550026389635842)]
    [InlineData(3f, 0.0026997960632601866)]
    [InlineData(4f, 6.334248366623996e-05)]
    [InlineData(5f, 5.733031437583869e-07)]
    public void TailCount_ManyNumbers_IsThatOfTheNormalLaw(float threshold, double probability)
    {
        int above = 0, below = 0;
        foreach (float x in s_numbers)
        {
            if (x > threshold) above++;
            if (x < -threshold) below++;
        }

        double expected = Count * probability / 2;
        double bound = 4 * Math.Sqrt(expected * (1 - probability / 2)) + 1; // 1: counts are whole and few beyond 5
        Assert.Equal(expected, above, bound);
        Assert.Equal(expected, below, bound);
    }

    [Fact]
    public void Distribution_ManyNumbers_PassesKolmogorovAndSmirnov()
    {
        float[] sorted = s_numbers[..(1 << 20)];
        Array.Sort(sorted);
        using torch.Tensor cumulative = torch.special.ndtr(torch.tensor(sorted, dtype: torch.float64));
        double[] phi = cumulative.data<double>().ToArray();
        double distance = 0;
        for (int i = 0; i < phi.Length; i++)
        {
            distance = Math.Max(distance, Math.Max(phi[i] - (double)i / phi.Length, (double)(i + 1) / phi.Length - phi[i]));
        }

        // Kolmogorov's limit law: P(sqrt n D > 2.23) = 2 exp(-2 2.23^2) = 1e-4.
        Assert.True(Math.Sqrt(phi.Length) * distance < 2.23, $"sqrt(n) D = {Math.Sqrt(phi.Length) * distance}");
    }

    [Theory]
    // Neighbours in memory, the other number of a pair (16), the other pair of a block (32), the next group (64).
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(32)]
    [InlineData(48)]
    [InlineData(64)]
    [InlineData(16_384)]
    public void Lag_ManyNumbers_IsUncorrelated(int lag) =>
        AssertUncorrelated(s_numbers.AsSpan(0, Count - lag), s_numbers.AsSpan(lag));

    [Theory]
    [InlineData(2020UL, 0, 1, RandomPurpose.Weight)]
    [InlineData(2019UL + (1UL << 32), 0, 1, RandomPurpose.Weight)]
    [InlineData(2019UL, 1, 1, RandomPurpose.Weight)]
    [InlineData(2019UL, 0, 2, RandomPurpose.Weight)]
    [InlineData(2019UL, 0, 1, RandomPurpose.Bias)]
    public void NeighbouringKey_ManyNumbers_IsUncorrelated(ulong seed, int simulation, int layer, RandomPurpose purpose) =>
        AssertUncorrelated(
            s_numbers.AsSpan(0, 1 << 20), FillNormalTests.Draw(1 << 20, seed, simulation, layer, purpose));

    // Of independent x and y: Var xy = 1, Var (x^2 - 1)(y^2 - 1) = 4.
    private static void AssertUncorrelated(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        double product = 0, ofSquares = 0;
        for (int i = 0; i < x.Length; i++)
        {
            product += (double)x[i] * y[i];
            ofSquares += ((double)x[i] * x[i] - 1) * ((double)y[i] * y[i] - 1);
        }

        Assert.Equal(0, product / x.Length, 4 * Math.Sqrt(1.0 / x.Length));
        Assert.Equal(0, ofSquares / x.Length, 4 * Math.Sqrt(4.0 / x.Length));
    }
}
