using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Toolkit.Tests.Results;

public sealed class OptionTextTests
{
    [Fact]
    public void Of_Enums_GivesTheCommandLinesWords()
    {
        Assert.Equal("feedforward", Topology.Feedforward.Name);
        Assert.Equal("periodic", OptionText.Of(Boundary.Periodic));
        Assert.Equal("both", OptionText.Of(EffectiveRankChoice.Both));
        Assert.Equal("float32", OptionText.Of(Precision.Float32));
    }

    [Theory]
    [InlineData("LeakyRelu", "leaky-relu")]
    [InlineData("KernelSize", "kernel-size")]
    public void FromMember_PascalCase_GivesDashes(string member, string text) => Assert.Equal(text, OptionText.FromMember(member));

    [Fact]
    public void TryParse_EveryBoundary_ReadsBack()
    {
        foreach (Boundary boundary in Enum.GetValues<Boundary>())
        {
            Assert.True(OptionText.TryParse(OptionText.Of(boundary), out Boundary read));
            Assert.Equal(boundary, read);
        }
    }

    [Theory]
    [InlineData("Zero")]
    [InlineData("0")]
    [InlineData("")]
    public void TryParse_OtherText_IsRefused(string text) => Assert.False(OptionText.TryParse<Boundary>(text, out _));
}
