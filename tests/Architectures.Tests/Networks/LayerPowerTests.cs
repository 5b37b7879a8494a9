using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Architectures.Tests.Networks;

public class LayerPowerTests
{
    public static TheoryData<InitializationKind, double?, double?, double?, double?> Laws => new()
    {
        { InitializationKind.He, null, null, null, null },
        { InitializationKind.LeCun, null, null, null, null },
        { InitializationKind.Gaussian, 1.3, 0.4, null, null },
        { InitializationKind.Orthogonal, 1.7, 0.2, null, null },
        { InitializationKind.Uniform, null, null, null, null },
        { InitializationKind.Uniform, 3, null, null, 0.8 },
        { InitializationKind.Uniform, null, null, 1.5, null },
        { InitializationKind.KaimingUniform, null, null, null, null },
        { InitializationKind.XavierUniform, null, null, null, null },
        { InitializationKind.XavierNormal, null, null, null, null },
        { InitializationKind.PyTorch, null, null, null, null },
    };

    // Against the weights that are drawn: 256 channels in 4 layers, E|w|^2 within 1%, E b^2 within 15%.
    [Theory]
    [MemberData(nameof(Laws))]
    public void Power_IsThatOfTheWeightsDrawn(InitializationKind kind, double? variance, double? biasVariance, double? radius, double? biasRadius)
    {
        NetworkOptions options = new()
        {
            KernelSize = 1,
            Width = 256,
            Depth = 4,
            Initialization = kind,
            WeightVariance = variance,
            BiasVariance = biasVariance,
            WeightRadius = radius,
            BiasRadius = biasRadius,
        };
        LayerPower expected = LayerPower.Of(options);
        using DeepNetwork network = new NetworkBuilder(options).BuildNetwork(16, 1, 0);
        WeightPower[] layers = [.. WeightPower.Of(network).Skip(1)];

        Assert.Equal(1, layers.Average(l => l.SquaredWeight) / expected.SquaredWeight, 0.01);
        if (expected.SquaredBias == 0) Assert.All(layers, l => Assert.Equal(0, l.SquaredBias));
        else Assert.Equal(1, layers.Average(l => l.SquaredBias) / expected.SquaredBias, 0.15);
    }
}
