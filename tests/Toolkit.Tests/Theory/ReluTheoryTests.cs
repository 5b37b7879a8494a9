using MomentsDnns.Architectures.Activations;
using MomentsDnns.Theory;

namespace MomentsDnns.Toolkit.Tests.Theory;

public class ReluTheoryTests
{
    // DESIGN.md: 1.21117 = sqrt(pi / (pi - 1)); the same from the integral of the activation's increment.
    [Fact]
    public void Increment_OfNormals_IsTheClosedFormAndTheIntegral()
    {
        double increment = ReluTheory.Increment(1 / Math.PI);
        Assert.Equal(Math.Sqrt(Math.PI / (Math.PI - 1)), increment, 1e-15);
        Assert.Equal(1.21117, increment, 6e-6);
        Assert.Equal(new MeanField(ActivationCatalog.Find("relu")!.Evaluate).ActivationIncrement(), increment, 1e-12);
    }

    [Fact]
    public void Increment_AtTheEndsOfTheShare_IsItsBounds()
    {
        Assert.Equal(ReluTheory.LowerBound, ReluTheory.Increment(0));
        Assert.Equal(ReluTheory.UpperBound, ReluTheory.Increment(0.5), 1e-15);
        Assert.Throws<ArgumentOutOfRangeException>(() => ReluTheory.Increment(-0.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => ReluTheory.Increment(1));
    }

    // From first principles: the next layer's weights see y+ or, as often, y-; chi^2 multiplies by (noise 1/2) over the mean signal
    // variance of the two, (Var y+ + Var y-) / (2 Var y). Normal of mean m, by quadrature,
    // whose panels end at multiples of 1/2: so at the kink.
    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(2)]
    public void Increment_IsTheRatioOfVariances(double mean)
    {
        double positive = GaussianExpectation.Of(z => Math.Max(z + mean, 0));
        double negative = GaussianExpectation.Of(z => Math.Max(-z - mean, 0));
        double positiveVariance = GaussianExpectation.Of(z => Math.Pow(Math.Max(z + mean, 0) - positive, 2));
        double negativeVariance = GaussianExpectation.Of(z => Math.Pow(Math.Max(-z - mean, 0) - negative, 2));

        double increment = ReluTheory.Increment(2 * positive * negative);
        Assert.Equal(Math.Sqrt(1 / (positiveVariance + negativeVariance)), increment, 1e-12);
        Assert.InRange(increment, ReluTheory.LowerBound, ReluTheory.UpperBound);
    }
}
