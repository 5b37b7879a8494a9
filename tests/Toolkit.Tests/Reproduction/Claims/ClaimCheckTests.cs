using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Reproduction.Claims;

namespace MomentsDnns.Toolkit.Tests.Reproduction.Claims;

public sealed class ClaimCheckTests
{
    // 95% of Student with 9 degrees of freedom: 2.262 standard errors.
    [Theory]
    [InlineData(1.3, ClaimVerdict.Supported)]
    [InlineData(1.2, ClaimVerdict.Inconclusive)]
    [InlineData(0.8, ClaimVerdict.Inconclusive)]
    [InlineData(0.7, ClaimVerdict.NotSupported)]
    public void Mean_OnOneSide_IsJudgedByTheWholeInterval(double value, ClaimVerdict expected)
    {
        Assert.Equal(expected, Of(new Estimate(value, 0.1, 10), ClaimBound.AtLeast(1)));
        Assert.Equal(expected, Of(new Estimate(-value, 0.1, 10), ClaimBound.AtMost(-1)));
    }

    [Theory]
    [InlineData(0.5, 0.1, ClaimVerdict.Supported)]
    [InlineData(0.9, 0.1, ClaimVerdict.Inconclusive)]
    [InlineData(0.5, 1, ClaimVerdict.Inconclusive)]
    [InlineData(1.1, 0.1, ClaimVerdict.Inconclusive)]
    [InlineData(-0.3, 0.1, ClaimVerdict.NotSupported)]
    [InlineData(1.3, 0.1, ClaimVerdict.NotSupported)]
    public void Mean_BetweenTwoBounds_IsJudgedByBoth(double value, double error, ClaimVerdict expected) =>
        Assert.Equal(expected, Of(new Estimate(value, error, 10), ClaimBound.Within(0, 1)));

    [Fact]
    public void Mean_WithoutSpread_IsDecided_AndOfOneNetOpen()
    {
        Assert.Equal(ClaimVerdict.Supported, Of(new Estimate(1, 0, 10), ClaimBound.AtMost(1)));
        Assert.Equal(ClaimVerdict.NotSupported, Of(new Estimate(1.1, 0, 10), ClaimBound.AtMost(1)));
        Assert.Equal(ClaimVerdict.Inconclusive, Of(new Estimate(1, double.NaN, 1), ClaimBound.AtMost(10)));
        Assert.Equal(ClaimVerdict.Inconclusive, Of(new Estimate(double.NaN, double.NaN, 10), ClaimBound.AtMost(10)));
    }

    [Theory]
    [InlineData(4, ClaimVerdict.Supported)]
    [InlineData(-4.1, ClaimVerdict.NotSupported)]
    [InlineData(double.NaN, ClaimVerdict.Inconclusive)]
    public void Number_TakenAsItIs_IsDecided(double number, ClaimVerdict expected) =>
        Assert.Equal(expected, ClaimCheck.Of("z", number, ClaimBound.Within(-4, 4)).Verdict);

    [Theory]
    [InlineData(59, 59, ClaimVerdict.Supported)]
    [InlineData(58, 58, ClaimVerdict.Inconclusive)]
    [InlineData(50, 59, ClaimVerdict.NotSupported)]
    [InlineData(0, 59, ClaimVerdict.NotSupported)]
    public void Share_OfNinetyFivePercent_NeedsFiftyNineNets(int seen, int nets, ClaimVerdict expected)
    {
        ClaimCheck check = ClaimCheck.OfShare("share", seen, nets, ClaimBound.AtLeast(0.95));
        Assert.Equal(expected, check.Verdict);
        Assert.Equal((seen / (double)nets, nets), (check.Value, check.Simulations));
    }

    [Theory]
    [InlineData(true, 1.0, ClaimVerdict.Supported)]
    [InlineData(false, 0.0, ClaimVerdict.NotSupported)]
    [InlineData(null, null, ClaimVerdict.Inconclusive)]
    public void Statement_IsOneOrZeroOrOpen(bool? holds, double? value, ClaimVerdict expected)
    {
        ClaimCheck check = ClaimCheck.That("it holds", holds);
        Assert.Equal((value, expected), (check.Value, check.Verdict));
    }

    [Theory]
    [InlineData(Presence.Present, Presence.Present, ClaimVerdict.Supported)]
    [InlineData(Presence.Absent, Presence.Absent, ClaimVerdict.Supported)]
    [InlineData(Presence.Present, Presence.Absent, ClaimVerdict.NotSupported)]
    [InlineData(Presence.Inconclusive, Presence.Absent, ClaimVerdict.Inconclusive)]
    public void Pathology_IsHeldAgainstTheClaim_WithItsNumbers(Presence found, Presence claimed, ClaimVerdict expected)
    {
        EvidenceNumber number = new(new("growth", _ => "")) { Value = 2 };
        ClaimCheck check = ClaimCheck.That(new(Pathology.ExplodingSensitivity, found, null, null, null, [number]), claimed, "in nets");
        Assert.Equal(expected, check.Verdict);
        Assert.Equal(number, Assert.Single(check.Numbers));
    }

    [Theory]
    [InlineData(true, true, ClaimVerdict.Supported)]
    [InlineData(true, null, ClaimVerdict.Inconclusive)]
    [InlineData(null, false, ClaimVerdict.NotSupported)]
    [InlineData(false, true, ClaimVerdict.NotSupported)]
    public void Outcome_IsTheWorstOfItsChecks(bool? a, bool? b, ClaimVerdict expected) =>
        Assert.Equal(expected, new ClaimOutcome([ClaimCheck.That("a", a), ClaimCheck.That("b", b)], "").Verdict);

    private static ClaimVerdict Of(Estimate mean, ClaimBound bound) => ClaimCheck.Of("mean", mean, bound).Verdict;
}
