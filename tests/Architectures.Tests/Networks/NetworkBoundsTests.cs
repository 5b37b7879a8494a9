using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Architectures.Tests.Networks;

/// <summary>Upper bounds of sizes: the largest that is taken, and the first that is not.</summary>
public sealed class NetworkBoundsTests
{
    // floor(sqrt(2^28 - 1) / k) channels: weights are k^2 width^2 numbers, whatever the convolution makes of them.
    [Theory]
    [InlineData(1, 16383)]
    [InlineData(3, 5461)]
    [InlineData(5, 3276)]
    public void Validate_Width_IsBoundedByTheWeights(int kernelSize, int largest)
    {
        NetworkOptions options = new() { KernelSize = kernelSize, Width = largest };
        Assert.Empty(options.Validate());
        OptionFault fault = Assert.Single((options with { Width = largest + 1 }).Validate());
        Assert.Equal(("Width", $"take {largest} or less"), (fault.Option, fault.Remedy));
    }

    [Fact]
    public void Validate_DepthAndResidualDepth_AreBounded()
    {
        NetworkOptions options = new() { Topology = Topology.Residual, Width = 4, Depth = 1_000_000, ResidualDepth = 1000 };
        Assert.Empty(options.Validate());
        Assert.Equal(["Depth", "ResidualDepth"], (options with { Depth = 1_000_001, ResidualDepth = 1001 }).Validate().Select(f => f.Option));
    }

    // 64 channels to 64 of 16 x 16, 10 images: the sums of what each algorithm makes, by hand.
    [Theory]
    [InlineData(ConvolutionAlgorithm.Winograd, 4.0 * 36 * ((64 * 64) + (2 * 48 * 128)))]
    [InlineData(ConvolutionAlgorithm.Fourier, 4.0 * ((9 * 64 * 64) + (10 * 256 * 64)))]
    [InlineData(ConvolutionAlgorithm.Direct, (10.0 * 18 * 18 * ((2 * 4 * 64) + 16)) + (2 * 4 * 10 * 256 * 64))]
    public void Of_EachAlgorithm_IsTheSumOfItsTensors(ConvolutionAlgorithm algorithm, double bytes) => Assert.Equal(bytes,
        ConvolutionMemory.Of(new() { InputChannels = 64, OutputChannels = 64, Height = 16, Width = 16 }, algorithm, 10, 2), 0.5);
}
