using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Tests.Convolutions;

/// <summary>What all of our own convolutions promise: bits that depend neither on the vectors nor on the threads.</summary>
public sealed class VectorConvolutionTests
{
    public static TheoryData<ConvolutionAlgorithm, int, int> Channels()
    {
        TheoryData<ConvolutionAlgorithm, int, int> data = [];
        foreach (ConvolutionAlgorithm algorithm in (ConvolutionAlgorithm[])[ConvolutionAlgorithm.Winograd, ConvolutionAlgorithm.Fourier])
        {
            data.Add(algorithm, 64, 48); // whole vectors of every width
            data.Add(algorithm, 37, 19); // a tail at every width
            data.Add(algorithm, 16, 1); // fewer output channels than a vector
            data.Add(algorithm, 16, 300); // more channels than a block of the transforms
            data.Add(algorithm, 131, 257); // a last block smaller than a vector
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Channels))]
    public void Apply_AnyLanes_GivesTheSameBits(ConvolutionAlgorithm algorithm, int inputChannels, int outputChannels)
    {
        using DisposeScope scope = NewDisposeScope();
        ConvolutionShape shape = Shape(algorithm, inputChannels, outputChannels);
        (Tensor images, Tensor weights) = (NaiveConvolution.Images(shape, 2), NaiveConvolution.Weights(shape));
        byte[] expected = Bits(1);

        Assert.Equal(expected, Bits(4));
        Assert.Equal(expected, Bits(8));
        Assert.Equal(expected, Bits(16));
        Assert.InRange(NaiveConvolution.ErrorToFloat64(shape, 2, algorithm), 1e-9, 1.2e-6);

        byte[] Bits(int lanes)
        {
            using IConvolutionKernel convolution = Create(algorithm, shape, lanes);
            return NaiveConvolution.Bits(convolution.Apply(ChannelsLast.Rows(images), 2, weights, null));
        }
    }

    [Theory]
    [InlineData(ConvolutionAlgorithm.Winograd)]
    [InlineData(ConvolutionAlgorithm.Fourier)]
    public void Apply_OnAnyNumberOfThreads_GivesTheSameBits(ConvolutionAlgorithm algorithm)
    {
        using DisposeScope scope = NewDisposeScope();
        ConvolutionShape shape = Shape(algorithm, 40, 24);
        (Tensor images, Tensor weights) = (NaiveConvolution.Images(shape, 5), NaiveConvolution.Weights(shape));
        int threads = get_num_threads();
        try
        {
            byte[] expected = Bits(1);
            Assert.All([2, 3, 8], count => Assert.Equal(expected, Bits(count)));
        }
        finally
        {
            set_num_threads(threads);
        }

        byte[] Bits(int count)
        {
            set_num_threads(count);
            using IConvolutionKernel convolution = Create(algorithm, shape);
            return NaiveConvolution.Bits(convolution.Apply(ChannelsLast.Rows(images), 5, weights, null));
        }
    }

    private static IConvolutionKernel Create(ConvolutionAlgorithm algorithm, ConvolutionShape shape, int? lanes = null) =>
        algorithm == ConvolutionAlgorithm.Fourier ? VectorConvolution.Fourier(shape, lanes) : VectorConvolution.Winograd(shape, lanes);

    // Winograd's tiles hang over an edge; Fourier's sides are powers of two.
    private static ConvolutionShape Shape(ConvolutionAlgorithm algorithm, int inputChannels, int outputChannels)
    {
        bool isFourier = algorithm == ConvolutionAlgorithm.Fourier;
        return new()
        {
            Boundary = isFourier ? Boundary.Periodic : Boundary.Zero,
            InputChannels = inputChannels,
            OutputChannels = outputChannels,
            Height = isFourier ? 16 : 9,
            Width = isFourier ? 8 : 5,
        };
    }
}
