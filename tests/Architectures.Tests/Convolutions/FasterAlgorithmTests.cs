using MomentsDnns.Architectures.Convolutions;
using TorchSharp;

namespace MomentsDnns.Architectures.Tests.Convolutions;

public sealed class FasterAlgorithmTests
{
    private static readonly ConvolutionShape s_paper = new() { InputChannels = 512, OutputChannels = 512, Height = 16, Width = 16 };

    [Theory]
    [InlineData(3, 512, 512, 16, ConvolutionAlgorithm.Winograd)] // the paper's layers
    [InlineData(3, 32, 32, 8, ConvolutionAlgorithm.Winograd)]
    [InlineData(3, 31, 31, 16, ConvolutionAlgorithm.Direct)] // too narrow
    [InlineData(3, 3, 512, 32, ConvolutionAlgorithm.Direct)] // too narrow on one side
    [InlineData(3, 512, 512, 1, ConvolutionAlgorithm.Direct)] // 9 products against 36
    [InlineData(3, 512, 512, 5, ConvolutionAlgorithm.Direct)] // 225 against 144
    [InlineData(3, 512, 512, 7, ConvolutionAlgorithm.Winograd)] // 441 against 144
    [InlineData(5, 512, 512, 16, ConvolutionAlgorithm.Direct)]
    [InlineData(1, 512, 512, 1, ConvolutionAlgorithm.Direct)]
    public void Auto_SymmetricOrZero_FollowsTheTable(
        int kernelSize, int inputChannels, int outputChannels, int side, ConvolutionAlgorithm expected)
    {
        ConvolutionShape shape = Shape(kernelSize, inputChannels, outputChannels, side);

        Assert.Equal(expected, FasterAlgorithm.Of(shape with { Boundary = Boundary.Symmetric }));
        Assert.Equal(expected, FasterAlgorithm.Of(shape with { Boundary = Boundary.Zero }));
    }

    [Theory]
    [InlineData(3, 512, 512, 16, ConvolutionAlgorithm.Fourier)] // the paper's layers
    [InlineData(3, 128, 128, 16, ConvolutionAlgorithm.Fourier)] // the quick setting's
    [InlineData(3, 127, 128, 16, ConvolutionAlgorithm.Winograd)]
    [InlineData(3, 256, 256, 32, ConvolutionAlgorithm.Fourier)]
    [InlineData(3, 255, 256, 32, ConvolutionAlgorithm.Winograd)]
    [InlineData(3, 512, 512, 64, ConvolutionAlgorithm.Winograd)] // not measured
    [InlineData(3, 512, 512, 12, ConvolutionAlgorithm.Winograd)] // no power of two
    [InlineData(2, 128, 128, 8, ConvolutionAlgorithm.Fourier)]
    [InlineData(2, 127, 127, 8, ConvolutionAlgorithm.Direct)]
    [InlineData(5, 32, 32, 16, ConvolutionAlgorithm.Fourier)]
    [InlineData(5, 31, 512, 16, ConvolutionAlgorithm.Direct)]
    [InlineData(5, 512, 512, 28, ConvolutionAlgorithm.Direct)]
    [InlineData(1, 512, 512, 16, ConvolutionAlgorithm.Direct)] // one product a pixel
    [InlineData(3, 512, 512, 1, ConvolutionAlgorithm.Direct)]
    public void Auto_Periodic_FollowsTheTables(
        int kernelSize, int inputChannels, int outputChannels, int side, ConvolutionAlgorithm expected)
    {
        using ConvolutionPlan plan = new(Shape(kernelSize, inputChannels, outputChannels, side));

        Assert.Equal(expected, plan.Algorithm);
    }

    [Fact]
    public void Auto_WhatWasNotMeasured_IsTheDirectSum()
    {
        Assert.Equal(ConvolutionAlgorithm.Direct, FasterAlgorithm.Of(s_paper with { Stride = 2 }));
        Assert.Equal(ConvolutionAlgorithm.Winograd, FasterAlgorithm.Of(s_paper with { Precision = torch.ScalarType.Float64 }));
    }

    private static ConvolutionShape Shape(int kernelSize, int inputChannels, int outputChannels, int side) => new()
    {
        KernelSize = kernelSize,
        InputChannels = inputChannels,
        OutputChannels = outputChannels,
        Height = side,
        Width = side,
    };
}
