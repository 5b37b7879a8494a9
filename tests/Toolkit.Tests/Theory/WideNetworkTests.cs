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
    // chi_1 is the growth of the noise's power over a layer at the fixed point: in order, on the line and in chaos (DESIGN.md: .880,
    // 1 at 1.7610, 1.134).
    [Theory]
    [InlineData(1.3)]
    [InlineData(1.7610)]
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

    // rho(c) = (sqrt(1 - c^2) + (pi - arccos c) c) / pi (Cho and Saul 2009): one layer of 2048 ReLUs on two inputs of correlation c.
    [Theory]
    [InlineData(-0.5)]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.99)]
    public void Correlation_OverAWideReluLayer_FollowsItsMap(double c)
    {
        const int width = 2048, draws = 24;
        NetworkOptions options = new() { KernelSize = 1, Width = width, Depth = 1 };
        NetworkBuilder builder = new(options);
        using NetworkUnit layer = builder.BuildUnit(new TwinScale());
        using DisposeScope scope = NewDisposeScope();
        Tensor rows = empty([4, width], ScalarType.Float32); // two signals, and a noise that nobody asks for
        new RandomStream(3, 0, 0, RandomPurpose.Images).FillNormal(TensorMemory.Span<float>(rows));
        Tensor x = rows[0], other = rows[1];
        other.sub_(x.mul((x * other).sum() / (x * x).sum())); // orthogonal, so that the correlation is c and no sample of it
        other.copy_((c * x) + (Math.Sqrt(1 - (c * c)) * other * (x.norm() / other.norm())));

        double[] measured = [.. Enumerable.Range(0, draws).Select(draw =>
        {
            using DisposeScope inner = NewDisposeScope();
            layer.Initialize(builder.Initializers, 3, draw, 1);
            Tensor y = TwinBatch.Signal(layer.call(ChannelsLast.Images(rows, 4, 1, 1))).reshape(2, width).to(ScalarType.Float64);
            return ((y[0] * y[1]).sum() / (y[0].norm() * y[1].norm())).item<double>();
        })];
        double mean = measured.Average(), error = Math.Sqrt(measured.Sum(m => (m - mean) * (m - mean)) / (draws - 1) / draws);

        double expected = (Math.Sqrt(1 - (c * c)) + ((Math.PI - Math.Acos(c)) * c)) / Math.PI;
        Assert.InRange(mean, expected - (4 * error), expected + (4 * error));
        Assert.InRange(error, 1e-6, 0.01);
    }

    // Var log nu_2 grows by 5/N a layer and its mean by -2.5/N, once the signal is one-dimensional: increments of one deep net.
    [Fact]
    public void LogPower_OfAWideVanillaNet_DiffusesByFiveOverWidth()
    {
        const int width = 2048, depth = 240, transient = 40;
        ExperimentConfiguration usual = Experiments.Of(Topology.Feedforward, NormKind.None, 1, depth, width);
        SimulationResult result = Experiments.Run(usual with { BatchSize = 2, EffectiveRank = EffectiveRankChoice.None }, 0);

        double[] steps = [.. Enumerable.Range(transient, depth - transient).Select(d =>
            result.Value(Statistic.Nu2Signal, Location.Activation, d + 1) - result.Value(Statistic.Nu2Signal, Location.Activation, d))];
        double mean = steps.Average(), variance = steps.Sum(s => (s - mean) * (s - mean)) / (steps.Length - 1);
        double errorOfVariance = variance * Math.Sqrt(2.0 / (steps.Length - 1)), errorOfMean = Math.Sqrt(variance / steps.Length);

        Assert.InRange(variance, (5.0 / width) - (4 * errorOfVariance), (5.0 / width) + (4 * errorOfVariance));
        Assert.InRange(mean, (-2.5 / width) - (4 * errorOfMean), (-2.5 / width) + (4 * errorOfMean));
    }
}
