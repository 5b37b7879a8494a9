using MomentsDnns.Architectures.Convolutions;

namespace MomentsDnns.Architectures.Tests.Convolutions;

public sealed class FasterAlgorithmTests
{
    [Theory]
    [InlineData(3, 1, 512, 512, 16, ConvolutionAlgorithm.Winograd)] // the paper's layers
    [InlineData(3, 1, 128, 128, 16, ConvolutionAlgorithm.Winograd)]
    [InlineData(3, 1, 32, 32, 8, ConvolutionAlgorithm.Winograd)]
    [InlineData(3, 1, 31, 31, 16, ConvolutionAlgorithm.Direct)] // too narrow
    [InlineData(3, 1, 3, 512, 32, ConvolutionAlgorithm.Direct)] // too narrow on one side
    [InlineData(3, 1, 512, 512, 1, ConvolutionAlgorithm.Direct)] // 9 products against 36
    [InlineData(3, 1, 512, 512, 5, ConvolutionAlgorithm.Direct)] // 225 against 144
    [InlineData(3, 1, 512, 512, 7, ConvolutionAlgorithm.Winograd)] // 441 against 144
    [InlineData(3, 2, 512, 512, 16, ConvolutionAlgorithm.Direct)]
    [InlineData(5, 1, 512, 512, 16, ConvolutionAlgorithm.Direct)]
    [InlineData(1, 1, 512, 512, 1, ConvolutionAlgorithm.Direct)]
    public void Auto_OnTheProcessor_FollowsTheTable(
        int kernelSize, int stride, int inputChannels, int outputChannels, int side, ConvolutionAlgorithm expected)
    {
        using ConvolutionPlan plan = new(new ConvolutionShape
        {
            KernelSize = kernelSize,
            Stride = stride,
            InputChannels = inputChannels,
            OutputChannels = outputChannels,
            Height = side,
            Width = side,
        });

        Assert.Equal(expected, plan.Algorithm);
    }
}
