using MomentsDnns.Analysis.Comparison;
using MomentsDnns.Results;
using MomentsDnns.Results.Exchange;
using MomentsDnns.Toolkit.Tests.Results;

namespace MomentsDnns.Toolkit.Tests.Analysis.Comparison;

/// <summary>The two halves of a published run follow one law; two published runs of different nets do not.</summary>
public sealed class ReferenceComparisonTests
{
    [Theory]
    [InlineData("vanilla_fc.npz")]
    [InlineData("bn_ff_fc_64.npz")]
    [InlineData("bn_res_fc.npz")]
    [InlineData("vanilla_histo_fc.npz")]
    public void Compare_HalvesOfOneRun_Agree(string file)
    {
        RunResults run = NpzImport.Read(ReferenceFiles.Find(file));
        int half = run.Simulations.Count / 2;

        ComparisonResult result = RunComparison.Compare(Part(run, 0, half), Part(run, half, half), new() { IncludeSpread = true });

        Assert.True(result.Verdict == ComparisonVerdict.Agree, $"{result.Worst.Name}: z = {result.Worst.Worst.Z}, p = {result.P}");
    }

    [Fact]
    public void Compare_NetWithAndWithoutNormalization_Differ()
    {
        RunResults vanilla = NpzImport.Read(ReferenceFiles.Find("vanilla_fc.npz")), normalized = NpzImport.Read(ReferenceFiles.Find("bn_ff_fc_64.npz"));

        ComparisonResult result = RunComparison.Compare(vanilla, normalized);

        Assert.Equal(ComparisonVerdict.Differ, result.Verdict);
        // log chi at depth 200: about 1.5 against 41.4, both known to a few hundredths
        Assert.InRange(Math.Abs(result.Worst.Worst.Z), 500, 5000);
    }

    private static RunResults Part(RunResults run, int first, int count) => run.OfRows([.. Enumerable.Range(first, count)]);
}
