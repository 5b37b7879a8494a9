using MathNet.Numerics;
using MomentsDnns.Theory;

namespace MomentsDnns.Toolkit.Tests.Theory;

public sealed class WeightedChiSquareTests
{
    // lambda chi^2_k: E[1/q] = 1 / (lambda (k - 2)).
    [Theory]
    [InlineData(3, 1.0)]
    [InlineData(10, 0.02)]
    [InlineData(63, 5.0)]
    public void MeanInverse_OfEqualEigenvalues_IsThatOfChiSquare(int count, double lambda) =>
        Assert.Equal(1, WeightedChiSquare.MeanInverse([.. Enumerable.Repeat(lambda, count)], 0) * lambda * (count - 2), 1e-5);

    // One of 1: E[1/(g^2 + e)] = sqrt(pi / (2 e)) e^(e/2) erfc(sqrt(e/2)).
    [Theory]
    [InlineData(1e-3)]
    [InlineData(0.5)]
    public void MeanInverse_OfOneWithEpsilon_IsTheErrorFunctions(double epsilon) =>
        Assert.Equal(1, WeightedChiSquare.MeanInverse([1.0], epsilon) / (Math.Sqrt(Math.PI / (2 * epsilon)) * Math.Exp(epsilon / 2) * SpecialFunctions.Erfc(Math.Sqrt(epsilon / 2))), 1e-8);

    // Two of lambda and two of mu: q/2 = lambda e_1 + mu e_2 of exponential e; E[1/q] = log(lambda / mu) / (2 (lambda - mu)).
    [Fact]
    public void MeanInverse_OfUnequalEigenvalues_IsTheLogarithmicMean() =>
        Assert.Equal(Math.Log(10) / (2 * 9), WeightedChiSquare.MeanInverse([10, 10, 1, 1], 0), 1e-8);

    [Fact]
    public void MeanInverse_OfTwoWithoutEpsilon_DoesNotExist() => Assert.Equal(double.PositiveInfinity, WeightedChiSquare.MeanInverse([1, 1, 0], 0));
}
