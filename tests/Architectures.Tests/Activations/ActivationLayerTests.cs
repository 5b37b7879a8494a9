using System.Numerics;
using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Tests.Networks;
using MomentsDnns.Architectures.Twins;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Tests.Activations;

/// <summary>Every activation of the catalog as a layer on twin batches, tangent and finite noise.</summary>
public sealed class ActivationLayerTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public static TheoryData<string> Names => ActivationFunctionTests.Names;

    public static TheoryData<string, NoiseKind> Layers =>
        [.. Names.SelectMany(n => Enum.GetValues<NoiseKind>().Select(k => new TheoryDataRow<string, NoiseKind>(n.Data, k)))];

    public void Dispose() => _scope.Dispose();

    [Theory, MemberData(nameof(Names))]
    public void Tangent_IsTheFiniteDifferenceOfTheLayer(string name)
    {
        (Tensor x, Tensor dx) = Nets.Input(3, 5, 8);
        using nn.Module<Tensor, Tensor> layer = ActivationCatalog.Find(name)!.Create();
        Tensor Signal(Tensor at) => TwinBatch.Signal(layer.call(TwinBatch.Stack(at, dx)));

        Tensor difference = (Signal(x + (1e-6 * dx)) - Signal(x - (1e-6 * dx))) / 2e-6;

        Assert.True(Nets.RelativeError(TwinBatch.Noise(layer.call(TwinBatch.Stack(x, dx))), difference) < 1e-8);
    }

    [Theory, MemberData(nameof(Names))]
    public void FiniteNoise_IsTheDifferenceOfTwoSignals_AndMeetsTheTangent(string name)
    {
        (Tensor x, Tensor dx) = Nets.Input(3, 5, 8);
        using nn.Module<Tensor, Tensor> layer = ActivationCatalog.Find(name)!.Create(NoiseKind.Finite);
        using nn.Module<Tensor, Tensor> tangent = ActivationCatalog.Find(name)!.Create();
        Tensor Signal(Tensor at) => TwinBatch.Signal(tangent.call(TwinBatch.Stack(at, dx)));

        Tensor large = TwinBatch.Noise(layer.call(TwinBatch.Stack(x, 0.7 * dx)));
        Tensor small = TwinBatch.Noise(layer.call(TwinBatch.Stack(x, 1e-7 * dx)));

        Assert.True(Nets.RelativeError(large, Signal(x + (0.7 * dx)) - Signal(x)) < 1e-13);
        Assert.True(Nets.RelativeError(small / 1e-7, TwinBatch.Noise(tangent.call(TwinBatch.Stack(x, dx)))) < 1e-5);
    }

    [Theory, MemberData(nameof(Layers))]
    public void Kernel_AgreesWithTorch_InPlaceOrNot_InBothPrecisions(string name, NoiseKind noise)
    {
        foreach (ScalarType precision in new[] { ScalarType.Float32, ScalarType.Float64 })
        {
            (Tensor x, Tensor dx) = Nets.Input(3, 5, 7);
            Tensor twin = TwinBatch.Stack(x, dx).to(precision);
            using nn.Module<Tensor, Tensor> layer = ActivationCatalog.Find(name)!.Create(noise);
            using nn.Module<Tensor, Tensor> inPlace = ActivationCatalog.Find(name)!.Create(noise, inPlace: true);

            Tensor result = layer.call(twin);

            Assert.True(Nets.RelativeError(result, ByTorch(name, twin, noise)) < (precision == ScalarType.Float32 ? 1e-6 : 1e-14));
            Assert.True(inPlace.call(twin.clone()).equal(result).all().item<bool>());
        }
    }

    [Fact]
    public void Register_OwnFunction_RunsInANetByItsName()
    {
        ActivationKind own = ActivationCatalog.Register<HalfSquare>();
        Assert.Same(ActivationCatalog.Find("half-square"), ActivationCatalog.Register<HalfSquare>());
        Assert.Equal(own, ActivationCatalog.Find("half-square"));

        NetworkOptions options = new() { Activation = own, Depth = 2, Width = 4, KernelSize = 1, Norm = NormKind.Batch };
        using DeepNetwork network = new NetworkBuilder(options, ScalarType.Float64).BuildNetwork(3, 0, 0);
        (Tensor x, Tensor dx) = Nets.Input(5, 3, 1);

        Assert.True(TwinBatch.Signal(network.call(TwinBatch.Stack(x, dx))).ge(0).all().item<bool>());
        Assert.Contains("has this name already", Assert.Throws<ArgumentException>(ActivationCatalog.Register<SecondTanh>).Message, StringComparison.Ordinal);
    }

    private static Tensor ByTorch(string name, Tensor twin, NoiseKind noise) => name switch
    {
        "relu" => Activation<Relu>.ByTorch(twin, noise),
        "leaky-relu" => Activation<LeakyRelu>.ByTorch(twin, noise),
        "tanh" => Activation<Tanh>.ByTorch(twin, noise),
        "erf" => Activation<Erf>.ByTorch(twin, noise),
        "gelu" => Activation<Gelu>.ByTorch(twin, noise),
        "silu" => Activation<Silu>.ByTorch(twin, noise),
        "elu" => Activation<Elu>.ByTorch(twin, noise),
        "selu" => Activation<Selu>.ByTorch(twin, noise),
        "linear" => Activation<Linear>.ByTorch(twin, noise),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "add its struct"),
    };

    private readonly struct HalfSquare : IActivationFunction<HalfSquare>
    {
        public static string Name => "half-square";

        public static bool IsPositivelyHomogeneous => false;

        public static Vector<T> Evaluate<T>(Vector<T> x, out Vector<T> derivative) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            derivative = x;
            return x * x * new Vector<T>(T.CreateTruncating(0.5));
        }

        public static Tensor Evaluate(Tensor x, out Tensor derivative)
        {
            derivative = x.alias();
            return x * x * 0.5;
        }
    }

    private readonly struct SecondTanh : IActivationFunction<SecondTanh>
    {
        public static string Name => "tanh";

        public static bool IsPositivelyHomogeneous => false;

        public static Vector<T> Evaluate<T>(Vector<T> x, out Vector<T> derivative) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Tanh.Evaluate(x, out derivative);

        public static Tensor Evaluate(Tensor x, out Tensor derivative) => Tanh.Evaluate(x, out derivative);
    }
}
