using MomentsDnns.Plotting;
using MomentsDnns.Plotting.Rendering;

namespace MomentsDnns.Toolkit.Tests.Plotting;

public sealed class TickTests
{
    private static string[] Labels(IEnumerable<AxisTick> ticks) =>
        [.. ticks.Where(t => t.Label is not null).Select(t => t.Label!.PlainText)];

    [Fact]
    public void LinearTicks_DepthAxis_StartsAtZero() =>
        Assert.Equal(["0", "50", "100", "150", "200"], Labels(LinearTicks.For(new AxisRange(0, 200))));

    [Fact]
    public void LinearTicks_Fractions_HaveTheDecimalsOfTheirStep() =>
        Assert.Equal(["0.95", "1.00", "1.05", "1.10", "1.15"], Labels(LinearTicks.For(new AxisRange(0.94, 1.18))));

    [Fact]
    public void LinearTicks_Negative_HaveAMinusSignAndAPlainZero() =>
        Assert.Equal(["−10", "−5", "0", "5"], Labels(LinearTicks.For(new AxisRange(-13, 8))));

    [Fact]
    public void LinearTicks_Huge_HavePowersOfTen() =>
        Assert.Equal(["0", "2×10^10", "4×10^10"], Labels(LinearTicks.For(new AxisRange(0, 5e10), most: 3)));

    [Fact]
    public void LogTicks_FewDecades_LabelEachWithEightMinorTicksBetween()
    {
        IReadOnlyList<AxisTick> ticks = LogTicks.For(new AxisRange(-1, 2));

        Assert.Equal(["10^−1", "10^0", "10^1", "10^2"], Labels(ticks));
        Assert.Equal(3 * 8, ticks.Count(t => t.Label is null));
        Assert.Contains(ticks, t => Math.Abs(t.Position - Math.Log10(20)) < 1e-12);
    }

    [Fact]
    public void LogTicks_BeyondTheRangeOfDoubles_StrideDecades() =>
        Assert.Equal(["10^0", "10^500", "10^1000", "10^1500"], Labels(LogTicks.For(new AxisRange(-90, 1850))));

    [Fact]
    public void LogTicks_LessThanADecade_LabelValues()
    {
        Assert.Equal(["1", "2", "3", "4"], Labels(LogTicks.For(new AxisRange(Math.Log10(0.72), Math.Log10(4.6)))));
        Assert.Equal(["3.2", "3.3", "3.4", "3.5", "3.6"], Labels(LogTicks.For(new AxisRange(Math.Log10(3.15), Math.Log10(3.65)))));
    }

    [Theory]
    [InlineData(0, 1e-9)]
    [InlineData(-7.3, 911.2)]
    [InlineData(299.1, 299.2)]
    [InlineData(0.0005, 0.00051)]
    public void AnyTicks_AreInsideTheRangeAndTwoAtLeastAreLabelled(double minimum, double maximum)
    {
        AxisRange range = new(minimum, maximum);

        foreach (IReadOnlyList<AxisTick> ticks in new[] { LinearTicks.For(range), LogTicks.For(range) })
        {
            Assert.All(ticks, t => Assert.True(range.Contains(t.Position), $"{t}"));
            Assert.InRange(Labels(ticks).Distinct().Count(), 2, 10);
        }
    }
}
