using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Tests.Networks;
using MomentsDnns.Architectures.Twins;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Tests.Twins;

public sealed class TwinRescalingTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(-100, true, true)]
    [InlineData(-30, true, true)]
    [InlineData(0, true, false)]
    [InlineData(5, true, false)]
    [InlineData(60, true, true)]
    [InlineData(60, false, true)]
    public void Forward_AnySize_DividesByPowersOfTwoAndNotesThem(int exponent, bool rescaleSignal, bool expectsRescaling)
    {
        TwinScale scale = new();
        using TwinRescaling entrance = new(scale, rescaleSignal ? SignalRescaling.Always : SignalRescaling.Never);
        (Tensor x, Tensor dx) = Nets.Input(4, 3, 2);
        Tensor twin = TwinBatch.Stack(x * Math.ScaleB(1, exponent), dx * Math.ScaleB(1, exponent));

        Tensor result = entrance.call(twin);

        Assert.Equal(expectsRescaling, scale.NoiseExponent != 0);
        Assert.Equal(expectsRescaling && rescaleSignal, scale.SignalExponent != 0);
        // Nothing is lost: the factors put back give the input to the bit.
        Assert.True((TwinBatch.Noise(result) * Math.ScaleB(1, (int)scale.NoiseExponent)).equal(TwinBatch.Noise(twin)).all().item<bool>());
        Assert.True((TwinBatch.Signal(result) * Math.ScaleB(1, (int)scale.SignalExponent)).equal(TwinBatch.Signal(twin)).all().item<bool>());
        Assert.InRange(TwinBatch.Noise(result).square().mean().item<double>(), Math.ScaleB(1, -25), Math.ScaleB(1, 25));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Forward_InPlace_OverwritesTheInputThenAlone(bool inPlace)
    {
        using TwinRescaling entrance = new(new TwinScale(), SignalRescaling.Always, inPlace: inPlace);
        (Tensor x, Tensor dx) = Nets.Input(4, 3, 2);
        Tensor twin = TwinBatch.Stack(x * Math.ScaleB(1, 60), dx * Math.ScaleB(1, 60)), before = twin.clone();

        Tensor result = entrance.call(twin);

        Assert.Equal(inPlace, ReferenceEquals(twin, result));
        Assert.Equal(!inPlace, twin.equal(before).all().item<bool>());
        Assert.InRange(result.square().mean().item<double>(), Math.ScaleB(1, -25), Math.ScaleB(1, 25));
    }

    [Theory]
    [InlineData("feedforward")]
    [InlineData("residual")]
    public void Forward_UnitOfReusedBuffers_GivesTheBitsOfFreshOnes(string topologyName)
    {
        Topology topology = TopologyCatalog.Find(topologyName)!;
        (Tensor x, Tensor dx) = Nets.Input(4, 6, 4);
        NetworkOptions options = new() { Topology = topology, Norm = NormKind.Batch, Width = 6, KernelSize = 3 };

        Assert.True(Output(true).equal(Output(false)).all().item<bool>());

        Tensor Output(bool reusesBuffers)
        {
            TwinScale scale = new();
            NetworkBuilder builder = new(options);
            using NetworkUnit unit = builder.BuildUnit(scale, reusesBuffers);
            unit.Initialize(builder.Initializers, 1, 0, 1);
            Tensor output = unit.call(TwinBatch.Stack(x, dx * Math.ScaleB(1, 40)).to(float32)).clone();
            Assert.True(scale.NoiseExponent > 30); // it was rescaled
            return output;
        }
    }

    [Theory]
    [InlineData(-60, 0, NoiseKind.Tangent, 0)]
    [InlineData(-100, 0, NoiseKind.Tangent, -36)]
    [InlineData(-100, -36, NoiseKind.Tangent, -72)]
    [InlineData(-64, -36, NoiseKind.Tangent, -36)]
    [InlineData(-50, -36, NoiseKind.Tangent, -22)] // it grows: some comes back
    [InlineData(-20, -36, NoiseKind.Tangent, 0)] // all of it
    [InlineData(-100, 0, NoiseKind.Finite, 0)] // a noise of 1 is not near 0
    public void Forward_NearZero_HoldsTheSignalWhereActivationsAreProportional(int exponent, int divided, NoiseKind noise, int expected)
    {
        TwinScale scale = new() { SignalExponent = divided };
        using TwinRescaling entrance = new(scale, SignalRescaling.NearZero, noise);
        Tensor x = tensor(new double[] { 1, -1, 1, 1 }, [2, 2, 1, 1]) * Math.ScaleB(1, exponent);
        Tensor twin = TwinBatch.Stack(x, ones_like(x));

        Tensor result = entrance.call(twin);

        Assert.Equal(expected, scale.SignalExponent);
        Assert.True((TwinBatch.Signal(result) * Math.ScaleB(1, expected - divided)).equal(x).all().item<bool>());
    }

    [Fact]
    public void IsHomogeneousNearZero_AsTheFunctionsAre()
    {
        foreach (string name in new[] { "relu", "leaky-relu", "linear", "tanh", "gelu", "silu", "elu", "selu" }) Assert.True(ActivationCatalog.Find(name)!.IsHomogeneousNearZero, name);
        Assert.Equal(SignalRescaling.Never, new NetworkOptions { Activation = ActivationCatalog.Find("tanh")!, Norm = NormKind.Batch }.SignalRescaling);
        Assert.Equal(SignalRescaling.NearZero, new NetworkOptions { Activation = ActivationCatalog.Find("tanh")! }.SignalRescaling);
        Assert.Equal(SignalRescaling.Always, new NetworkOptions().SignalRescaling);
    }

    [Fact]
    public void Forward_NoNoise_PassesItOn()
    {
        TwinScale scale = new();
        using TwinRescaling entrance = new(scale, SignalRescaling.Always);
        Tensor twin = zeros(4, 3, 2, 2);

        Assert.True(entrance.call(twin).equal(twin).all().item<bool>());
        Assert.Equal((0, 0), (scale.NoiseExponent, scale.SignalExponent));
    }

    [Fact]
    public void Stack_DifferentShapes_SaysBoth()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => TwinBatch.Stack(zeros(2, 3, 4, 4), zeros(2, 3, 4, 5)));

        Assert.Equal("signal [2, 3, 4, 4] and noise [2, 3, 4, 5] must have the same shape [N, C, H, W]", error.Message);
    }

    [Fact]
    public void Signal_OddBatch_SaysTheCount()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => TwinBatch.Signal(zeros(3, 1, 1, 1)));

        Assert.Equal("a twin batch has an even first dimension (signal, then noise), this one has 3", error.Message);
    }
}
