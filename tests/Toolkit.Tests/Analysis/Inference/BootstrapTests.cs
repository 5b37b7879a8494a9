using MomentsDnns.Analysis.Inference;

namespace MomentsDnns.Toolkit.Tests.Analysis.Inference;

public sealed class BootstrapTests
{
    [Fact]
    public void Weights_SumToOne_AndAreTheSameEachTime()
    {
        Bootstrap bootstrap = new(7, 50);
        Assert.All(bootstrap.Weights, w => Assert.Equal(1, w.Sum(), 1e-12));
        Assert.Equal(bootstrap.Weights, new Bootstrap(7, 50).Weights);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(50)]
    public void Mean_OverResamples_SpreadsAsStudentsInterval(int simulations)
    {
        double[] values = [.. Enumerable.Range(0, simulations).Select(i => Math.Sin(7.0 * i))];
        Bootstrap bootstrap = new(simulations, 20_000);
        double[] means = [.. bootstrap.Weights.Select(w => Bootstrap.Mean(w, values)).Order()];
        Estimate estimate = Estimate.Of(values);
        (double lower, double upper) = estimate.Interval(0.95);
        double deviation = Math.Sqrt(means.Average(m => (m - estimate.Value) * (m - estimate.Value)));
        // Of 20,000 resamples the deviation is known to half a percent.
        Assert.Equal(1, deviation / ((upper - lower) / (2 * 1.959964)), 0.02);
        Assert.Equal(estimate.Value, means.Average(), 4 * deviation / Math.Sqrt(means.Length));
    }

    [Fact]
    public void Interval_OfKnownSample_IsStudents()
    {
        // n = 4, s = 1.290994: error .645497; t(.975; 3) = 3.182446.
        Estimate estimate = Estimate.Of([1, 2, 3, 4]);
        (double lower, double upper) = estimate.Interval(0.95);
        Assert.Equal(2.5 - (3.182446 * 0.6454972), lower, 1e-6);
        Assert.Equal(2.5 + (3.182446 * 0.6454972), upper, 1e-6);
        Assert.True(estimate.DiffersFromZero(0.95));
    }
}
