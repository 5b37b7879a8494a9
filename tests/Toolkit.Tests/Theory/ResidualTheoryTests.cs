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

    // From first principles: the signal's variance starts at P_0 and each branch adds B; a branch takes the noise per signal times Delta^2, on a signal of B.
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 0.6816901)] // ReLU: a = 1.46694
    [InlineData(0.5, 2)]
    public void Product_IsTheRecursionOfSignalAndNoise(double start, double branch)
    {
        const double growth = 2.3;
        double offset = start / branch;
        ResidualGrowth law = new((growth - 1) / 2, offset, 0, 1);
        (double signal, double noise) = (start, start);
        for (int depth = 1; depth <= 50; depth++)
        {
            double before = noise / signal;
            noise += branch * growth * before;
            signal += branch;
            double share = ResidualTheory.BranchShare(depth, offset);
            Assert.Equal(branch / signal, share, 1e-14);
            Assert.Equal(Math.Sqrt(noise / signal / before), ResidualTheory.Increment(growth, share), 1e-13);
            Assert.Equal(Math.Sqrt(noise / signal), law.Product(depth), 1e-11);
        }
    }

    // The product telescopes: for 2 tau = 1 it is ((l + 1 + a) / (l0 + 1 + a))^(1/2), for 2 tau = 2 the same with a second factor one further.
    [Theory]
    [InlineData(1, 0, 10)]
    [InlineData(1.46694, 4, 4)]
    [InlineData(1.46694, 4, 300)]
    [InlineData(0.2, 3, 100_000)]
    public void Product_OfWholeExponents_IsTheClosedForm(double offset, int start, int depth)
    {
        double first = (depth + 1 + offset) / (start + 1 + offset), second = first * (depth + 2 + offset) / (start + 2 + offset);
        Assert.Equal(1, new ResidualGrowth(0.5, offset, start, 3).Product(depth) / (3 * Math.Sqrt(first)), 1e-9);
        Assert.Equal(1, new ResidualGrowth(1, offset, start, 3).Product(depth) / (3 * Math.Sqrt(second)), 1e-9);
    }

    // chi tends to the power law (l + offset)^tau; what is left between depths l and 2 l falls as tau (4 tau^2 - 1) / (24 l^2), which is 0 for tau = 1/2.
    [Theory]
    [InlineData(0, 1)]
    [InlineData(7, 1.46694)]
    public void PowerLawOffset_IsWhereTheProductIsAPower(int start, double offset)
    {
        Assert.Equal(0, Departure(0.5, 20), 1e-12);
        foreach (double exponent in (double[])[0.23347, 0.65, 1.4])
        {
            double place = 400 + offset + exponent + 0.5, further = place + 400, correction = exponent * ((4 * exponent * exponent) - 1) / 24;
            Assert.Equal((correction / (place * place)) - (correction / (further * further)), Departure(exponent, 400), 1e-8);
        }

        double Departure(double exponent, int depth)
        {
            ResidualGrowth growth = new(exponent, offset, start, 2);
            double shift = ResidualTheory.PowerLawOffset(exponent, offset);
            return (growth.Product(2 * depth) / growth.Product(depth) / Math.Pow(((2 * depth) + shift) / (depth + shift), exponent)) - 1;
        }
    }

    // On log l the exponent seems to be 5% and more lower over the usual range of units.
    [Fact]
    public void PowerLawOffset_MakesTheSlopeOnLogDepth()
    {
        ResidualGrowth growth = new(0.65, 1.46694, 0, 1);
        foreach (int depth in (int[])[10, 50, 200])
        {
            double slope = Math.Log(growth.Product(depth + 1) / growth.Product(depth - 1)) / Math.Log((depth + 1.0) / (depth - 1));
            Assert.Equal(slope, 0.65 * depth / (depth + ResidualTheory.PowerLawOffset(0.65, 1.46694)), 2e-3 * slope);
        }
    }

    // Whatever the branches between two bounds, their product lies between the bounds' products.
    [Fact]
    public void Product_OfMixedExponents_LiesBetweenTheBounds()
    {
        (ResidualGrowth lower, ResidualGrowth upper) = (new(0.2, 1.46694, 5, 1.4), new(0.6, 1.46694, 5, 1.4));
        double chi = 1.4;
        for (int depth = 6; depth <= 100; depth++)
        {
            chi *= ResidualTheory.Increment(1 + (2 * (0.2 + (0.4 * (depth % 7) / 6))), ResidualTheory.BranchShare(depth, 1.46694));
            Assert.InRange(chi, lower.Product(depth) * (1 - 1e-12), upper.Product(depth) * (1 + 1e-12));
        }
    }

    [Fact]
    public void Arguments_OutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ResidualTheory.Exponent(1.2, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ResidualTheory.Increment(-0.1, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => ResidualTheory.Increment(1.2, 1.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => ResidualTheory.BranchShare(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ResidualTheory.PowerLawOffset(-0.6, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ResidualGrowth(0.2, 1, 5, 1).Product(4));
        Assert.Throws<ArgumentOutOfRangeException>(() => NormalizedBranch.Power(ActivationCatalog.Find("relu")!.Evaluate, 0));
    }
}
