using MomentsDnns.Analysis.Inference;
using MomentsDnns.Reproduction.Claims;

namespace MomentsDnns.Toolkit.Tests.Reproduction.Claims;

public sealed class EvidenceTests
{
    // 95% of Student with 9 degrees of freedom: 2.262 standard errors.
    [Theory]
    [InlineData(1.3, ClaimVerdict.Supported)]
    [InlineData(1.2, ClaimVerdict.Inconclusive)]
    [InlineData(0.8, ClaimVerdict.Inconclusive)]
    [InlineData(0.7, ClaimVerdict.NotSupported)]
    public void AtLeast_LooksAtTheWholeInterval(double value, ClaimVerdict expected)
    {
        Assert.Equal(expected, Evidence.AtLeast(new Estimate(value, 0.1, 10), 1));
        Assert.Equal(expected, Evidence.AtMost(new Estimate(-value, 0.1, 10), -1));
    }

    [Fact]
    public void AtMost_OfNumbersWithoutSpread_IsDecided()
    {
        Assert.Equal(ClaimVerdict.Supported, Evidence.AtMost(new Estimate(1, 0, 10), 1));
        Assert.Equal(ClaimVerdict.NotSupported, Evidence.AtMost(new Estimate(1.1, 0, 10), 1));
    }

    [Theory]
    [InlineData(ClaimVerdict.Supported, ClaimVerdict.Supported, ClaimVerdict.Supported)]
    [InlineData(ClaimVerdict.Supported, ClaimVerdict.Inconclusive, ClaimVerdict.Inconclusive)]
    [InlineData(ClaimVerdict.Inconclusive, ClaimVerdict.NotSupported, ClaimVerdict.NotSupported)]
    public void All_IsTheWorst(ClaimVerdict a, ClaimVerdict b, ClaimVerdict expected) => Assert.Equal(expected, Evidence.All(a, b));

    [Fact]
    public void Both_IsTheWorst_AndSaysWhichWhereTheyDiffer()
    {
        ClaimOutcome mixed = Evidence.Both((ClaimVerdict.Supported, "1.0"), (ClaimVerdict.NotSupported, "0.8"), "share: ");
        Assert.Equal(ClaimVerdict.NotSupported, mixed.Verdict);
        Assert.Equal("share: fully connected 1.0 (supported); convolutional 0.8 (not supported)", mixed.Measured);
        Assert.Equal("fully connected 1; convolutional 2", Evidence.Both((ClaimVerdict.Supported, "1"), (ClaimVerdict.Supported, "2")).Measured);
    }
}
