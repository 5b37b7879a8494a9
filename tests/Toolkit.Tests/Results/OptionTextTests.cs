using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Toolkit.Tests.Results;

public sealed class OptionTextTests
{
    [Fact]
    public void Of_Enums_GivesTheCommandLinesWords()
    {
        Assert.Equal("feedforward", OptionText.Of(Topology.Feedforward));
        Assert.Equal("periodic", OptionText.Of(Boundary.Periodic));
        Assert.Equal("both", OptionText.Of(EffectiveRankChoice.Both));
        Assert.Equal("float32", OptionText.Of(Precision.Float32));
    }

    [Theory]
    [InlineData("LeakyRelu", "leaky-relu")]
    [InlineData("KernelSize", "kernel-size")]
    public void FromMember_PascalCase_GivesDashes(string member, string text) => Assert.Equal(text, OptionText.FromMember(member));

    [Fact]
    public void TryParse_EveryLocation_ReadsBack()
    {
        foreach (Location location in Enum.GetValues<Location>())
        {
            Assert.True(OptionText.TryParse(OptionText.Of(location), out Location read));
            Assert.Equal(location, read);
        }
    }

    [Theory]
    [InlineData("Input")]
    [InlineData("0")]
    [InlineData("")]
    public void TryParse_OtherText_IsRefused(string text) => Assert.False(OptionText.TryParse<Location>(text, out _));
}
