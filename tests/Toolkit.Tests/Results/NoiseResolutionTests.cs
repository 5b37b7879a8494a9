using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Results;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Results;

public sealed class NoiseResolutionTests
{
    public static TheoryData<string, double, double> Layers =>
        [.. from name in new[] { "relu", "leaky-relu", "linear", "tanh", "gelu", "silu", "elu", "selu" }
            from scale in new[] { 0.1, 1, 3 }
            from amplitude in new[] { 1e-6, 1e-5, 1e-4 }
            select new TheoryDataRow<string, double, double>(name, scale, amplitude)];

    [Theory]
    [MemberData(nameof(Layers))]
    public void RoundingOfALayer_BoundsTheErrorOfEveryActivation(string name, double scale, double amplitude)
    {
        using DisposeScope scope = NewDisposeScope();
        float[] values = new float[1 << 16];
        new RandomStream(5, 0, 0, RandomPurpose.Noise).FillNormal(values);
        Tensor normal = tensor(values, [1 << 10, 1 << 5, 1, 1]);
        Tensor x = normal * scale, dx = x.roll(7, 0) * amplitude, twin = TwinBatch.Stack(x, dx);
        ActivationKind kind = ActivationCatalog.Find(name)!;
        using nn.Module<Tensor, Tensor> layer = kind.Create(NoiseKind.Finite);

        Tensor wide = layer.call(twin.to(float64)), error = TwinBatch.Noise(layer.call(twin)).to(float64) - TwinBatch.Noise(wide);

        double u = NoiseResolution.Epsilon(Precision.Float32);
        double rounding = error.square().mean().item<double>() / (u * u * TwinBatch.Signal(wide).square().mean().item<double>());
        Assert.InRange(rounding, 0, NoiseResolution.RoundingOf(new() { Activation = kind }));
        // The sum x + d alone: ulp^2 / 12 over mantissas that are spread as 1/m, 0.541 u^2 x^2 / 12.
        if (name is "relu" or "linear" && amplitude >= 1e-5) Assert.Equal(0.0451, rounding, 0.002); // normal numbers are not quite spread so
    }
}
