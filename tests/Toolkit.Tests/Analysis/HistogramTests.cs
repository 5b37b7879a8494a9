using CsCheck;
using MomentsDnns.Analysis;

namespace MomentsDnns.Toolkit.Tests.Analysis;

public sealed class HistogramTests
{
    [Fact]
    public void Of_ValuesInKnownBins_IsCountOverNumberAndWidth()
    {
        // Bins of width 1 over [0, 4]: counts 2, 1, 0, 2 of n = 5; the largest value belongs to the last bin.
        Histogram histogram = Histogram.Of([0, 0.5, 1, 3.5, 4], bins: 4)!;

        Assert.Equal([0, 1, 2, 3, 4], histogram.Edges);
        Assert.Equal([0.4, 0.2, 0, 0.4], histogram.Densities);
        Assert.Equal(5, histogram.Count);
    }

    [Fact]
    public void Of_AnyFiniteValues_IntegratesToOne() => Gen.Double[-1e6, 1e6].Array[1, 300].Sample(values =>
    {
        Histogram histogram = Histogram.Of(values)!;
        double area = histogram.Densities.Select((d, i) => d * (histogram.Edges[i + 1] - histogram.Edges[i])).Sum();

        Assert.Equal(Histogram.DefaultBins, histogram.Densities.Count);
        Assert.Equal(1, area, 1e-6);
    }, iter: 200);

    [Fact]
    public void Of_EqualValues_HasOneFullBinInARangeOfOne()
    {
        Histogram histogram = Histogram.Of([3, 3, 3])!;

        Assert.Equal((2.5, 3.5), (histogram.Edges[0], histogram.Edges[^1]));
        Assert.Equal(50, Assert.Single(histogram.Densities, d => d > 0), 9); // 1 / (1/50)
    }

    [Fact]
    public void Of_NotFiniteValues_LeavesThemOut()
    {
        Histogram histogram = Histogram.Of([double.NaN, 0, 1, double.PositiveInfinity], bins: 2)!;

        Assert.Equal(2, histogram.Count);
        Assert.Equal([1, 1], histogram.Densities);
        Assert.Null(Histogram.Of([double.NaN]));
    }

    [Fact]
    public void Of_NoBins_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => Histogram.Of([1], bins: 0));
}
