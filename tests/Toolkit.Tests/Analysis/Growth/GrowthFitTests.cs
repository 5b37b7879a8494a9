using MomentsDnns.Analysis;
using MomentsDnns.Analysis.Growth;
using MomentsDnns.Theory;

namespace MomentsDnns.Toolkit.Tests.Analysis.Growth;

public sealed class GrowthFitTests
{
    private const int Draws = 500;

    // Exponents by which the laws differ by more than the noise. 95% intervals over 500 draws: 475 expected, standard deviation 4.9; 92% and 98% are three of them away.
    [Theory]
    [InlineData(GrowthLaw.Exponential, 0.02, 5)]
    [InlineData(GrowthLaw.Exponential, 0.2, 16)]
    [InlineData(GrowthLaw.PowerLaw, 1.3, 5)]
    [InlineData(GrowthLaw.PowerLaw, 0.65, 16)]
    [InlineData(GrowthLaw.Saturation, 9, 8)]
    public void Of_PlantedExponent_LiesInItsIntervalAsOftenAsStated(GrowthLaw law, double exponent, int simulations)
    {
        int inside = 0, right = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            GrowthFit fit = PlantedCurves.Fit(PlantedCurves.Of(l => 0.4 + (exponent * law.Shape(l)), simulations, draw));
            (double lower, double upper) = fit[law].Exponent.Interval(0.95);
            if (lower <= exponent && exponent <= upper) inside++;
            if (fit.Preferred == law) right++;
        }

        Assert.InRange(inside, 0.92 * Draws, 0.98 * Draws);
        Assert.InRange(right, 0.95 * Draws, Draws);
    }

    [Fact]
    public void Of_LawHalfWayBetweenTwo_IsRarelyPreferred()
    {
        // A curve as near to the exponential as to the power law: half of each, scaled alike over the range.
        int[] range = [.. PlantedCurves.Depths.Where(d => d >= 10)];
        double Scale(GrowthLaw law) => Math.Sqrt(range.Sum(d => Math.Pow(law.Shape(d) - range.Average(r => law.Shape(r)), 2)));
        double exponential = 2 / Scale(GrowthLaw.Exponential), power = 2 / Scale(GrowthLaw.PowerLaw);
        int preferred = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            GrowthFit fit = PlantedCurves.Fit(PlantedCurves.Of(l => (exponential * l) + (power * Math.Log(l)), 8, draw, walk: 0.05));
            if (fit.Preferred is not null) preferred++;
        }

        // 5% expected: 25, standard deviation 4.9.
        Assert.InRange(preferred, 0, 25 + (4 * 4.9));
    }

    [Fact]
    public void Of_GrowthBelowTheNoise_IsInconclusive()
    {
        int preferred = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            GrowthFit fit = PlantedCurves.Fit(PlantedCurves.Of(l => 0.05 * Math.Log(l), 6, draw, walk: 0.03));
            if (fit.Preferred is not null) preferred++;
        }

        Assert.InRange(preferred, 0, 25 + (4 * 4.9));
    }

    [Fact]
    public void Of_NoGrowth_SaysSo()
    {
        GrowthFit fit = PlantedCurves.Fit(PlantedCurves.Of(_ => 1, 10, 3));
        Assert.False(fit.Grows);
        Assert.Null(fit.Preferred);
        Assert.Equal("no growth beyond noise", fit.Reason);
    }

    [Fact]
    public void Of_NoNoise_GivesTheLawItself()
    {
        GrowthFit fit = PlantedCurves.Fit(PlantedCurves.Of(l => 1.5 + (0.6 * Math.Log(l)), 5, 1, walk: 0, error: 1e-9));
        LawFit power = fit[GrowthLaw.PowerLaw];
        Assert.Equal(0.6, power.Exponent.Value, 1e-8);
        Assert.Equal(0, power.MisfitShare, 1e-7);
        Assert.Equal((GrowthLaw.PowerLaw, 10, 200, 96), (fit.Preferred, fit.FirstDepth, fit.LastDepth, fit.Points));
        Assert.Equal(0.6 * Math.Log(20), fit.LogGrowth.Value, 1e-7);
        Assert.True(fit[GrowthLaw.Exponential].LargestT < -2, "a power law bends below an exponential");
    }

    [Fact]
    public void Of_CurveOfNoLaw_IsNotForcedIntoOne()
    {
        // A step in the middle: far from all three, and no noise to hide it.
        GrowthFit fit = PlantedCurves.Fit(PlantedCurves.Of(l => (0.01 * l) + (3 / (1 + Math.Exp((100 - l) / 4.0))), 12, 5));
        Assert.Null(fit.Preferred);
        Assert.Contains("misses the curve", fit.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_RangeGiven_UsesIt()
    {
        double[,] curves = PlantedCurves.Of(l => 0.1 * l, 5, 2);
        GrowthFit fit = GrowthFit.Of(PlantedCurves.Depths, curves, new AnalysisOptions { FitFrom = 50, FitTo = 99 })!;
        Assert.Equal((50, 98, 25), (fit.FirstDepth, fit.LastDepth, fit.Points));
    }

    [Fact]
    public void Of_LostSimulation_LeavesItsDepthsOut()
    {
        double[,] curves = PlantedCurves.Of(l => 0.1 * l, 5, 2);
        for (int d = 60; d < 100; d++) curves[3, d] = double.NaN;
        Assert.Equal(120, PlantedCurves.Fit(curves).LastDepth);
        for (int d = 0; d < 100; d++) curves[3, d] = double.NaN;
        Assert.Null(GrowthFit.Of(PlantedCurves.Depths, curves));
    }

    // A residual net of one Delta: chi is a ratio of Gamma functions, no power of l.
    [Fact]
    public void Of_AResidualNetsLaw_FindsItsExponentByItsOwnAbscissa()
    {
        ResidualGrowth law = new(0.65, 1.46694, 0, 1);
        double[,] curves = PlantedCurves.Of(l => Math.Log(law.Product((int)l)), 16, 4, walk: 0.002, error: 0.002);
        LawFit plain = PlantedCurves.Fit(curves)[GrowthLaw.PowerLaw], own = GrowthFit.Of(PlantedCurves.Depths, curves, shareOffset: 1.46694)![GrowthLaw.PowerLaw];
        Assert.InRange((own.Exponent.Value - 0.65) / own.Exponent.StandardError, -4, 4);
        Assert.False(own.IsRejected);
        // On log l it is 5% less, and the law is rejected: the curve bends upward against it.
        Assert.InRange(plain.Exponent.Value, 0.61, 0.625);
        Assert.True(plain.IsRejected && plain.LargestT > 4);
        Assert.Equal(1.46694 + own.Exponent.Value + 0.5, GrowthFit.Of(PlantedCurves.Depths, curves, shareOffset: 1.46694)!.PowerLawOffset, 1e-6);
        Assert.Equal(0, PlantedCurves.Fit(curves).PowerLawOffset);
    }

    // The abscissa goes with the exponent: it must not make a power law of every curve, nor fail on one that falls.
    [Fact]
    public void Of_OtherCurvesByThatAbscissa_AreTheirLaws()
    {
        Assert.Equal(GrowthLaw.Exponential, GrowthFit.Of(PlantedCurves.Depths, PlantedCurves.Of(l => 0.1 * l, 8, 2), shareOffset: 1.5)!.Preferred);
        Assert.Equal(GrowthLaw.Exponential, GrowthFit.Of(PlantedCurves.Depths, PlantedCurves.Of(l => 3.0 * l, 8, 2), shareOffset: 1.5)!.Preferred);
        Assert.Equal("no growth beyond noise", GrowthFit.Of(PlantedCurves.Depths, PlantedCurves.Of(l => -Math.Log(l), 8, 2), shareOffset: 1.5)!.Reason);
    }
}
