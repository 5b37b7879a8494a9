using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Ranking;

namespace MomentsDnns.Toolkit.Tests.Analysis.Ranking;

/// <summary>Rank correlations against cases by hand, with ties, and against their definitions pair by pair.</summary>
public sealed class RankCorrelationTests
{
    // Ranks 1, 2.5, 2.5, 4 and 1, 2, 3.5, 3.5: deviations (-1.5, 0, 0, 1.5) and (-1.5, -.5, 1, 1), 3.75 / sqrt(4.5 * 4.5).
    // Pairs: 4 in order, none against, one tied in each alone: 4 / sqrt(5 * 5).
    [Fact]
    public void OfTies_AreThoseByHand()
    {
        double[] x = [1, 2, 2, 7], y = [3, 4, 9, 9];
        Assert.Equal([1, 2.5, 2.5, 4], RankCorrelation.Ranks(x));
        Assert.Equal(3.75 / 4.5, RankCorrelation.Spearman(x, y), 12);
        Assert.Equal(4.0 / 5, RankCorrelation.KendallTauB(x, y), 12);
    }

    [Fact]
    public void OfOrders_AreOneAndMinusOne_AndOfAConstantNone()
    {
        double[] up = [1, 2, 30, 400, 5e9], down = [5, 4, 3, 2, 1], same = [2, 2, 2, 2, 2];
        Assert.Equal((1, -1), (RankCorrelation.Spearman(up, up), RankCorrelation.Spearman(up, down)));
        Assert.Equal((1, -1), (RankCorrelation.KendallTauB(up, up), RankCorrelation.KendallTauB(up, down)));
        Assert.True(double.IsNaN(RankCorrelation.Spearman(up, same)));
        Assert.True(double.IsNaN(RankCorrelation.KendallTauB(same, down)));
    }

    [Fact]
    public void Kendall_AgreesWithItsDefinition_PairByPair()
    {
        Xoshiro256 random = new(1);
        for (int trial = 0; trial < 50; trial++)
        {
            int n = 2 + random.Next(40);
            double[] x = Draw(random, n, 6), y = Draw(random, n, 9);
            long difference = 0, toldX = 0, toldY = 0;
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    int a = x[i].CompareTo(x[j]), b = y[i].CompareTo(y[j]);
                    difference += a * b;
                    toldX += a * a;
                    toldY += b * b;
                }
            }

            double expected = toldX * toldY == 0 ? double.NaN : difference / Math.Sqrt((double)toldX * toldY);
            Assert.Equal(expected, RankCorrelation.KendallTauB(x, y), 12);
        }
    }

    // The correlation of what a line through the ranks of z leaves of those of x and of y.
    [Fact]
    public void Partial_IsTheCorrelationOfResiduals()
    {
        Xoshiro256 random = new(2);
        double[] z = Draw(random, 60, 12), x = [.. z.Select(v => v + random.Next(8))], y = [.. z.Select(v => v - random.Next(9))];
        double[] leftOfX = Residual(RankCorrelation.Ranks(x), RankCorrelation.Ranks(z)), leftOfY = Residual(RankCorrelation.Ranks(y), RankCorrelation.Ranks(z));
        double expected = LeastSquares.Dot(leftOfX, leftOfY) / Math.Sqrt(LeastSquares.Dot(leftOfX, leftOfX) * LeastSquares.Dot(leftOfY, leftOfY));
        Assert.Equal(expected, RankCorrelation.Partial(x, y, z), 12);
        Assert.True(double.IsNaN(RankCorrelation.Partial(z, y, z)));
    }

    private static double[] Draw(Xoshiro256 random, int count, int values) => [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(values))];

    private static double[] Residual(double[] of, double[] by)
    {
        double slope = LeastSquares.Slope(by, of);
        return [.. LeastSquares.Centred(of).Zip(LeastSquares.Centred(by), (o, b) => o - (slope * b))];
    }
}
