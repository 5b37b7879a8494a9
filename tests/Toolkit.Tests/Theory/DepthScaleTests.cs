using MomentsDnns.Theory;

namespace MomentsDnns.Toolkit.Tests.Theory;

public sealed class DepthScaleTests
{
    // Linear: c' = (sigma_w^2 q c + sigma_b^2) / q', whose slope at the fixed point of q is sigma_w^2.
    [Theory]
    [InlineData(0.3)]
    [InlineData(0.9)]
    public void Of_LinearNets_IsThatOfTheWeightVariance(double weightVariance) =>
        Assert.Equal(-1 / Math.Log(weightVariance), DepthScale.Of(x => (x, 1), weightVariance, 0.1)!.Value, 1e-8);

    // By the map itself: from two starts near the fixed point the distance shrinks by exp(-1/xi) a layer.
    [Theory]
    [InlineData(1.2)]
    [InlineData(2.5)]
    [InlineData(3.6)]
    public void Of_Tanh_IsTheRateAtWhichTheMapGoesToItsFixedPoint(double weightVariance)
    {
        double scale = DepthScale.Of(Tanh, weightVariance, 0.05)!.Value;
        double q = new MeanField(Tanh).FixedPoint(weightVariance, 0.05)!.Value;
        CorrelationMap map = new(Tanh, weightVariance, 0.05);
        double end = map.FixedPoint(q, 0.5)!.Value, distance = 1e-4, after = map.Next(q, end - distance);
        Assert.Equal(Math.Exp(-1 / scale), (end - after) / distance, 2e-4);
    }

    // The published ones (ghliu/mean-field-fcdnn, by iteration of the maps): 15.9 at 2.2, 7.5 at 3.6 (3.629).
    [Fact]
    public void Of_Tanh_IsThePublishedOne()
    {
        Assert.Equal(15.9, DepthScale.Of(Tanh, 2.213483, 0.05)!.Value, 0.05);
        Assert.Equal(7.5, DepthScale.Of(Tanh, 3.629213, 0.05)!.Value, 0.06);
    }

    private static (double, double) Tanh(double x)
    {
        double t = Math.Tanh(x);
        return (t, 1 - (t * t));
    }
}
