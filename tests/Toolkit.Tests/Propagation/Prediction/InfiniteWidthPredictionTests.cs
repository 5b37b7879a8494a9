using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Normalization;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Propagation;
using MomentsDnns.Propagation.Prediction;
using MomentsDnns.Results;
using TorchSharp;

namespace MomentsDnns.Toolkit.Tests.Propagation.Prediction;

public class InfiniteWidthPredictionTests
{
    private static ExperimentConfiguration Configuration(Topology topology, int depth, int width, string activation = "relu") =>
        Experiments.Of(topology, NormKind.Batch, 1, depth, width) is var usual
            ? usual with { BatchSize = 16, Network = usual.Network with { Activation = ActivationCatalog.Find(activation)! } }
            : throw new InvalidOperationException();

    // The Gram matrix is that of the images that the simulation sees.
    [Fact]
    public void ImageGram_IsOfTheSimulationsImages()
    {
        ExperimentConfiguration configuration = Configuration(Topology.Feedforward, 1, 8);
        InputBatch input = new(Experiments.Images, configuration);
        ImageGram gram = ImageGram.Of(input, 5);

        using torch.Tensor twin = input.Draw(5);
        double[] x = TwinBatch.Signal(twin).reshape(16, -1).contiguous().data<double>().ToArray();
        int features = x.Length / 16;
        Assert.Equal(Enumerable.Range(0, features).Sum(k => x[(3 * features) + k] * x[(7 * features) + k]) / features, gram.Gram[3, 7], 1e-12);
        Assert.Equal(1, gram.Gram.MeanSquare, 1e-12);
        Assert.Equal(0, gram.LogSnr, 1e-12);
    }

    // Twelve nets of width 1024 on the predicted images: log chi, increments, moments at the last of six depths, within five standard errors
    // and half a percent for what is of order 1/width.
    [Theory]
    [InlineData("feedforward", "relu")]
    [InlineData("residual", "relu")]
    [InlineData("feedforward", "leaky-relu")]
    [InlineData("residual", "tanh")]
    [InlineData("feedforward", "gelu")]
    public void Prediction_IsMetByWideNets(string topologyName, string activation)
    {
        Topology topology = TopologyCatalog.Find(topologyName)!;
        const int depth = 6, nets = 12;
        ExperimentConfiguration configuration = Configuration(topology, depth, 1024, activation) with { Records = depth, EffectiveRank = EffectiveRankChoice.Signal };
        RunResults predicted = new InfiniteWidthPrediction(configuration, Experiments.Images, new() { SampledChannels = 8192 }).Predict(nets, cancellation: TestContext.Current.CancellationToken);
        RunResults measured = RunResults.FromSimulations(configuration, Enumerable.Range(0, nets).Select(i => Experiments.Run(configuration, i)));

        foreach (Curve curve in predicted.Curves.Where(c => c.Statistic != Statistic.EffectiveRankSignal && c.Statistic != Statistic.DirectionSpread))
        {
            Curve there = measured.Get(curve.Statistic, curve.Location);
            foreach (int d in new[] { 0, depth - 1 })
            {
                double[] differences = [.. Enumerable.Range(0, nets).Select(s => there[s, d] - curve[s, d])];
                double mean = differences.Average(), error = Math.Sqrt(differences.Sum(x => (x - mean) * (x - mean)) / nets / (nets - 1));
                Assert.True(Math.Abs(mean) < (5 * error) + (curve.Statistic == Statistic.Mu4Signal ? 0.02 : 0.006),
                    $"{curve.Statistic} at {curve.Location}, depth {d + 1}: {mean:F5} +- {error:F5}");
                Assert.InRange(error, 0, 0.05);
            }
        }

        Curve rank = predicted.Get(Statistic.EffectiveRankSignal, Location.Activation), measuredRank = measured.Get(Statistic.EffectiveRankSignal, Location.Activation);
        for (int s = 0; s < nets; s++) Assert.Equal(1, measuredRank[s, 0] / rank[s, 0], 0.1);
    }

    [Fact]
    public void Prediction_DoesNotDependOnThreads()
    {
        ExperimentConfiguration configuration = Configuration(Topology.Residual, 2, 8, "tanh");
        Assert.Equal(At(1), At(4));

        double At(int threads)
        {
            RunResults results = new InfiniteWidthPrediction(configuration, Experiments.Images, new() { Threads = threads, SampledChannels = 64 }).Predict(3, cancellation: TestContext.Current.CancellationToken);
            return results.Get(Statistic.Chi, Location.Sum)[2, 1];
        }
    }

    [Fact]
    public void Conditions_AreToldAllAtOnce()
    {
        ExperimentConfiguration sound = Configuration(Topology.Feedforward, 1, 8);
        Assert.Empty(PredictionRules.Broken(sound));
        ExperimentConfiguration other = sound with
        {
            BatchSize = 1000,
            NoiseAmplitude = 0.1,
            Network = sound.Network with { Norm = NormKind.Layer, KernelSize = 3, ScaleRadius = 1 },
        };

        Assert.Equal(["Norm", "KernelSize", "ScaleRadius", "NoiseAmplitude", "BatchSize"], PredictionRules.Broken(other).Select(f => f.Option));
        Assert.Throws<OptionException>(() => new InfiniteWidthPrediction(other, Experiments.Images));
        Assert.Equal(["NormStatistics"], Options(sound with { Network = sound.Network with { NormStatistics = NormStatistics.Differentiated } }));
        Assert.Equal(["ShiftRadius"], Options(sound with { Network = sound.Network with { ShiftRadius = 1 } }));
        Assert.Equal(["BatchSize"], Options(sound with { BatchSize = 3, Network = sound.Network with { NormEpsilon = 0 } }));

        static IEnumerable<string> Options(ExperimentConfiguration configuration) => PredictionRules.Broken(configuration).Select(f => f.Option);
    }
}
