using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Initialization;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Normalization;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Architectures.Tests.Networks;
using MomentsDnns.Architectures.Twins;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Tests.Normalization;

/// <summary>A normalization of one's own, held to a built-in one of the same definition.</summary>
public sealed class TensorNormalizationTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(NoiseKind.Tangent, false, ScalarType.Float64, 1e-12)]
    [InlineData(NoiseKind.Tangent, true, ScalarType.Float64, 1e-12)]
    [InlineData(NoiseKind.Finite, false, ScalarType.Float64, 1e-12)]
    [InlineData(NoiseKind.Finite, true, ScalarType.Float64, 1e-12)]
    [InlineData(NoiseKind.Tangent, true, ScalarType.Float32, 1e-6)]
    public void LayerNorm_WrittenForTheSignalAlone_IsTheBuiltInOne(NoiseKind noise, bool isAffine, ScalarType dtype, double bound)
    {
        NormalizationSettings settings = new() { Channels = 6, IsAffine = isAffine, Noise = noise, Dtype = dtype };
        using OwnLayerNorm own = new(settings);
        using GroupNormalization known = new(settings, 1);
        if (isAffine)
        {
            foreach (Architectures.Normalization.Normalization norm in new Architectures.Normalization.Normalization[] { own, known })
            {
                norm.Initialize(new UniformChannels(1.5), new RandomStream(1, 0, 0, RandomPurpose.NormScale),
                    new UniformChannels(0.7), new RandomStream(1, 0, 0, RandomPurpose.NormShift));
            }
        }

        (Tensor y, Tensor dy) = Nets.Input(4, 6, 3);
        Tensor twin = TwinBatch.Stack(y.to(dtype), dy.to(dtype)), actual = own.call(twin), expected = known.call(twin);

        Assert.Equal(dtype, actual.dtype);
        Assert.True(Nets.RelativeError(TwinBatch.Signal(actual), TwinBatch.Signal(expected)) < bound);
        Assert.True(Nets.RelativeError(TwinBatch.Noise(actual), TwinBatch.Noise(expected)) < bound);
    }

    [Fact]
    public void Call_WithoutGradients_DifferentiatesStill_AndLeavesNoTensor()
    {
        using OwnLayerNorm own = new(new() { Channels = 6, Dtype = ScalarType.Float64 });
        (Tensor y, Tensor dy) = Nets.Input(4, 6, 3);
        Tensor twin = TwinBatch.Stack(y, dy);
        using IDisposable none = no_grad();
        // What nobody disposes of stays in the scope around it.
        using DisposeScope scope = NewDisposeScope();

        for (int i = 0; i < 10; i++)
        {
            using Tensor result = own.call(twin);
            Assert.False(result.requires_grad);
        }

        Assert.Equal(0, scope.DisposablesCount);
    }

    [Theory]
    [InlineData("feedforward")]
    [InlineData("residual")]
    public void Net_WithAKindOfOnesOwn_IsTheNetWithTheBuiltInOne(string topologyName)
    {
        Topology topology = TopologyCatalog.Find(topologyName)!;
        NormKind kind = new("own-layer", (settings, _) => new OwnLayerNorm(settings));
        NetworkOptions options = Nets.Small(topology, kind, 3, Boundary.Periodic) with { ScaleRadius = 1.2, ShiftRadius = 0.4 };
        using DeepNetwork own = new NetworkBuilder(options, ScalarType.Float64).BuildNetwork(3, 5, 0);
        using DeepNetwork known = new NetworkBuilder(options with { Norm = NormKind.Layer }, ScalarType.Float64).BuildNetwork(3, 5, 0);
        (Tensor x, Tensor dx) = Nets.Input(4, 3, 8);

        (Tensor signal, Tensor noise) = Nets.Run(own, x, dx);
        (Tensor expected, Tensor expectedNoise) = Nets.Run(known, x, dx);

        Assert.True(Nets.RelativeError(signal, expected) < 1e-10);
        Assert.True(Nets.RelativeError(noise, expectedNoise) < 1e-10);
    }

    [Fact]
    public void SignalRescaling_IsForNormsThatSayTheyAreHomogeneous()
    {
        NormKind silent = new("own", (settings, _) => new OwnLayerNorm(settings));
        NormKind homogeneous = new("own", (settings, _) => new OwnLayerNorm(settings)) { IsPositivelyHomogeneous = true };

        Assert.Equal(SignalRescaling.Never, new NetworkOptions { Norm = silent }.SignalRescaling);
        Assert.Equal(SignalRescaling.Always, new NetworkOptions { Norm = homogeneous }.SignalRescaling);
        Assert.Equal(SignalRescaling.Always, new NetworkOptions { Norm = homogeneous, ScaleRadius = 1 }.SignalRescaling);
        Assert.Equal(SignalRescaling.Never, new NetworkOptions { Norm = homogeneous, ShiftRadius = 1 }.SignalRescaling);
    }

    [Fact]
    public void Catalog_KnowsTheBuiltInOnes_AndRefusesASecondOfAName()
    {
        Assert.Equal(["none", "batch", "layer", "instance", "group"], NormCatalog.All.Take(5).Select(kind => kind.Name));
        Assert.Same(NormKind.Group, NormCatalog.Find("group"));
        Assert.Null(NormCatalog.Find("Batch"));
        Assert.Contains("norm batch: another has this name already", Assert.Throws<ArgumentException>(
            () => NormCatalog.Register(new("batch", (settings, _) => new OwnLayerNorm(settings)))).Message, StringComparison.Ordinal);
        Assert.Contains("lower-case letters", Assert.Throws<ArgumentException>(
            () => NormCatalog.Register(new("My norm", (settings, _) => new OwnLayerNorm(settings)))).Message, StringComparison.Ordinal);
        Assert.Contains("has this name already; give that of LeCunInitializer another", Assert.Throws<ArgumentException>(
            () => InitializationCatalog.Register(new("he", 1, new LeCunInitializer()))).Message, StringComparison.Ordinal);
    }

    private sealed class OwnLayerNorm(NormalizationSettings settings) : TensorNormalization(nameof(OwnLayerNorm), settings)
    {
        protected override Tensor Normalize(Tensor signal)
        {
            Tensor centred = signal - signal.mean([1, 2, 3], keepdim: true);
            return centred / (centred * centred).mean([1, 2, 3], keepdim: true).add(Settings.Epsilon).sqrt();
        }
    }
}
