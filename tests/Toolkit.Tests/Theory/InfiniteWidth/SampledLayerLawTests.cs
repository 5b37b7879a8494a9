using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Theory;
using MomentsDnns.Theory.InfiniteWidth;

namespace MomentsDnns.Toolkit.Tests.Theory.InfiniteWidth;

public class SampledLayerLawTests
{
    // ReLU, whose expectations are known.
    [Fact]
    public void Layer_OfRelu_NearsTheExactOne()
    {
        GramMatrix centred = Grams.Row(10).Centred();
        BatchNormLayer exact = HomogeneousLayerLaw.Relu.Of(centred, 1e-3), sampled = Law(ActivationKind.Relu, 1 << 17).Of(centred, 1e-3);

        Assert.Equal(exact.InverseVariance, sampled.InverseVariance, 1e-15);
        Assert.Equal(exact.MeanSquare, sampled.MeanSquare, 1e-15);
        Assert.Equal(exact.FourthMoment, sampled.FourthMoment, 0.02 * exact.FourthMoment);
        Assert.Equal(exact.AbsoluteMean, sampled.AbsoluteMean, 0.005);
        // A channel and its opposite together: exactly one of the two is on.
        Assert.All(sampled.NoiseFactors, factor => Assert.Equal(1, factor / exact.NoiseFactors[0], 1e-12));
        for (int i = 0; i < 10; i++)
        {
            for (int j = 0; j < 10; j++) Assert.Equal(exact.Activated[i, j], sampled.Activated[i, j], 0.01);
        }
    }

    // Many directions: z is standard normal, and both factors come from one integral each (d of order 1/N).
    [Theory]
    [InlineData("tanh")]
    [InlineData("gelu")]
    public void Layer_OfManyDirections_HasNormalPreActivations(string name)
    {
        const int size = 256;
        ActivationKind activation = ActivationCatalog.Find(name)!;
        BatchNormLayer layer = Law(activation, 2048).Of(Grams.Isotropic(size), 0);

        double square = GaussianExpectation.Of(z => activation.Evaluate(z).Value * activation.Evaluate(z).Value);
        double slope = GaussianExpectation.Of(z => activation.Evaluate(z).Derivative * activation.Evaluate(z).Derivative);
        Assert.Equal(square, layer.Activated.MeanSquare, 0.01 * square);
        Assert.Equal(slope, layer.NoiseFactors.Average() / layer.InverseVariance, 0.01 * slope);
    }

    private static SampledLayerLaw Law(ActivationKind activation, int channels)
    {
        RandomStream stream = new(2, 0, 0, RandomPurpose.PredictedChannels);
        return new(activation.Evaluate, channels, destination => stream.FillNormal(destination));
    }
}
