using MomentsDnns.Theory.InfiniteWidth;

namespace MomentsDnns.Toolkit.Tests.Theory.InfiniteWidth;

public class BatchNormNetworkTests
{
    private static readonly GramMatrix Images = Grams.Row(12);

    // tr K'/N and log D after layers 1 to 3, and K_01, K_07 after the last: by a program of its own (NumPy: eigh, 700 nodes of t a layer).
    [Theory]
    [InlineData(2, 1e-3, new[] { 0.324414675719, 0.329595576027, 0.331473848229 }, new[] { 0.978199004242, 1.73019534782, 2.3947698744 })]
    [InlineData(1.5, 0, new[] { 0.32528923897, 0.330302658684, 0.332121931304 }, new[] { 0.982658333109, 1.7348081497, 2.39972494202 })]
    public void Feedforward_FollowsTheRecursion(double squaredWeight, double epsilon, double[] variances, double[] logNoises)
    {
        BatchNormNetwork network = new(new() { SquaredWeight = squaredWeight, Epsilon = epsilon }, HomogeneousLayerLaw.Relu);
        BatchNormDepth[] depths = [.. network.From(Images).Take(3)];

        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(i + 1, depths[i].Depth);
            Assert.Equal(variances[i], depths[i].Activation.Mu2, 1e-10);
            Assert.Equal(logNoises[i], depths[i].Activation.LogNoise, 1e-9);
            Assert.Null(depths[i].Sum);
        }
    }

    [Theory]
    [InlineData(2, 1e-3, 2, new[] { 0.97280832447, 1.63614002198, 2.30018525468 }, new[] { 2.50683262937, 3.8078827507, 4.71966560469 },
        new[] { 0.659178578405, 0.66333169751, 0.664045232702 })]
    [InlineData(1, 0.1, 3, new[] { 0.526802292412, 0.747855435919, 0.971568080236 }, new[] { 1.78285231126, 3.06694204217, 4.08032981548 },
        new[] { 0.213172546346, 0.221053143507, 0.223712644317 })]
    public void Residual_FollowsTheRecursion(double squaredWeight, double epsilon, int layers, double[] variances, double[] logNoises, double[] branches)
    {
        BatchNormNetwork network = new(new() { ResidualDepth = layers, SquaredWeight = squaredWeight, Epsilon = epsilon }, HomogeneousLayerLaw.Relu);
        BatchNormDepth[] depths = [.. network.From(Images).Take(3)];

        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(variances[i], depths[i].Sum!.Value.Mu2, 1e-9);
            Assert.Equal(logNoises[i], depths[i].Sum!.Value.LogNoise, 1e-9);
            Assert.Equal(branches[i], depths[i].Branch!.Value.Mu2, 1e-9);
        }
    }

    // delta_BN^2 = R tr K'/N / (1 - epsilon R), delta_phi^2 = 1 / (1 - s): chi of the places against the layer's expectations.
    [Fact]
    public void Chi_OfPlaces_IsThatOfTheExpectations()
    {
        const double epsilon = 0.01;
        BatchNormNetwork network = new(new() { Epsilon = epsilon }, HomogeneousLayerLaw.Relu);
        BatchNormDepth depth = network.From(Images).First();
        BatchNormLayer layer = depth.Layer;

        double Squared(PlaceMoments after, PlaceMoments before) => Math.Exp(2 * (after.LogChi(0) - before.LogChi(0)));
        Assert.Equal(1, Squared(depth.Convolution, depth.Input), 1e-12);
        Assert.Equal(layer.InverseVariance * 2 * Images.Variance / (1 - (epsilon * layer.InverseVariance)), Squared(depth.Norm, depth.Convolution), 1e-10);
        double balance = 2 * layer.Activated.Mean / layer.MeanSquare;
        Assert.Equal(1 / (1 - balance), Squared(depth.Activation, depth.Norm), 1e-9);
    }

    // A norm takes biases off: they reach nu_2 alone.
    [Fact]
    public void Biases_ReachTheMeanSquareAlone()
    {
        BatchNormDepth plain = At(0), biased = At(0.7);

        Assert.Equal(plain.Sum!.Value.LogChi(0), biased.Sum!.Value.LogChi(0), 1e-12);
        Assert.Equal(plain.Sum.Value.Nu2 + (3 * 0.7), biased.Sum.Value.Nu2, 1e-12);

        static BatchNormDepth At(double bias) =>
            new BatchNormNetwork(new() { ResidualDepth = 2, SquaredBias = bias }, HomogeneousLayerLaw.Relu).From(Images).ElementAt(2);
    }

    // The noise of 3,000 layers is beyond what a double holds; its logarithm goes on.
    [Fact]
    public void Noise_OfADeepNet_DoesNotOverflow()
    {
        BatchNormNetwork network = new(new() { Epsilon = 1e-3 }, HomogeneousLayerLaw.Relu);
        double[] logs = [.. network.From(Grams.Row(4)).Take(3000).Select(d => d.Activation.LogNoise)];

        Assert.True(logs[^1] > 710);
        Assert.Equal(logs[^1] - logs[^2], logs[^101] - logs[^102], 1e-6);
    }
}
