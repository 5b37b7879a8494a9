using MomentsDnns.Theory.InfiniteWidth;

namespace MomentsDnns.Toolkit.Tests.Theory.InfiniteWidth;

/// <summary>E[1/(v + epsilon)] where v = sum of lambda_i g_i^2 / N has a law in closed form.</summary>
public class InverseVarianceQuadratureTests
{
    // v = (lambda/N) chi^2 of r degrees: E[1/v] = N / (lambda (r - 2)).
    [Theory]
    [InlineData(3, 4, 1)]
    [InlineData(4, 5, 0.3)]
    [InlineData(9, 10, 2)]
    [InlineData(63, 64, 1)]
    [InlineData(511, 512, 1e6)]
    public void Mean_OfEqualDirections_IsThatOfChiSquare(int directions, int images, double eigenvalue) =>
        Assert.Equal(1, Mean([.. Enumerable.Repeat(eigenvalue, directions), 0], images, 0) * eigenvalue * (directions - 2) / images, 2e-11);

    // One direction: (pi / (2 m e))^(1/2) erfcx((e / (2 m))^(1/2)), m = lambda/N; two: e^(e/m) E1(e/m) / m, m = 2 lambda/N. Values by SciPy.
    [Theory]
    [InlineData(1, 2, 1, 1e-3, 54.10465624362)]
    [InlineData(1, 2, 0.5, 0.1, 5.10308726564)]
    [InlineData(2, 3, 1, 1e-3, 8.903205712959)]
    [InlineData(2, 3, 0.5, 0.1, 3.667606815242)]
    public void Mean_OfFewDirections_IsBoundedByEpsilon(int directions, int images, double eigenvalue, double epsilon, double expected) =>
        Assert.Equal(1, Mean([.. Enumerable.Repeat(eigenvalue, directions), 1e-18], images, epsilon) / expected, 1e-10);

    // Two pairs of eigenvalues: v the sum of two exponential variables of means a and b, E[1/v] = log(a/b) / (a - b).
    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(1, 1e-3)]
    [InlineData(1, 1e-6)]
    public void Mean_OfUnequalDirections_IsThatOfTwoExponentials(double first, double second)
    {
        const int images = 5;
        double a = 2 * first / images, b = 2 * second / images;

        Assert.Equal(1, Mean([first, first, second, second], images, 0) * (a - b) / Math.Log(a / b), 1e-10);
    }

    [Fact]
    public void Nodes_AreFewForABatch() => Assert.InRange(new InverseVarianceQuadrature([.. Enumerable.Range(1, 63).Select(i => 1.0 / i)], 64, 1e-3).Nodes.Count, 10, 32);

    [Fact]
    public void InfiniteMeans_AreRefused()
    {
        Assert.Contains("alike", Assert.Throws<ArgumentException>(() => Mean([0, 0, 0], 3, 1e-3)).Message, StringComparison.Ordinal);
        Assert.Contains("epsilon", Assert.Throws<ArgumentException>(() => Mean([0, 1, 1], 3, 0)).Message, StringComparison.Ordinal);
    }

    private static double Mean(double[] eigenvalues, int images, double epsilon) => new InverseVarianceQuadrature(eigenvalues, images, epsilon).Mean;
}
