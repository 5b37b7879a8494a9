using MomentsDnns.Analysis.Comparison;

namespace MomentsDnns.Toolkit.Tests.Analysis.Comparison;

public sealed class RedrawingTests
{
    [Theory]
    [InlineData(3, 3, 10)] // 20 splits, of which two are one under another name
    [InlineData(2, 5, 21)]
    [InlineData(5, 5, 126)]
    [InlineData(6, 6, 462)]
    public void Splits_OfFewSimulations_AreAllThatDiffer(int first, int second, int expected)
    {
        (IReadOnlyList<int[]> rows, bool takesAll) = Redrawing.Splits(first, second, 999, 1);

        Assert.True(takesAll);
        Assert.Equal(expected, Redrawing.DistinctSplits(first, second));
        Assert.Equal(expected, rows.Count);
        Assert.Equal(Enumerable.Range(0, first), rows[0]);
        Assert.Equal(expected, rows.Select(r => string.Join(',', r)).Distinct().Count());
        Assert.All(rows, r => Assert.Equal(first, r.Distinct().Count()));
    }

    [Fact]
    public void Splits_OfMany_AreDrawnAlikeFromTheirSeed()
    {
        (IReadOnlyList<int[]> rows, bool takesAll) = Redrawing.Splits(20, 30, 999, 1);

        Assert.False(takesAll);
        Assert.Equal(1000, rows.Count);
        Assert.Equal(Enumerable.Range(0, 20), rows[0]);
        Assert.Equal(rows[7], Redrawing.Splits(20, 30, 99, 1).Rows[7]);
        Assert.NotEqual(rows[7], Redrawing.Splits(20, 30, 99, 2).Rows[7]);
        // Each row is in the first group in 40% of the draws, with a standard error of 1.5%; 4.5 of them.
        for (int row = 0; row < 50; row++) Assert.InRange(rows.Skip(1).Count(r => r.Contains(row)) / 999.0, 0.33, 0.47);
    }

    [Theory]
    [InlineData(5, 16)]
    [InlineData(10, 512)]
    public void Signs_OfFewPairs_AreAllThatDiffer(int pairs, int expected)
    {
        (IReadOnlyList<int[]> rows, bool takesAll) = Redrawing.Signs(pairs, 999, 1);

        Assert.True(takesAll);
        Assert.Equal(Enumerable.Range(0, pairs), rows[0]);
        Assert.Equal(expected, rows.Select(r => string.Join(',', r)).Distinct().Count());
        Assert.All(rows, r => Assert.Contains(0, r));
    }

    [Fact]
    public void DistinctSplits_OfHugeRuns_AreInfinite() => Assert.Equal(double.PositiveInfinity, Redrawing.DistinctSplits(2000, 2000));
}
