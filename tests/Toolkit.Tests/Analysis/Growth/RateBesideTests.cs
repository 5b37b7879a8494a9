using MomentsDnns.Analysis.Growth;
using MomentsDnns.Analysis.Inference;

namespace MomentsDnns.Toolkit.Tests.Analysis.Growth;

public sealed class RateBesideTests
{
    private static readonly int[] Depths = [.. Enumerable.Range(1, 100)];

    [Theory]
    [InlineData(0.003)]
    [InlineData(0)]
    [InlineData(-0.01)]
    public void OfPowerLaw_ExactCurves_GivesTheirRate(double rate)
    {
        double[,] curves = Curves((s, l) => s + ((0.6 + (0.1 * s)) * Math.Log(l)) + ((rate + (0.0001 * s)) * l));
        GrowthFit fit = GrowthFit.Of(Depths, curves)!;
        Estimate beside = RateBeside.OfPowerLaw(Depths, curves, fit)!;
        // Of nets 0 to 4: the mean, and the spread 0.0001 sqrt(2.5) over sqrt(5).
        Assert.Equal(rate + 0.0002, beside.Value, 1e-12);
        Assert.Equal(0.0001 * Math.Sqrt(0.5), beside.StandardError, 1e-12);
    }

    [Fact]
    public void OfResiduals_Line_GivesItsSlope()
    {
        double[,] curves = Curves((s, l) => s + (0.002 * l));
        Assert.Equal(0.002, RateBeside.OfResiduals(Depths, curves, GrowthFit.Of(Depths, curves)!)!.Value, 1e-12);
    }

    private static double[,] Curves(Func<int, double, double> value)
    {
        double[,] curves = new double[5, Depths.Length];
        for (int s = 0; s < 5; s++)
        {
            for (int d = 0; d < Depths.Length; d++) curves[s, d] = value(s, Depths[d]);
        }

        return curves;
    }
}
