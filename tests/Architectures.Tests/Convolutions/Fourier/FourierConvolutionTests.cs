using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Tests.Convolutions.Fourier;

public sealed class FourierConvolutionTests
{
    public static TheoryData<int, int, int, Boundary> KernelsAndSides()
    {
        TheoryData<int, int, int, Boundary> data = [];
        foreach (int kernelSize in (int[])[2, 3, 4, 5, 7])
        {
            // Powers of two for our own transform, others for torch's; the smaller ones see a pixel twice.
            foreach ((int height, int width) in ((int, int)[])[(1, 1), (2, 2), (4, 4), (2, 16), (16, 8), (32, 2), (3, 5), (12, 8)])
            {
                data.Add(kernelSize, height, width, Boundary.Periodic);
                data.Add(kernelSize, height, width, Boundary.PeriodicOneSided);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(KernelsAndSides))]
    public void Apply_Float64_IsItsDefinition(int kernelSize, int height, int width, Boundary boundary)
    {
        using DisposeScope scope = NewDisposeScope();
        ConvolutionShape shape = Shape(5, 7, height, width, kernelSize) with { Boundary = boundary, Precision = float64 };
        (Tensor images, Tensor weights) = (NaiveConvolution.Images(shape, 3), NaiveConvolution.Weights(shape));
        using ConvolutionPlan fourier = new(shape, ConvolutionAlgorithm.Fourier);

        Assert.InRange(NaiveConvolution.RelativeError(fourier.Apply(images, weights), NaiveConvolution.Apply(shape, images, weights)), 0, 1e-13);
    }

    [Theory]
    [MemberData(nameof(KernelsAndSides))]
    public void Apply_Float32_IsItsDefinitionToRounding(int kernelSize, int height, int width, Boundary boundary)
    {
        using DisposeScope scope = NewDisposeScope();
        ConvolutionShape shape = Shape(19, 37, height, width, kernelSize) with { Boundary = boundary };
        (Tensor images, Tensor weights) = (NaiveConvolution.Images(shape, 3), NaiveConvolution.Weights(shape));
        using ConvolutionPlan fourier = new(shape, ConvolutionAlgorithm.Fourier);
        Assert.Equal(ConvolutionAlgorithm.Fourier, fourier.Algorithm);

        Assert.InRange(NaiveConvolution.RelativeError(fourier.Apply(images, weights), NaiveConvolution.Apply(shape, images, weights)), 1e-9, 4e-7);
    }

    [Theory]
    [InlineData(128)]
    [InlineData(512)]
    public void Apply_WideLayer_HasAThirdOfWinogradsError(int channels)
    {
        using DisposeScope scope = NewDisposeScope();
        ConvolutionShape shape = Shape(channels, channels, 8, 8);

        double fourier = NaiveConvolution.ErrorToFloat64(shape, 2, ConvolutionAlgorithm.Fourier);

        Assert.InRange(fourier, 1e-7, 4.5e-7); // measured: 3.1e-7 and 3.2e-7
        Assert.InRange(fourier, 0, 0.5 * NaiveConvolution.ErrorToFloat64(shape, 2, ConvolutionAlgorithm.Winograd));
    }

    [Theory]
    [InlineData(37, 19)]
    [InlineData(16, 1)]
    [InlineData(131, 257)]
    public void Apply_IntoPartOfAMemory_LeavesTheRestAlone(int inputChannels, int outputChannels)
    {
        using DisposeScope scope = NewDisposeScope();
        ConvolutionShape shape = Shape(inputChannels, outputChannels, 4, 8);
        (Tensor images, Tensor weights) = (NaiveConvolution.Images(shape, 3), NaiveConvolution.Weights(shape));
        Tensor rows = ChannelsLast.Rows(images), expected = NaiveConvolution.Apply(shape, images, weights);
        long size = 3 * 32 * outputChannels;
        foreach (int lanes in (int[])[1, 4, 8, 16])
        {
            using IConvolutionKernel fourier = VectorConvolution.Fourier(shape, lanes);
            Tensor memory = full(size + 128, float.NaN), output = memory.narrow(0, 64, size).view(-1, outputChannels);

            fourier.Apply(rows, 3, weights, output);

            Assert.InRange(NaiveConvolution.RelativeError(ChannelsLast.Images(output, 3, 4, 8), expected), 1e-9, 5e-7);
            Assert.Equal(128, memory.isnan().sum().item<long>());
        }
    }

    [Fact]
    public void Apply_NoiseTimesAPowerOfTwo_GivesThatTimesTheBits()
    {
        using DisposeScope scope = NewDisposeScope();
        ConvolutionShape shape = Shape(24, 20, 8, 8);
        (Tensor images, Tensor weights) = (NaiveConvolution.Images(shape, 2), NaiveConvolution.Weights(shape));
        using ConvolutionPlan fourier = new(shape, ConvolutionAlgorithm.Fourier);

        Assert.Equal(NaiveConvolution.Bits(fourier.Apply(images, weights) * 4096f), NaiveConvolution.Bits(fourier.Apply(images * 4096f, weights)));
    }

    [Theory]
    [InlineData(140, 40, 24, 3)] // more rows than one product takes
    [InlineData(5, 260, 70, 7)] // more panels than one group takes
    public void Apply_InBlocks_GivesTheBitsOfSingleImages(int count, int inputChannels, int outputChannels, int kernelSize)
    {
        using DisposeScope scope = NewDisposeScope();
        ConvolutionShape shape = Shape(inputChannels, outputChannels, 4, 4, kernelSize);
        (Tensor images, Tensor weights) = (NaiveConvolution.Images(shape, count), NaiveConvolution.Weights(shape));
        using ConvolutionPlan fourier = new(shape, ConvolutionAlgorithm.Fourier);
        using ConvolutionPlan exact = new(shape with { Precision = float64 }, ConvolutionAlgorithm.Direct);
        Tensor whole = fourier.Apply(images, weights);

        Assert.InRange(NaiveConvolution.RelativeError(whole, exact.Apply(images.to(float64), weights.to(float64))), 1e-9, 5e-7);
        foreach (int image in (int[])[0, count / 2, count - 1])
        {
            Tensor single = fourier.Apply(images.narrow(0, image, 1), weights);
            Assert.Equal(NaiveConvolution.Bits(whole.narrow(0, image, 1)), NaiveConvolution.Bits(single));
        }
    }

    [Fact]
    public void Apply_IntoMemoryThatNoVectorDivides_GivesTheSameBits()
    {
        using DisposeScope scope = NewDisposeScope();
        ConvolutionShape shape = Shape(16, 16, 4, 4);
        (Tensor images, Tensor weights) = (NaiveConvolution.Images(shape, 2), NaiveConvolution.Weights(shape));
        using IConvolutionKernel fourier = VectorConvolution.Fourier(shape);
        Tensor shifted = zeros(2 * 16 * 16 + 1).narrow(0, 1, 2 * 16 * 16).view(-1, 16);

        fourier.Apply(ChannelsLast.Rows(images), 2, weights, shifted);

        Assert.Equal(NaiveConvolution.Bits(fourier.Apply(ChannelsLast.Rows(images), 2, weights, null)), NaiveConvolution.Bits(shifted));
    }

    private static ConvolutionShape Shape(int inputChannels, int outputChannels, int height, int width, int kernelSize = 3) => new()
    {
        KernelSize = kernelSize,
        InputChannels = inputChannels,
        OutputChannels = outputChannels,
        Height = height,
        Width = width,
    };
}
