using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Convolutions.Winograd;
using MomentsDnns.Architectures.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Tests.Convolutions.Winograd;

public sealed class WinogradConvolutionTests
{
    public static TheoryData<Boundary, int, int> Sides()
    {
        TheoryData<Boundary, int, int> data = [];
        foreach (Boundary boundary in Enum.GetValues<Boundary>())
            foreach ((int height, int width) in ((int, int)[])[(1, 1), (2, 3), (4, 4), (5, 7), (8, 6), (9, 16)])
                data.Add(boundary, height, width);
        return data;
    }

    [Theory]
    [MemberData(nameof(Sides))]
    public void Apply_Float64_IsTheDirectSum(Boundary boundary, int height, int width)
    {
        using DisposeScope scope = NewDisposeScope();
        ConvolutionShape shape = Shape(boundary, 5, 7, height, width) with { Precision = float64 };
        (Tensor images, Tensor weights) = (NaiveConvolution.Images(shape, 3), NaiveConvolution.Weights(shape));
        using ConvolutionPlan direct = new(shape, ConvolutionAlgorithm.Direct);
        using ConvolutionPlan winograd = new(shape, ConvolutionAlgorithm.Winograd);

        double error = NaiveConvolution.RelativeError(winograd.Apply(images, weights), direct.Apply(images, weights));

        Assert.InRange(error, 0, 1e-12);
    }

    [Theory]
    [MemberData(nameof(Sides))]
    public void Apply_Float32_IsTheDirectSumToRounding(Boundary boundary, int height, int width)
    {
        using DisposeScope scope = NewDisposeScope();
        ConvolutionShape shape = Shape(boundary, 37, 19, height, width);

        // The study measured 8.6e-7 at 128 channels, growing like the square root of the sum's length.
        Assert.InRange(NaiveConvolution.ErrorToFloat64(shape, 3, ConvolutionAlgorithm.Winograd), 1e-9, 1.2e-6);
    }

    [Theory]
    [InlineData(128, 8.6e-7)]
    [InlineData(512, 1.2e-6)]
    public void Apply_WideLayer_HasTheErrorOfTheStudy(int channels, double measured)
    {
        using DisposeScope scope = NewDisposeScope();

        // Measured on other draws and another order of rounding: a third of slack.
        Assert.InRange(NaiveConvolution.ErrorToFloat64(Shape(Boundary.Periodic, channels, channels, 8, 8), 2, ConvolutionAlgorithm.Winograd), measured / 3, measured * 4 / 3);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 5)]
    [InlineData(9, 17)]
    public void Apply_FewChannels_TakesNarrowerLanes(int inputChannels, int outputChannels)
    {
        using DisposeScope scope = NewDisposeScope();

        Assert.InRange(NaiveConvolution.ErrorToFloat64(Shape(Boundary.Symmetric, inputChannels, outputChannels, 7, 7), 2, ConvolutionAlgorithm.Winograd), 1e-9, 1.2e-6);
    }

    [Fact]
    public void Apply_TorchOperationsInFloat32_AgreeWithLanes()
    {
        using DisposeScope scope = NewDisposeScope();
        ConvolutionShape shape = Shape(Boundary.Symmetric, 32, 48, 8, 8);
        (Tensor images, Tensor weights) = (NaiveConvolution.Images(shape, 3), NaiveConvolution.Weights(shape));
        using IConvolutionKernel lanes = VectorConvolution.Winograd(shape);
        using WinogradTensorConvolution operations = new(shape);

        double error = NaiveConvolution.RelativeError(
            lanes.Apply(ChannelsLast.Rows(images), 3, weights, null),
            operations.Apply(ChannelsLast.Rows(images), 3, weights, null));

        // The same algorithm rounded in another order.
        Assert.InRange(error, 0, 1.2e-6);
    }

    [Theory]
    [InlineData(1)] // one tile a block, filled up to a group of rows
    [InlineData(6)]
    [InlineData(10)] // blocks that end inside an image
    public void Apply_InSmallerBlocks_GivesTheSameBits(int mostTiles)
    {
        using DisposeScope scope = NewDisposeScope();
        ConvolutionShape shape = Shape(Boundary.Periodic, 16, 16, 8, 8);
        (Tensor images, Tensor weights) = (NaiveConvolution.Images(shape, 7), NaiveConvolution.Weights(shape));
        using IConvolutionKernel whole = VectorConvolution.Winograd(shape);
        using IConvolutionKernel parts = VectorConvolution.Winograd(shape, mostTiles: mostTiles);

        Assert.Equal(NaiveConvolution.Bits(whole.Apply(ChannelsLast.Rows(images), 7, weights, null)),
            NaiveConvolution.Bits(parts.Apply(ChannelsLast.Rows(images), 7, weights, null)));
    }

    private static ConvolutionShape Shape(Boundary boundary, int inputChannels, int outputChannels, int height, int width) =>
        new()
        {
            Boundary = boundary,
            InputChannels = inputChannels,
            OutputChannels = outputChannels,
            Height = height,
            Width = width,
        };
}
