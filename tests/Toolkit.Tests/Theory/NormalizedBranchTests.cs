using MomentsDnns.Architectures.Activations;
using MomentsDnns.Theory;

namespace MomentsDnns.Toolkit.Tests.Theory;

public sealed class NormalizedBranchTests
{
    private static readonly Func<double, (double, double)> Relu = ActivationCatalog.Find("relu")!.Evaluate;

    [Fact]
    public void ShareOffset_OfRelu_IsPiOverPiMinusOne()
    {
        Assert.Equal(Math.PI / (Math.PI - 1), NormalizedBranch.ShareOffset(Relu, 2), 1e-9);
        // delta_phi^2 = 1 / (1 - s) at s = 1/pi.
        Assert.Equal(Math.Pow(ReluTheory.Increment(1 / Math.PI), 2), NormalizedBranch.ShareOffset(Relu, 2), 1e-9);
        Assert.Equal(1 - (1 / Math.PI), NormalizedBranch.Power(Relu, 2), 1e-9);
    }

    // Var z^2 = 2, and of (gamma z + beta)^2 it is 2 gamma^4 + 4 gamma^2 beta^2, whose means over [-R, R] are R^4/5 and R^2/3 each.
    [Fact]
    public void Power_OfASquare_IsThePolynomialOfItsRadii()
    {
        static (double, double) Square(double x) => (x * x, 2 * x);
        Assert.Equal(3 * 2, NormalizedBranch.Power(Square, 3), 1e-10);
        Assert.Equal(2 * 2 * Math.Pow(1.3, 4) / 5, NormalizedBranch.Power(Square, 2, scaleRadius: 1.3), 1e-10);
        Assert.Equal(2 * (2 + (4 * 0.49 / 3)), NormalizedBranch.Power(Square, 2, shiftRadius: 0.7), 1e-10);
        Assert.Equal(2 * ((2 * Math.Pow(1.3, 4) / 5) + (4 * (1.69 / 3) * (0.49 / 3))), NormalizedBranch.Power(Square, 2, 1.3, 0.7), 1e-10);
    }

    // Sums over grids in numpy: tanh over 2.4 million points of z; ReLU by the closed forms of its mean and second moment, over 8 million (gamma, beta).
    [Fact]
    public void ShareOffset_MeetsIndependentSums()
    {
        Assert.Equal(1.26808772, NormalizedBranch.ShareOffset(ActivationCatalog.Find("tanh")!.Evaluate, 2), 1e-7);
        Assert.Equal(1.296795, NormalizedBranch.ShareOffset(Relu, 2, Math.Sqrt(3), Math.Sqrt(3)), 2e-5);
        Assert.Equal(14.43177, NormalizedBranch.ShareOffset(Relu, 2, 0.5, 0.8), 1e-3);
        Assert.Equal(1.436388, NormalizedBranch.ShareOffset(Relu, 2, shiftRadius: 0.5), 2e-5);
    }
}
