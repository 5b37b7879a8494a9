using MomentsDnns.Architectures.Activations;
using MomentsDnns.Theory;

namespace MomentsDnns.Toolkit.Tests.Theory;

public class ResidualTheoryTests
{
    // DESIGN.md, section 1.
    [Theory]
    [InlineData("relu", 1, 0.23347)]
    [InlineData("relu", 2, 0.57596)]
    [InlineData("linear", 3, 0)]
    public void GaussianExponent_IsTheKnownNumber(string activation, int residualDepth, double expected) =>
        Assert.Equal(expected, ResidualTheory.GaussianExponent(ActivationCatalog.Find(activation)!.Evaluate, residualDepth), 6e-6);

    [Theory]
    [InlineData(1, 2, 0)]
    [InlineData(1.5, 1, 0.625)]
    [InlineData(1.5, 2, 2.03125)]
    public void Exponent_IsTheFormula(double increment, int residualDepth, double expected) =>
        Assert.Equal(expected, ResidualTheory.Exponent(increment, residualDepth), 1e-14);

    // From first principles: the signal's variance starts at 1 and each branch adds 1; a branch takes the noise per signal, times
    // delta^(2H).
    [Fact]
    public void Product_IsTheRecursionOfSignalAndNoise()
    {
        const double increment = 1.3;
        const int residualDepth = 2;
        ResidualGrowth growth = new(ResidualTheory.Exponent(increment, residualDepth), 0, 1);
        (double signal, double noise) = (1, 1);
        for (int depth = 1; depth <= 50; depth++)
        {
            double before = noise / signal;
            noise += Math.Pow(increment, 2 * residualDepth) * before;
            signal += 1;
            Assert.Equal(1 / signal, ResidualTheory.BranchShare(depth), 1e-15);
            Assert.Equal(Math.Sqrt(noise / signal / before), ResidualTheory.Increment(growth.Exponent, depth), 1e-13);
            Assert.Equal(Math.Sqrt(noise / signal), growth.Product(depth), 1e-12);
        }
    }

    // The product telescopes: for 2 tau = 1 it is ((l + 2) / (l0 + 2))^(1/2), for 2 tau = 2 ((l + 2)(l + 3) / ((l0 + 2)(l0 + 3)))^(1/2).
    [Theory]
    [InlineData(0, 10)]
    [InlineData(4, 4)]
    [InlineData(4, 300)]
    public void Product_OfWholeExponents_IsTheClosedForm(int start, int depth)
    {
        Assert.Equal(3 * Math.Sqrt((depth + 2.0) / (start + 2)), new ResidualGrowth(0.5, start, 3).Product(depth), 1e-11);
        double second = (depth + 2.0) * (depth + 3) / ((start + 2.0) * (start + 3));
        Assert.Equal(1, new ResidualGrowth(1, start, 3).Product(depth) / (3 * Math.Sqrt(second)), 1e-12);
    }

    // C for 2 tau = 1 and 2: chi / (l0 + 2)^(1/2), chi / ((l0 + 2)(l0 + 3))^(1/2). The ratio to the product departs from 1 as 1/l.
    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void AsymptoticPowerLaw_IsWhatTheProductTendsTo(int start)
    {
        Assert.Equal(1, new ResidualGrowth(0.5, start, 2).AsymptoticConstant / (2 / Math.Sqrt(start + 2)), 1e-12);
        Assert.Equal(1, new ResidualGrowth(1, start, 2).AsymptoticConstant / (2 / Math.Sqrt((start + 2.0) * (start + 3))), 1e-12);
        ResidualGrowth growth = new(0.23347, start, 2);
        double at100 = (growth.Product(100) / growth.AsymptoticPowerLaw(100)) - 1;
        double at1000 = (growth.Product(1000) / growth.AsymptoticPowerLaw(1000)) - 1;
        Assert.InRange(at1000, 1e-5, 1e-3);
        Assert.InRange(at1000 / at100, 0.09, 0.11);
    }

    [Fact]
    public void PowerLaw_PassesThroughTheStartWithItsExponent()
    {
        ResidualGrowth growth = new(0.57596, 3, 1.7);
        Assert.Equal(1.7, growth.PowerLaw(3), 1e-14);
        Assert.Equal(1.7, growth.Product(3));
        Assert.Equal(growth.PowerLaw(50), growth.Constant * Math.Pow(50, 0.57596), 1e-12);
        Assert.Equal(Math.Pow(2, 0.57596), growth.PowerLaw(80) / growth.PowerLaw(40), 1e-13);
    }

    // Whatever the increments between two bounds, their product lies between the bounds' products.
    [Fact]
    public void Product_OfMixedExponents_LiesBetweenTheBounds()
    {
        (ResidualGrowth lower, ResidualGrowth upper) = (new(0.2, 5, 1.4), new(0.6, 5, 1.4));
        double chi = 1.4;
        for (int depth = 6; depth <= 100; depth++)
        {
            chi *= ResidualTheory.Increment(0.2 + (0.4 * (depth % 7) / 6), depth);
            Assert.InRange(chi, lower.Product(depth), upper.Product(depth));
        }
    }

    [Fact]
    public void Arguments_OutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ResidualTheory.Exponent(1.2, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ResidualTheory.Increment(-0.6, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ResidualTheory.Increment(0.2, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ResidualGrowth(0.2, 5, 1).Product(4));
    }
}
