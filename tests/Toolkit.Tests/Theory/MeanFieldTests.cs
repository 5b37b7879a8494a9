using MomentsDnns.Architectures.Activations;
using MomentsDnns.Theory;

namespace MomentsDnns.Toolkit.Tests.Theory;

public class MeanFieldTests
{
    private static MeanField Of(string activation) => new(ActivationCatalog.Find(activation)!.Evaluate);

    [Fact]
    public void GaussianExpectation_Polynomials_AreTheirMoments()
    {
        Assert.Equal(1, GaussianExpectation.Of(_ => 1), 1e-13);
        Assert.Equal(0, GaussianExpectation.Of(z => z), 1e-13);
        Assert.Equal(1, GaussianExpectation.Of(z => z * z), 1e-12);
        Assert.Equal(105, GaussianExpectation.Of(z => Math.Pow(z, 8)), 1e-9);
        Assert.Equal(Math.Sqrt(2 / Math.PI), GaussianExpectation.Of(Math.Abs), 1e-13); // a kink at 0
    }

    // DESIGN.md, section 1.
    [Theory]
    [InlineData(0.01, 1.4242)]
    [InlineData(0.05, 1.7610)]
    [InlineData(0.1, 1.9861)]
    [InlineData(0.25, 2.4015)]
    public void CriticalWeightVariance_Tanh_IsTheKnownLine(double biasVariance, double expected) =>
        Assert.Equal(expected, Of("tanh").CriticalWeightVariance(biasVariance)!.Value, 6e-5);

    [Theory]
    [InlineData(1.3, 0.880)]
    [InlineData(2.5, 1.134)]
    public void Chi1_Tanh_IsTheKnownNumber(double weightVariance, double expected)
    {
        MeanField tanh = Of("tanh");
        double q = tanh.FixedPoint(weightVariance, 0.05)!.Value;

        Assert.Equal(q, tanh.NextVariance(q, weightVariance, 0.05), 1e-11);
        Assert.Equal(expected, tanh.Chi1(q, weightVariance), 6e-4);
    }

    [Theory]
    [InlineData("relu", 1.21117)]
    [InlineData("tanh", 1.08527)]
    [InlineData("erf", 1.10711)]
    [InlineData("gelu", 1.14841)]
    [InlineData("silu", 1.10095)]
    [InlineData("linear", 1)]
    public void ActivationIncrement_IsTheKnownNumber(string activation, double expected) =>
        Assert.Equal(expected, Of(activation).ActivationIncrement(), 6e-6);

    // DESIGN.md: tau = (delta^(2H) - 1) / 2 of batch-norm resnets of ReLU with normal pre-activations; delta_phi^2 = pi / (pi - 1).
    [Theory]
    [InlineData(1, 0.23347)]
    [InlineData(2, 0.57596)]
    public void ActivationIncrement_OfRelu_GivesTheResnetsExponent(int residualDepth, double expected)
    {
        double squared = Math.Pow(Of("relu").ActivationIncrement(), 2);
        Assert.Equal(Math.PI / (Math.PI - 1), squared, 1e-10);
        Assert.Equal(expected, (Math.Pow(squared, residualDepth) - 1) / 2, 6e-6);
    }

    // Williams 1998: E erf(sqrt(q) z)^2 = 2/pi asin(2q / (1 + 2q)).
    [Theory]
    [InlineData(0.1)]
    [InlineData(1)]
    [InlineData(7)]
    public void NextVariance_Erf_IsTheClosedForm(double q) =>
        Assert.Equal((1.7 * 2 / Math.PI * Math.Asin(2 * q / (1 + (2 * q)))) + 0.2, Of("erf").NextVariance(q, 1.7, 0.2), 1e-11);

    [Fact]
    public void Relu_FixedPointAndGrowth_AreTheClosedForms()
    {
        MeanField relu = Of("relu");
        Assert.Equal(0.3 / (1 - 0.7), relu.FixedPoint(1.4, 0.3)!.Value, 1e-10); // q = sigma_w^2 q / 2 + sigma_b^2
        Assert.Equal(0.7, relu.Chi1(2, 1.4), 1e-12);
        Assert.Null(relu.FixedPoint(2.5, 0.3));
    }

    // Where plain iteration from 1 diverges or goes to 0, the repelling fixed point beside its way is none.
    [Theory]
    [InlineData("relu", 2.5, 0, null)]
    [InlineData("linear", 1.5, 0, null)]
    [InlineData("gelu", 2.5, 0, null)]
    [InlineData("gelu", 2.1, 0.01, 0.0220)]
    public void FixedPoint_RepellingOnes_AreNotTaken(string activation, double weightVariance, double biasVariance, double? expected)
    {
        double? q = Of(activation).FixedPoint(weightVariance, biasVariance);

        if (expected is { } value) Assert.Equal(value, q!.Value, 1e-4);
        else Assert.Null(q);
    }

    [Theory]
    [InlineData("gelu")]
    [InlineData("silu")]
    public void CriticalWeightVariance_IsACrossingOrNothing(string activation)
    {
        MeanField theory = Of(activation);
        if (theory.CriticalWeightVariance(0.05) is { } critical)
            Assert.Equal(1, theory.Chi1(theory.FixedPoint(critical * (1 - 1e-9), 0.05)!.Value, critical), 1e-3);
    }
}
