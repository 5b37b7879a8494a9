using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Architectures.Tests.Networks;

/// <summary>Faults speak of properties to who writes programs, of options to who runs them.</summary>
public sealed class OptionFaultTests
{
    [Fact]
    public void OfAKernel_NamesBoundaryInBothWays()
    {
        OptionFault fault = Assert.Single(new NetworkOptions { KernelSize = 4, Boundary = Boundary.Zero }.Validate());

        Assert.Equal(
            "KernelSize 4: must be odd where the boundary is not periodic: an even kernel has no centre to mirror; "
            + "take an odd size, or Boundary = Boundary.Periodic", fault.ToString());
        Assert.Equal(
            "--kernel-size 4: must be odd where the boundary is not periodic: an even kernel has no centre to mirror; "
            + "take an odd size, or --boundary periodic", fault.OnCommandLine(OptionFault.Format));
    }

    [Fact]
    public void OfGroups_NamesTheirNumber_AndTheNormOfTheCommandLine()
    {
        OptionFault fault = Assert.Single(
            new NetworkOptions { Norm = NormKind.Group, NormGroups = 7, Width = 32 }.Validate());

        Assert.Equal(
            "NormGroups 7: must divide the width, 32, into groups of equal size; take NormGroups = 8",
            fault.ToString());
        Assert.Equal(
            "--norm group:7: must divide the width, 32, into groups of equal size; take group:8",
            fault.OnCommandLine(_ => "norm"));
    }

    [Fact]
    public void OfALaw_NamesItsProperty() => Assert.Equal(
        "WeightVariance 3: belongs to Initialization gaussian, orthogonal or uniform, this one is he; "
            + "leave it out, or take Initialization = InitializationKind.Gaussian",
        Assert.Single(new NetworkOptions { WeightVariance = 3 }.Validate()).ToString());

    [Theory]
    [InlineData("take {Norm = NormKind.Batch}", "take Norm = NormKind.Batch", "take --norm batch")]
    [InlineData(
        "take {Precision.Float64} or {BatchSize}", "take Precision.Float64 or BatchSize",
        "take float64 or --batch-size")]
    [InlineData("take {null|tangent}", "take null", "take tangent")]
    [InlineData("no {markup here} {}", "no {markup here} {}", "no {markup here} {}")]
    public void Markup_IsWrittenInBothWays(string text, string inProperties, string onCommandLine)
    {
        Assert.Equal(inProperties, FaultText.InProperties(text));
        Assert.Equal(onCommandLine, FaultText.OnCommandLine(text, OptionFault.Format));
    }

    // A folder's name, say.
    [Theory]
    [InlineData("{KernelSize}")]
    [InlineData("a{b|c}d")]
    [InlineData("{{")]
    public void Literal_IsKept(string text)
    {
        Assert.Equal(text, FaultText.InProperties(FaultText.Literal(text)));
        Assert.Equal(text, FaultText.OnCommandLine(FaultText.Literal(text), OptionFault.Format));
    }
}
