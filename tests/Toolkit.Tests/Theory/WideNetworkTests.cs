using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Results;
using MomentsDnns.Theory;
using MomentsDnns.Toolkit.Tests.Propagation;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Theory;

/// <summary>Mean-field numbers against nets of width 2048 and samples of a million, within their standard errors.</summary>
public class WideNetworkTests
{
    // chi_1 is the growth of the noise's power over a layer at the fixed point, in order and in chaos (DESIGN.md: .880, 1.134).
    [Theory]
    [InlineData(1.3)]
    [InlineData(2.5)]
    public void NoiseGrowth_OfWideTanhNet_IsChi1(double weightVariance)
    {
        MeanField theory = new(ActivationCatalog.Find("tanh")!.Evaluate);
        double expected = theory.Chi1(theory.FixedPoint(weightVariance, 0.05)!.Value, weightVariance);
        ExperimentConfiguration usual = Experiments.Of(Topology.Feedforward, NormKind.None, 1, 40, 2048);
        ExperimentConfiguration wide = usual with
        {
            EffectiveRank = EffectiveRankChoice.None,
            Network = usual.Network with
            {
                Activation = ActivationCatalog.Find("tanh")!,
                Initialization = InitializationKind.Gaussian,
                WeightVariance = weightVariance,
                BiasVariance = 0.05,
            },
        };

        SimulationResult result = Experiments.Run(wide, 0);
        // Past the transient: the growth of each layer, whose logarithms scatter independently.
        double[] growth = [.. Enumerable.Range(16, 25).Select(d =>
            result.Value(Statistic.Mu2Noise, Location.Activation, d) - result.Value(Statistic.Mu2Noise, Location.Activation, d - 1))];
        double mean = growth.Average(), error = Math.Sqrt(growth.Sum(g => (g - mean) * (g - mean)) / (growth.Length - 1) / growth.Length);

        Assert.InRange(error, 1e-4, 0.02);
        Assert.InRange(mean, Math.Log(expected) - (4 * error), Math.Log(expected) + (4 * error));
    }

    // delta_phi^2 = E phi'^2 / Var phi at standard normal pre-activations (DESIGN.md's six numbers are MeanFieldTests').
    [Theory]
    [InlineData("relu")]
    [InlineData("leaky-relu")]
    [InlineData("tanh")]
    [InlineData("erf")]
    [InlineData("gelu")]
    [InlineData("silu")]
    [InlineData("linear")]
    public void ActivationIncrement_OfNormalSample_IsTheIntegral(string name)
    {
        const int batches = 32, size = 1 << 15;
        ActivationKind activation = ActivationCatalog.Find(name)!;
        using nn.Module<Tensor, Tensor> layer = activation.Create();
        double[] ratios = [.. Enumerable.Range(0, batches).Select(batch =>
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor rows = empty([2L * size, 1], ScalarType.Float32);
            new RandomStream(2, batch, 0, RandomPurpose.Noise).FillNormal(TensorMemory.Span<float>(rows));
            Tensor twin = layer.call(ChannelsLast.Images(rows, 2L * size, 1, 1)).to(ScalarType.Float64);
            Tensor signal = TwinBatch.Signal(twin), noise = TwinBatch.Noise(twin), input = TwinBatch.Noise(ChannelsLast.Images(rows, 2L * size, 1, 1)).to(ScalarType.Float64);
            return noise.square().mean().item<double>() / input.square().mean().item<double>() / signal.var(unbiased: true).item<double>();
        })];
        double mean = ratios.Average(), error = Math.Sqrt(ratios.Sum(r => (r - mean) * (r - mean)) / (batches - 1) / batches);

        double expected = Math.Pow(new MeanField(activation.Evaluate).ActivationIncrement(), 2);
        Assert.InRange(mean, expected - (4 * error) - 1e-6, expected + (4 * error) + 1e-6);
    }
}
