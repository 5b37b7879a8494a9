using MomentsDnns.Architectures.Activations;
using MomentsDnns.Theory;

namespace MomentsDnns.Toolkit.Tests.Theory;

public class CorrelationMapTests
{
    private static Func<double, (double Value, double Derivative)> Activation(string name) => ActivationCatalog.Find(name)!.Evaluate;

    // Orthants: Sheppard 1899, P(u > 0, v > 0) = 1/4 + asin(c) / (2 pi). Moments: E u v = c, E u^2 v^2 = 1 + 2 c^2.
    [Theory]
    [InlineData(-1)]
    [InlineData(-0.8)]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(0.9999)]
    [InlineData(1)]
    public void PairExpectation_OrthantsAndMoments_AreTheClosedForms(double c)
    {
        Assert.Equal(1, GaussianPairExpectation.OfSymmetric((_, _) => 1, 1 - c), 1e-13);
        Assert.Equal(c, GaussianPairExpectation.OfSymmetric((u, v) => u * v, 1 - c), 1e-13);
        Assert.Equal(1 + (2 * c * c), GaussianPairExpectation.OfSymmetric((u, v) => u * u * v * v, 1 - c), 1e-12);
        double orthant = 0.25 + (Math.Asin(c) / (2 * Math.PI));
        Assert.Equal(orthant, GaussianPairExpectation.OfSymmetric((u, v) => u > 0 && v > 0 ? 1 : 0, 1 - c), 1e-13);
    }

    // Cho and Saul 2009, for a kinked activation: relu(x) - a relu(-x) has E phi(u) phi(v) = q/2 ((1 + a^2) rho(c) - 2 a rho(-c)).
    [Theory]
    [InlineData(0, 0, 2)]
    [InlineData(0, 0.4, 1.3)]
    [InlineData(0.2, 0, 2)]
    [InlineData(0.2, 0.1, 1.7)]
    public void Next_LeakyRelu_IsTheArcCosineKernel(double negative, double biasVariance, double weightVariance)
    {
        CorrelationMap map = new(x => x > 0 ? (x, 1) : (negative * x, negative), weightVariance, biasVariance);
        const double q = 0.7;
        double nextVariance = (weightVariance * q / 2 * (1 + (negative * negative))) + biasVariance;
        foreach (double c in (double[])[-1, -0.95, -0.3, 0, 0.5, 0.9, 0.99, 0.999999, 1])
        {
            double kernel = ((1 + (negative * negative)) * Rho(c)) - (2 * negative * Rho(-c));
            Assert.Equal(((weightVariance * q / 2 * kernel) + biasVariance) / nextVariance, map.Next(q, c), 1e-13);
        }

        static double Rho(double c) => (Math.Sqrt(1 - (c * c)) + ((Math.PI - Math.Acos(c)) * c)) / Math.PI;
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(1e-7)]
    [InlineData(1e-11)]
    public void NextDistance_ReluNearOne_KeepsItsDigits(double distance)
    {
        CorrelationMap map = new(Activation("relu"), 2, 0);
        Assert.Equal(1, map.NextDistance(1, distance) / ReluCorrelation.NextDistance(distance), 1e-9);
    }

    // Williams 1998: E erf(u) erf(v) = 2/pi asin(2 q c / (1 + 2 q)).
    [Theory]
    [InlineData(0.1, -0.6)]
    [InlineData(1, 0.4)]
    [InlineData(1, 0.9999)]
    [InlineData(7, 0)]
    [InlineData(7, 0.8)]
    [InlineData(25, -0.2)]
    [InlineData(25, 0.99)]
    public void Next_Erf_IsTheClosedForm(double q, double c)
    {
        CorrelationMap map = new(Activation("erf"), 1.7, 0.2);
        Assert.Equal(ErfNext(q, c, 1.7, 0.2), map.Next(q, c), 1e-12);
    }

    // The same where the activation is all but a step, erf(10 z): what the class says of its accuracy.
    [Theory]
    [InlineData(-0.6)]
    [InlineData(0.3)]
    [InlineData(0.99)]
    public void Next_SteepErf_IsTheClosedFormLessExactly(double c) =>
        Assert.Equal(ErfNext(100, c, 1, 0), new CorrelationMap(Activation("erf"), 1, 0).Next(100, c), 1e-10);

    // By nested quadrature in Cartesian coordinates with 20 digits (mpmath, on [-9, 9]^2).
    [Theory]
    [InlineData(1.3, 0.5, 0.6, 0.636575355788989)]
    [InlineData(2.5, 1.2, 0.3, 0.30990669202361)]
    [InlineData(2.5, 1.2, -0.7, -0.593136988445933)]
    public void Next_Tanh_IsTheIntegral(double weightVariance, double q, double c, double expected) =>
        Assert.Equal(expected, new CorrelationMap(Activation("tanh"), weightVariance, 0.05).Next(q, c), 1e-13);

    // d(1 - c')/d(1 - c) at c = 1 is chi_1 at the fixed point of the variances: by Price's theorem and as a difference.
    [Theory]
    [InlineData("tanh", 1.3, 0.05)]
    [InlineData("tanh", 2.5, 0.05)]
    [InlineData("erf", 3, 0.1)]
    [InlineData("gelu", 1.5, 0.05)]
    [InlineData("relu", 1.4, 0.3)]
    public void Slope_AtOne_IsChi1(string name, double weightVariance, double biasVariance)
    {
        MeanField theory = new(Activation(name));
        CorrelationMap map = new(Activation(name), weightVariance, biasVariance);
        double q = theory.FixedPoint(weightVariance, biasVariance)!.Value, chi1 = theory.Chi1(q, weightVariance);

        Assert.Equal(chi1, map.Slope(q, 1), 1e-11);
        // The next order is of (1 - c)^2 for smooth activations, of (1 - c)^(3/2) for ReLU.
        Assert.Equal(chi1, map.NextDistance(q, 1e-9) / 1e-9, name == "relu" ? 2e-5 : 1e-7);
    }

    [Theory]
    [InlineData("tanh", -0.5)]
    [InlineData("tanh", 0.7)]
    [InlineData("relu", -0.5)]
    [InlineData("relu", 0.7)]
    public void Slope_BelowOne_IsTheDifferenceQuotient(string name, double c)
    {
        CorrelationMap map = new(Activation(name), 1.9, 0.2);
        const double step = 1e-4; // error of the quotient of order step^2, of rounding 1e-16 / step
        Assert.Equal((map.Next(1.3, c + step) - map.Next(1.3, c - step)) / (2 * step), map.Slope(1.3, c), 1e-7);
    }

    // c* of the closed form for erf by plain iteration (the slope there is below 0.8).
    [Theory]
    [InlineData(0)]
    [InlineData(0.999)]
    [InlineData(-0.9)]
    public void FixedPoint_OfErfInChaos_IsTheClosedFormsFromAnyStart(double start)
    {
        const double weightVariance = 6, biasVariance = 0.3;
        double q = new MeanField(Activation("erf")).FixedPoint(weightVariance, biasVariance)!.Value, expected = 0;
        for (int step = 0; step < 1000; step++) expected = ErfNext(q, expected, weightVariance, biasVariance);
        CorrelationMap map = new(Activation("erf"), weightVariance, biasVariance);

        Assert.InRange(expected, 0.1, 0.9);
        Assert.Equal(expected, map.FixedPoint(q, start)!.Value, 1e-10);
        Assert.InRange(map.Slope(q, expected), 0, 0.99);
        Assert.InRange(map.Slope(q, 1), 1.01, 10);
    }

    // DESIGN.md: the line of tanh at sigma_b^2 = 0.05 is 1.7610; c* = 1 below it, less above. Odd and without biases: c* = 0.
    [Theory]
    [InlineData("tanh", 1.3, 0.05, 0.2, 1, 1)]
    [InlineData("tanh", 1.7, 0.05, 0.2, 1, 1)]
    [InlineData("tanh", 1.85, 0.05, 0.2, 0.8, 0.99)]
    [InlineData("tanh", 2.5, 0.05, 0.999, 0.1, 0.8)]
    [InlineData("tanh", 2, 0, 0.9, 0, 0)] // where Aitken's extrapolation alone goes in a circle
    [InlineData("tanh", 1.2, 0, -0.99, 0, 0)]
    [InlineData("gelu", 1.5, 0.05, -1, 1, 1)]
    [InlineData("relu", 1.4, 0.3, -0.5, 1, 1)]
    public void FixedPoint_IsOneInOrderAndLessInChaos(
        string name, double weightVariance, double biasVariance, double start, double low, double high)
    {
        double q = new MeanField(Activation(name)).FixedPoint(weightVariance, biasVariance)!.Value;
        double fixedPoint = new CorrelationMap(Activation(name), weightVariance, biasVariance).FixedPoint(q, start)!.Value;
        Assert.InRange(fixedPoint, low - 1e-9, high + 1e-9);
    }

    [Fact]
    public void FixedPoint_OfCriticalRelu_IsOne() =>
        Assert.Equal(1, new CorrelationMap(Activation("relu"), 2, 0).FixedPoint(1, 0)!.Value, 1e-9);

    [Fact]
    public void Arguments_OutOfRange_AreRefused()
    {
        CorrelationMap map = new(Activation("relu"), 2, 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => map.Next(0, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => map.Next(1, 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => map.NextDistance(1, 2.1));
    }

    private static double ErfNext(double q, double c, double weightVariance, double biasVariance) =>
        ((weightVariance * 2 / Math.PI * Math.Asin(2 * q * c / (1 + (2 * q)))) + biasVariance)
        / ((weightVariance * 2 / Math.PI * Math.Asin(2 * q / (1 + (2 * q)))) + biasVariance);
}
