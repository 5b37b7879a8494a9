using MomentsDnns.Reproduction.Claims;

namespace MomentsDnns.Toolkit.Tests.Reproduction.Claims;

public sealed class EvidenceTests
{
    [Fact]
    public void Both_HoldsTheChecksOfBoth_AndSaysWhichWhereTheyDiffer()
    {
        ClaimOutcome mixed = Evidence.Both(Outcome(true, "1.0"), Outcome(false, "0.8"), "share: ");
        Assert.Equal([ClaimVerdict.Supported, ClaimVerdict.NotSupported], mixed.Checks.Select(c => c.Verdict));
        Assert.Equal("share: fully connected 1.0 (supported); convolutional 0.8 (not supported)", mixed.Measured);
        Assert.Equal("fully connected 1; convolutional 2", Evidence.Both(Outcome(true, "1"), Outcome(true, "2")).Measured);
    }

    private static ClaimOutcome Outcome(bool holds, string measured) => new([ClaimCheck.That("it holds", holds)], measured);
}
