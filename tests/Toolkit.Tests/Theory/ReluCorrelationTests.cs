using MomentsDnns.Theory;

namespace MomentsDnns.Toolkit.Tests.Theory;

public class ReluCorrelationTests
{
    // 1 - rho(1 - d) of the closed form with 40 digits (mpmath).
    [Theory]
    [InlineData(1e-16, 9.99999996998945612e-17)]
    [InlineData(1e-12, 9.99999699894561281e-13)]
    [InlineData(1e-8, 9.99969989456113091e-9)]
    [InlineData(1e-4, 9.96998930607296549e-5)]
    [InlineData(0.01, 0.00969974426684565814)]
    [InlineData(0.1, 0.0904616011553279238)]
    [InlineData(0.5, 0.391002218955770642)]
    [InlineData(1, 0.681690113816209328)]
    [InlineData(1.5, 0.891002218955770642)]
    [InlineData(1.99, 0.999699744266845658)]
    [InlineData(2, 1)]
    public void NextDistance_IsTheClosedFormToRounding(double distance, double expected) =>
        Assert.Equal(1, ReluCorrelation.NextDistance(distance) / expected, 1e-15);

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0.318309886183790672)] // 1/pi
    [InlineData(1, 1)]
    public void Next_AtTheLandmarks(double c, double expected) => Assert.Equal(expected, ReluCorrelation.Next(c), 1e-15);

    // 1 - rho = d - 2 sqrt 2 / (3 pi) d^(3/2) + O(d^(5/2)): the deviation from d, relative to its leading order.
    [Fact]
    public void NextDistance_NearOne_DepartsAsItsSeries()
    {
        const double distance = 1e-5;
        double leading = 2 * Math.Sqrt(2) / (3 * Math.PI) * Math.Pow(distance, 1.5);
        Assert.Equal(1, (distance - ReluCorrelation.NextDistance(distance)) / leading, 1e-5);
    }

    [Theory]
    [InlineData(-0.9)]
    [InlineData(0)]
    [InlineData(0.8)]
    public void Slope_IsTheDifferenceQuotient(double c)
    {
        const double step = 1e-5;
        double quotient = (ReluCorrelation.Next(c + step) - ReluCorrelation.Next(c - step)) / (2 * step);
        Assert.Equal(quotient, ReluCorrelation.Slope(c), 1e-9);
        Assert.Equal(1, ReluCorrelation.Slope(1));
    }

    // The iteration of the closed form with 40 digits (mpmath).
    [Theory]
    [InlineData(0, 1, 0.681690113816209328)]
    [InlineData(0, 2, 0.506268909799628452)]
    [InlineData(0, 100, 0.00357685331605237404)]
    [InlineData(0, 1000, 4.31297325492140133e-5)]
    [InlineData(0, 10_000, 4.42519273598012989e-7)]
    [InlineData(0.999, 1000, 3.0165916223726872e-5)]
    public void Distances_AreTheIteration(double start, int depth, double expected)
    {
        IReadOnlyList<double> distances = ReluCorrelation.Distances(start, depth);
        Assert.Equal(depth + 1, distances.Count);
        Assert.Equal(1 - start, distances[0]);
        Assert.Equal(1, distances[depth] / expected, 1e-12);
    }

    // 9 pi^2 / (2 l^2) solves d(1 - c)/dl = -2 sqrt 2 / (3 pi) (1 - c)^(3/2), the map near c = 1. From any start; the ratio approaches 1 as (log l) / l.
    [Theory]
    [InlineData(0)]
    [InlineData(-0.9)]
    [InlineData(0.9)]
    public void Distances_TendToTheAsymptote(double start)
    {
        IReadOnlyList<double> distances = ReluCorrelation.Distances(start, 1_000_000);
        double[] departures = [.. new[] { 10_000, 100_000, 1_000_000 }.Select(l => 1 - (distances[l] * l * (double)l / (4.5 * Math.PI * Math.PI)))];

        Assert.InRange(departures[2], 0, 1e-4);
        Assert.InRange(departures[1] / departures[0], 0.1, 0.16);
        Assert.InRange(departures[2] / departures[1], 0.1, 0.16);
    }
}
