using MomentsDnns.Analysis.Inference;

namespace MomentsDnns.Toolkit.Tests.Analysis.Inference;

public sealed class MeasuredTextTests
{
    // The Particle Data Group's own examples are 0.827 ± 0.119 -> 0.83 ± 0.12 and 0.827 ± 0.367 -> 0.8 ± 0.4.
    [Theory]
    [InlineData(0.827, 0.119, "0.83 ± 0.12")]
    [InlineData(0.827, 0.367, "0.8 ± 0.4")]
    [InlineData(0.999521, 5.8e-5, "0.99952 ± 0.00006")]
    [InlineData(1.2345, 0.0355, "1.23 ± 0.04")] // up to 354: two digits
    [InlineData(1.2345, 0.0354, "1.234 ± 0.035")]
    [InlineData(1.2345, 0.0951, "1.23 ± 0.10")]
    [InlineData(-13.746, 0.135, "-13.75 ± 0.14")]
    [InlineData(353.46, 88, "350 ± 90")]
    [InlineData(353.46, 12.3, "353 ± 12")]
    [InlineData(-30.103001045, 3.3e-9, "-30.1030010 ± 3E-09")]
    [InlineData(5.449e-11, 4.1e-12, "5.4E-11 ± 0.4E-11")]
    [InlineData(123456789, 1234567, "1.235E+08 ± 0.012E+08")]
    [InlineData(0.000963, 8.8e-5, "0.00096 ± 0.00009")]
    [InlineData(-0.0004, 8e-3, "0.000 ± 0.008")]
    [InlineData(-4, 90, "0 ± 90")]
    [InlineData(2, 0, "2 ± 0")]
    [InlineData(0.1234567, double.NaN, "0.1235")]
    [InlineData(double.PositiveInfinity, 1, "Infinity")]
    public void Of_KeepsTheDigitsThatTheErrorLeaves(double value, double error, string expected) => Assert.Equal(expected, MeasuredText.Of(value, error).Replace("∞", "Infinity", StringComparison.Ordinal));

    [Fact]
    public void Parts_AreThoseOfTheText() => Assert.Equal(("6.190", "0.011"), MeasuredText.Parts(new Estimate(6.1898, 0.0112, 8)));

    [Theory]
    [InlineData(0.6449, 0, "64%")]
    [InlineData(-0.004, 0, "0%")]
    [InlineData(-0.016, 0, "-2%")]
    [InlineData(0.00129, 2, "0.13%")]
    public void Percent_OfAShare_HasNoNegativeZero(double share, int decimals, string expected) =>
        Assert.Equal(expected, MeasuredText.Percent(share, decimals));
}
