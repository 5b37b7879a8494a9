using MomentsDnns.Analysis.Comparison;
using MomentsDnns.Analysis.Inference;

namespace MomentsDnns.Toolkit.Tests.Analysis.Comparison;

/// <summary>The sums of powers against moments taken one by one, and a p-value counted by hand.</summary>
public sealed class PermutationTestTests
{
    private static readonly ComparisonOptions Options = new() { Permutations = 199 };

    [Fact]
    public void OfGroups_EveryRedrawing_HasTheZOfItsOwnSimulations()
    {
        double[][] a = GaussianRuns.Walks(1, 7, 300), b = GaussianRuns.Walks(2, 9, 300, shift: 0.3);
        b[2][5] = a[1][5] = double.NaN;
        TestedPoint[] points =
        [
            .. Enumerable.Range(0, 300).Select(d => new TestedPoint(d, [.. a.Select(r => r[d])], [.. b.Select(r => r[d])], 0, false)),
            .. Enumerable.Range(0, 300).Select(d => new TestedPoint(d, [.. a.Select(r => r[d])], [.. b.Select(r => r[d])], 0, true)),
        ];

        NullDistribution chance = PermutationTest.OfGroups(points, Options);

        IReadOnlyList<int[]> rows = Redrawing.Splits(7, 9, 199, Options.Seed).Rows;
        double[] largest = [.. rows.Select(r => points.Max(p => Square(p, r)))], mean = [.. rows.Select(r => points.Average(p => Square(p, r)))];
        Assert.Equal(200, chance.Count);
        Assert.Equal(largest.Count(v => v >= largest[0] * (1 - 1e-9)) / 200.0, chance.P);
        Assert.Equal(mean.Count(v => v >= mean[0] * (1 - 1e-9)) / 200.0, chance.MeanSquareP);
        // Of the 300 spreads alone: against the largest of all.
        double observed = points.Skip(300).Max(p => Square(p, rows[0]));
        Assert.Equal(largest.Count(v => v >= observed * (1 - 1e-9)) / 200.0, chance.AdjustedP(300, 300));

        static double Square(TestedPoint point, int[] rows)
        {
            double[] all = [.. point.A, .. point.B];
            SampleMoments first = SampleMoments.Of(rows.Select(r => all[r])), second = SampleMoments.Of(Enumerable.Range(0, all.Length).Except(rows).Select(r => all[r]));
            double z = point.IsSpread
                ? (first.Deviation - second.Deviation) / Math.Sqrt((first.DeviationError * first.DeviationError) + (second.DeviationError * second.DeviationError))
                : (first.Mean - second.Mean) / Math.Sqrt((first.MeanError * first.MeanError) + (second.MeanError * second.MeanError));
            return z * z;
        }
    }

    [Fact]
    public void OfPairs_ThreePairsOneOfThemAgainst_HasTheCountedP()
    {
        // Differences 3, 2, -1, their sum 4. Of the four choices of signs that differ, |sum| is 4, 6 (3 + 2 + 1), 0 (3 - 2 - 1), 2: two are as far.
        NullDistribution chance = PermutationTest.OfPairs([new(1, [3, 2, 0], [0, 0, 1], 0)], Options);

        Assert.Equal((4, true), (chance.Count, chance.TakesAll));
        Assert.Equal(0.5, chance.P);
    }

    [Fact]
    public void OfGroups_ConstantsThatDiffer_AreAsFarInOneSplitOnly()
    {
        NullDistribution chance = PermutationTest.OfGroups([new(1, [1, 1, 1, 1, 1], [2, 2, 2, 2, 2], 1e-6)], Options with { Permutations = 999 });

        Assert.Equal(1 / 126.0, chance.P);
        Assert.Equal(1, PermutationTest.OfGroups([new(1, [1, 1, 1, 1, 1], [1, 1, 1, 1, 1], 1e-6)], Options).P);
    }
}
