using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Initialization;
using MomentsDnns.Architectures.Layers;
using MomentsDnns.Architectures.Normalization;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Architectures.Tests.Networks;
using MomentsDnns.Architectures.Twins;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Tests.Layers;

/// <summary>
/// Each layer's noise against the central finite difference of the layer's own signal in 64-bit arithmetic (of batch norm with
/// the clean statistics held, written down directly), and against the derivative written as a formula.
/// </summary>
public sealed class LayerDerivativeTests : IDisposable
{
    private const double Step = 1e-6;
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(1, 1, Boundary.Periodic)]
    [InlineData(3, 1, Boundary.Periodic)]
    [InlineData(3, 2, Boundary.Symmetric)]
    [InlineData(5, 1, Boundary.Zero)]
    public void Convolution_Noise_IsLinearInNoise(int kernelSize, int stride, Boundary boundary)
    {
        using Convolution layer = new(5, 6, kernelSize, stride, boundary, ConvolutionAlgorithm.Auto, ScalarType.Float64, CPU);
        layer.Initialize(new HeInitializer(), new RandomStream(1, 0, 0, RandomPurpose.Weight));
        (Tensor x, Tensor dx) = Nets.Input(3, 5, 8);

        Tensor noise = TwinBatch.Noise(layer.call(TwinBatch.Stack(x, dx)));

        Assert.True(Nets.RelativeError(noise, Difference(layer, x, dx)) < 1e-8);
        // W dx itself: a convolution is its own derivative.
        Assert.True(Nets.RelativeError(noise, TwinBatch.Signal(layer.call(TwinBatch.Stack(dx, x)))) < 1e-13);
    }

    [Fact]
    public void Relu_Noise_IsMaskedBySign()
    {
        using Activation<Relu> layer = new();
        (Tensor x, Tensor dx) = Nets.Input(3, 5, 8);

        Tensor twin = layer.call(TwinBatch.Stack(x, dx));

        Assert.True(TwinBatch.Signal(twin).equal(x.clamp_min(0)).all().item<bool>());
        Assert.True(TwinBatch.Noise(twin).equal(dx * x.gt(0)).all().item<bool>());
        Assert.True(Nets.RelativeError(TwinBatch.Noise(twin), Difference(layer, x, dx)) < 1e-8);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-3)]
    [InlineData(0.5)]
    public void BatchNormalization_Noise_IsDividedByCleanDeviation(double epsilon)
    {
        using BatchNormalization layer = Batch(5, epsilon);
        (Tensor x, Tensor dx) = Nets.Input(3, 5, 8);
        x = (3 * x) + 40; // a mean far from 0

        Tensor twin = layer.call(TwinBatch.Stack(x, dx));

        Tensor mean = x.mean([0, 2, 3], keepdim: true);
        Tensor root = (x.var([0, 2, 3], unbiased: false, keepdim: true) + epsilon).sqrt();
        Assert.True(Nets.RelativeError(TwinBatch.Signal(twin), (x - mean) / root) < 1e-12);
        Assert.True(Nets.RelativeError(TwinBatch.Noise(twin), dx / root) < 1e-12);
        Tensor difference = ((x + (Step * dx) - mean) / root - ((x - (Step * dx) - mean) / root)) / (2 * Step);
        Assert.True(Nets.RelativeError(TwinBatch.Noise(twin), difference) < 1e-7);
    }

    [Theory]
    [InlineData(1, 16)]
    [InlineData(7, 5)]
    [InlineData(24, 3)]
    public void BatchNormalization_Float32_HasUnitVariance(int channels, int count)
    {
        using BatchNormalization layer = Batch(channels, 0, dtype: ScalarType.Float32);
        (Tensor x, Tensor dx) = Nets.Input(count, channels, 4);
        Tensor z = TwinBatch.Signal(layer.call(TwinBatch.Stack((x + 30).to(ScalarType.Float32), dx.to(ScalarType.Float32)))).to(ScalarType.Float64);

        // Rounding of x + 30 and of its mean: 30 * 2^-24 against a deviation of 1.
        Assert.True(z.mean([0, 2, 3]).abs().max().item<double>() < 1e-5);
        Assert.True((z.square().mean([0, 2, 3]) - 1).abs().max().item<double>() < 1e-5);
    }

    [Fact]
    public void SkipConnection_Noise_AddsBoth()
    {
        using Activation<Relu> branch = new();
        using SkipConnection layer = new(branch);
        (Tensor x, Tensor dx) = Nets.Input(3, 5, 8);

        Tensor twin = layer.call(TwinBatch.Stack(x, dx));

        Assert.True(Nets.RelativeError(TwinBatch.Signal(twin), x + x.clamp_min(0)) < 1e-15);
        Assert.True(Nets.RelativeError(TwinBatch.Noise(twin), dx * (1 + x.gt(0).to(x.dtype))) < 1e-15);
        Assert.True(Nets.RelativeError(TwinBatch.Noise(twin), Difference(layer, x, dx)) < 1e-8);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void InPlaceLayers_GiveTheSameNumbers(bool isNorm)
    {
        (Tensor x, Tensor dx) = Nets.Input(3, 5, 8);
        using nn.Module<Tensor, Tensor> kept = isNorm ? Batch(5, 1e-3) : new Activation<Relu>();
        using nn.Module<Tensor, Tensor> inPlace = isNorm ? Batch(5, 1e-3, inPlace: true) : new Activation<Relu>(inPlace: true);
        Tensor input = TwinBatch.Stack(x, dx), copy = input.clone();

        Tensor expected = kept.call(input);

        Assert.True(input.equal(copy).all().item<bool>());
        Assert.True(inPlace.call(copy).equal(expected).all().item<bool>());
        Assert.True(copy.equal(expected).all().item<bool>());
    }

    [Fact]
    public void ByTorch_OnTheCpu_AgreesWithTheKernels()
    {
        (Tensor x, Tensor dx) = Nets.Input(3, 5, 8);
        Tensor twin = TwinBatch.Stack(x, dx);
        using BatchNormalization norm = Batch(5, 1e-3);
        using Activation<Relu> relu = new();

        // What other devices run: two summation orders of the same double-precision sums.
        Assert.True(Nets.RelativeError(norm.ByTorch(twin), norm.call(twin)) < 1e-14);
        Assert.True(Activation<Relu>.ByTorch(twin).equal(relu.call(twin)).all().item<bool>());
    }

    [Fact]
    public void ReusedBuffers_TakeTurns()
    {
        using Convolution layer = new(5, 5, 3, 1, Boundary.Periodic, ConvolutionAlgorithm.Auto, ScalarType.Float64, CPU, reusesBuffers: true);
        layer.Initialize(new HeInitializer(), new RandomStream(1, 0, 0, RandomPurpose.Weight));
        (Tensor x, Tensor dx) = Nets.Input(3, 5, 8);

        Tensor first = layer.call(TwinBatch.Stack(x, dx)), kept = first.clone();
        Tensor second = layer.call(first);

        Assert.True(first.equal(kept).all().item<bool>());
        Assert.False(second.equal(first).all().item<bool>());
    }

    [Theory]
    [InlineData(2.0)]
    [InlineData(1.0)]
    public void Initializers_Weights_HaveTheirVariance(double gain)
    {
        const int fanIn = 9 * 50, count = fanIn * 60;
        float[] weights = new float[count];
        IWeightInitializer initializer = gain == 2 ? new HeInitializer() : new LeCunInitializer();
        initializer.Fill(weights, new Fans(fanIn, fanIn), new RandomStream(1, 2, 3, RandomPurpose.Weight));

        double variance = weights.Average(w => (double)w * w), expected = gain / fanIn;
        // The relative standard error of a normal variance is sqrt(2 / count) = .0086: five of them.
        Assert.InRange(variance / expected, 1 - 0.043, 1 + 0.043);
        Assert.InRange(weights.Average(w => (double)w) / Math.Sqrt(expected), -5 / Math.Sqrt(count), 5 / Math.Sqrt(count));
    }

    private static BatchNormalization Batch(int channels, double epsilon, bool inPlace = false, ScalarType dtype = ScalarType.Float64) => new(
        new NormalizationSettings { Channels = channels, Epsilon = epsilon, InPlace = inPlace, Dtype = dtype }, NormStatistics.Frozen);

    private static Tensor Difference(nn.Module<Tensor, Tensor> layer, Tensor x, Tensor dx)
    {
        Tensor up = TwinBatch.Signal(layer.call(TwinBatch.Stack(x + (Step * dx), dx)));
        Tensor down = TwinBatch.Signal(layer.call(TwinBatch.Stack(x - (Step * dx), dx)));
        return (up - down) / (2 * Step);
    }
}
