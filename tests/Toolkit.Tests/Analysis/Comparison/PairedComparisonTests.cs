using MomentsDnns.Analysis.Comparison;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Toolkit.Tests.Results;

namespace MomentsDnns.Toolkit.Tests.Analysis.Comparison;

public sealed class PairedComparisonTests
{
    private static readonly ExperimentConfiguration Configuration = SampleRuns.Configuration with { DatasetFingerprint = "png:9:ab" };
    private static readonly ComparisonOptions Usual = new();

    [Fact]
    public void Pairing_FollowsFromTheConfigurations()
    {
        RunResults run = Run(Configuration);

        Assert.Equal((true, true), Shared(Configuration));
        Assert.Equal((true, true), Shared(Configuration with { Network = Configuration.Network with { Initialization = InitializationKind.Uniform } }));
        Assert.Equal((true, false), Shared(Configuration with { Network = Configuration.Network with { Initialization = InitializationKind.KaimingUniform } }));
        Assert.Equal((true, false), Shared(Configuration with { Network = Configuration.Network with { Width = 16 } }));
        Assert.Equal((true, false), Shared(Configuration with { Network = Configuration.Network with { KernelSize = 1 } }));
        Assert.Equal((false, true), Shared(Configuration with { BatchSize = 8 }));
        Assert.Equal((false, true), Shared(Configuration with { DatasetFingerprint = "png:9:cd" }));
        Assert.Equal((false, true), Shared(Configuration with { DatasetFingerprint = "" }));
        Assert.Null(RunPairing.Of(run, Run(Configuration with { Seed = 4 })));
        Assert.Null(RunPairing.Of(run, Run(Configuration, imported: new ImportedSource())));
        Assert.Null(RunPairing.Of(Run(Configuration, imported: new ImportedSource()), run));
        Assert.Null(RunPairing.Of(run, Run(Configuration, first: 10))); // other simulations: other random numbers
        Assert.Equal([4, 5], RunPairing.Of(run, Run(Configuration, first: 4))!.Simulations);

        (bool, bool) Shared(ExperimentConfiguration other) => RunPairing.Of(run, Run(other)) is { } p ? (p.Inputs, p.Weights) : throw new InvalidDataException("no pairs");
    }

    [Fact]
    public void Compare_Pairs_GivesTheClosedForm()
    {
        // Differences -1, -2, -3, -1, -2, -3: mean -2, variance 4/5, z = -2 / sqrt(4/30); one of 32 choices of signs is as far.
        ComparisonResult result = RunComparison.Compare(Values([10, 20, 30, 40, 50, 60]), Values([11, 22, 33, 41, 52, 63]), Usual);

        ComparedPoint point = Assert.Single(Assert.Single(result.Curves).Points);
        Assert.Equal(Math.Sqrt(4 / 30.0), point.DifferenceError, 1e-12);
        Assert.Equal(-2 / Math.Sqrt(4 / 30.0), point.Z, 1e-11);
        Assert.Equal((ComparisonTest.SignFlips, 1 / 32.0, true, ComparisonVerdict.Differ), (result.Test, result.P, result.TakesAll, result.Verdict));
        // As independent runs they would agree: 35 against 37 with errors of 7.6.
        Assert.Equal(ComparisonVerdict.Agree, RunComparison.Compare(Values([10, 20, 30, 40, 50, 60]), Values([11, 22, 33, 41, 52, 63], seed: 9), Usual).Verdict);
    }

    [Fact]
    public void Compare_FivePairs_CannotTell()
    {
        ComparisonResult result = RunComparison.Compare(Values([1, 2, 3, 4, 5]), Values([2, 3, 4, 5, 7]), Usual);

        Assert.Equal((ComparisonVerdict.CannotTell, "5 simulations have 16 flips of signs, so that p cannot fall to 0.05"), (result.Verdict, result.Reason));
    }

    [Fact]
    public void Compare_ARunWithItself_Agrees()
    {
        ComparisonResult result = RunComparison.Compare(Run(Configuration), Run(Configuration), new() { IncludeSpread = true });

        Assert.Equal((ComparisonVerdict.Agree, 1), (result.Verdict, result.P));
        Assert.All(result.Curves, c => Assert.All(c.Points, p => Assert.Equal(0, p.Z)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Compare_PairsOfOneLaw_DifferInFivePercent(bool includeSpread)
    {
        const int pairs = 300;
        int differ = Enumerable.Range(0, pairs).Count(i =>
        {
            // A common part three times as wide as each run's own.
            double[][] common = GaussianRuns.Walks(3 * i, 16, 30, scale: 3), a = GaussianRuns.Walks((3 * i) + 1, 16, 30), b = GaussianRuns.Walks((3 * i) + 2, 16, 30);
            ComparisonOptions options = Usual with { IncludeSpread = includeSpread, Permutations = 199 };
            return RunComparison.Compare(Rows(Sum(common, a), 7), Rows(Sum(common, b), 7), options).Verdict == ComparisonVerdict.Differ;
        });

        // 3.5 standard errors of 1.26%.
        Assert.InRange(differ / (double)pairs, 0.05 - 0.044, 0.05 + 0.044);

        static double[][] Sum(double[][] x, double[][] y) => [.. x.Zip(y, (p, q) => p.Zip(q, (v, w) => v + w).ToArray())];
    }

    [Fact]
    public void PairedDifference_OfChi_IsThatOfTheLogarithms()
    {
        PairedDifference difference = PairedDifference.Of(Values([1, 2, 3]), Values([2, 3.5, 3.5]), Quantity.Chi, isLog10: true)!;

        // Differences 1, 1.5, 0.5: mean 1, standard error 0.5/sqrt 3; correlation 0.75 / (1 * sqrt 0.75).
        Assert.Equal(1 / Math.Log(10), difference.Difference.Value, 1e-12);
        Assert.Equal(0.5 / Math.Sqrt(3) / Math.Log(10), difference.Difference.StandardError, 1e-12);
        Assert.Equal(Math.Sqrt((1 + 0.75) / 3) / Math.Log(10), difference.IndependentError, 1e-12);
        Assert.Equal(Math.Sqrt(0.75), difference.Correlation, 1e-12);
        Assert.Null(PairedDifference.Of(Values([1, 2, 3]), Values([2, 3, 4], seed: 9), Quantity.Chi, isLog10: true));
        Assert.Null(PairedDifference.Of(Values([1, 2, 3]), Values([2, 3, double.NaN]), Quantity.Chi, isLog10: true));
    }

    [Fact]
    public void PairedTable_NamesWhatPairsShare_AndStandsUnderTheMarkdown()
    {
        LabelledRun[] runs = [new("He", Values([1, 2, 3])), new("E|w|² = 3", Values([2, 3.5, 3.5])), new("other seed", Values([2, 3, 4], seed: 9))];

        Assert.Equal(["E|w|² = 3", "3", "1", "mean log10 chi", "0.43 ± 0.13", "0.33", "0.866"], Assert.Single(PairedTable.Rows(runs)));
        string markdown = SideBySideTable.Markdown(runs);
        Assert.Contains("Runs of seed 7 are pairs: simulation i has the same images and noise, and the same random numbers behind the weights. Differences from He within pairs:\n",
            markdown, StringComparison.Ordinal);
        // A bar in a label must not end its cell.
        Assert.Contains("| E\\|w\\|² = 3 | 3 | 1 |", markdown, StringComparison.Ordinal);
        Assert.StartsWith("run,against,pairs,depth,", PairedTable.Csv(runs), StringComparison.Ordinal);
        Assert.Empty(PairedTable.Rows([runs[0], runs[2]]));
    }

    private static RunResults Run(ExperimentConfiguration configuration, int first = 0, ImportedSource? imported = null) => new(imported is null ? configuration : null,
        [.. Enumerable.Range(first, 6)], [2, 4, 6], [new(Statistic.Chi, Location.Activation, new double[,] { { 1, 2, 3 }, { 2, 3, 4 }, { 1, 1, 1 }, { 2, 2, 2 }, { 5, 4, 3 }, { 0, 1, 0 } })], imported);

    private static RunResults Values(double[] logChi, ulong seed = 7) => Rows([.. logChi.Select(v => new[] { v })], seed);

    private static RunResults Rows(double[][] logChi, ulong seed)
    {
        int depths = logChi[0].Length;
        double[,] values = new double[logChi.Length, depths];
        for (int s = 0; s < logChi.Length; s++)
        {
            for (int d = 0; d < depths; d++) values[s, d] = logChi[s][d];
        }

        return SampleRuns.Run(Configuration with { Seed = seed, Network = Configuration.Network with { Depth = depths }, Records = depths }, (Statistic.Chi, Location.Activation, values));
    }
}
