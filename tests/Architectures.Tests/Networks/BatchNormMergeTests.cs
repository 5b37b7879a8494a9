using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Normalization;
using MomentsDnns.Architectures.Twins;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Tests.Networks;

public sealed class BatchNormMergeTests(ITestOutputHelper output) : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    private static NetworkOptions Deep(int kernelSize, bool isAffine, bool hasBias, string activation = "relu") => new()
    {
        Norm = NormKind.Batch,
        Activation = ActivationCatalog.Find(activation)!,
        KernelSize = kernelSize,
        Depth = 50,
        Width = kernelSize == 1 ? 64 : 16,
        Initialization = InitializationKind.Gaussian,
        BiasVariance = hasBias ? 0.3 : null,
        ScaleRadius = isAffine ? 2 : null,
        ShiftRadius = isAffine ? 1 : null,
    };

    [Theory]
    [InlineData(1, false, false)]
    [InlineData(1, true, true)]
    [InlineData(3, false, false)]
    [InlineData(3, true, false)]
    [InlineData(3, false, true)]
    [InlineData(3, true, true)]
    [InlineData(3, true, true, "tanh")]
    public void Merge_FiftyLayers_AgreesAtEveryLayer(int kernelSize, bool isAffine, bool hasBias, string activation = "relu")
    {
        NetworkOptions options = Deep(kernelSize, isAffine, hasBias, activation);
        using DeepNetwork network = new NetworkBuilder(options, ScalarType.Float64).BuildNetwork(3, seed: 5, simulation: 2);
        (Tensor x, Tensor dx) = Input(kernelSize);
        using DeepNetwork vanilla = BatchNormMerge.Merge(options, network, TwinBatch.Stack(x, dx));

        Assert.All(vanilla.Units, unit => Assert.Empty(unit.Normalizations));
        List<(Tensor Signal, Tensor Noise)> expected = Layers(network, x, dx), actual = Layers(vanilla, x, dx);

        Assert.Equal(50, actual.Count);
        double[] signal = [.. actual.Zip(expected, (a, e) => Nets.RelativeError(a.Signal, e.Signal))];
        double[] noise = [.. actual.Zip(expected, (a, e) => Nets.RelativeError(a.Noise, e.Noise))];
        output.WriteLine($"as vanilla net: {WeightPower.Of(vanilla)[10]}, {WeightPower.Of(vanilla)[50]}");
        output.WriteLine($"largest relative difference: signal {signal.Max():E1}, noise {noise.Max():E1}");
        // Rounding of 1e-16 a layer, which the net's own sensitivity amplifies over 50 layers.
        Assert.All(signal.Concat(noise), error => Assert.True(error < 1e-10, $"{error:E2}"));
        Assert.True(signal[0] > 0); // computed in another order: not one net compared with itself
    }

    [Theory]
    [InlineData(1, false, "relu", 50)]
    [InlineData(3, true, "relu", 50)]
    [InlineData(1, true, "tanh", 50)]
    [InlineData(3, true, "tanh", 50)]
    [InlineData(3, true, "relu", 3)]
    public void Merge_OtherInputs_AreMappedByTheStatisticsOfTheBatch(int kernelSize, bool isRich, string activation, int depth)
    {
        NetworkOptions options = Deep(kernelSize, isRich, isRich, activation) with { Depth = depth };
        using DeepNetwork network = new NetworkBuilder(options, ScalarType.Float64).BuildNetwork(3, seed: 5, simulation: 2);
        (Tensor x, Tensor dx) = Input(kernelSize);
        // Off the batch, in other places and proportions.
        (Tensor other, Tensor otherNoise) = ((0.7 * x.flip(0)) + (0.5 * dx) + 0.2, dx.roll(1, 1));
        using DeepNetwork vanilla = BatchNormMerge.Merge(options, network, TwinBatch.Stack(x, dx));
        DirectNetwork direct = new(options, network);

        (Tensor signal, Tensor noise) = Nets.Run(vanilla, other, otherNoise);

        double error = Nets.RelativeError(signal, direct.Value(other, x));
        Tensor difference = (direct.Value(other + (1e-9 * otherNoise), x) - direct.Value(other - (1e-9 * otherNoise), x)) / 2e-9;
        double noiseError = Nets.RelativeError(noise, difference);
        output.WriteLine($"signal {error:E1}, noise {noiseError:E1}");
        Assert.True(error < 1e-10, $"{error:E2}");
        // Rounding of 1e-16 / 1e-9 and a truncation of 1e-18 times the square of the amplification.
        Assert.True(noiseError < 1e-5, $"{noiseError:E2}");
        // The batch norm net itself would take the statistics of these inputs.
        Assert.True(Nets.RelativeError(Nets.Run(network, other, otherNoise).Signal, signal) > 1e-2);
    }

    [Fact]
    public void Merge_FiniteNoise_IsTheSameDifference()
    {
        NetworkOptions options = Deep(1, true, true) with { Depth = 10 };
        using DeepNetwork network = new NetworkBuilder(options, ScalarType.Float64, noise: NoiseKind.Finite).BuildNetwork(3, seed: 5, simulation: 2);
        (Tensor x, Tensor dx) = Nets.Input(16, 3, 1);

        using DeepNetwork vanilla = BatchNormMerge.Merge(options, network, TwinBatch.Stack(x, dx));

        Assert.True(Nets.RelativeError(Nets.Run(vanilla, x, 0.3 * dx).Noise, Nets.Run(network, x, 0.3 * dx).Noise) < 1e-11);
    }

    [Fact]
    public void WeightPower_OfMergedReluNet_IsThatOfChaos()
    {
        // He weights (E|w|^2 = 2) divided by the deviation of y = w relu(z), z standard normal over the batch and channels: with
        // nu_2 = 1/2 and nu_1 = 1/sqrt(2 pi) of relu(z), m^2 averages 2 / (2 pi), s^2 = 2 (1/2 - 1/(2 pi)), so that
        // E|w'|^2 = 2 pi / (pi - 1) = 2.934 and E b'^2 = 1 / (pi - 1) = 0.467; chi_1 = E|w'|^2 / 2 = pi / (pi - 1) > 1.
        NetworkOptions options = new() { Norm = NormKind.Batch, KernelSize = 1, Depth = 2, Width = 400, NormEpsilon = 0 };
        using DeepNetwork network = new NetworkBuilder(options).BuildNetwork(400, seed: 5, simulation: 2);
        (Tensor x, Tensor dx) = Nets.Input(200, 400, 1);
        using DeepNetwork vanilla = BatchNormMerge.Merge(options, network, TwinBatch.Stack(x, dx).to(ScalarType.Float32));

        WeightPower power = WeightPower.Of(vanilla)[2], before = WeightPower.Of(network)[2];
        output.WriteLine($"{power}; before {before}");

        // 400 x 400 squared weights: standard error 2 sqrt(2) / 400 = .007.
        Assert.Equal(2, before.SquaredWeight, 0.03);
        Assert.Equal(0, before.SquaredBias);
        // Over 400 channels with s^2 of 200 images, E[1/s^2] is above 1/E[s^2] by 2/200 + the channels' own scatter; a squared
        // bias scatters by sqrt(2) of itself: .467 x sqrt(2 / 400) = .033.
        Assert.InRange(power.SquaredWeight, 2.85, 3.1);
        Assert.InRange(power.SquaredBias, 0.467 - 0.1, 0.467 + 0.1);
    }

    [Fact]
    public void Merge_WhatCannotBeMerged_IsRefusedWithTheReason()
    {
        (Tensor x, Tensor dx) = Nets.Input(4, 3, 1);
        Tensor twin = TwinBatch.Stack(x, dx);
        NetworkOptions good = Nets.Small(Topology.Feedforward, NormKind.Batch, 1, Boundary.Periodic);

        Assert.Contains("residual", Error(good with { Topology = Topology.Residual }), StringComparison.Ordinal);
        Assert.Contains("no norm", Error(good with { Norm = NormKind.None }), StringComparison.Ordinal);
        Assert.Contains("GroupNormalization", Error(good with { Norm = NormKind.Layer }), StringComparison.Ordinal);
        Assert.Contains("frozen", Error(good with { NormStatistics = NormStatistics.Differentiated }), StringComparison.Ordinal);
        Assert.Contains("other options", Error(good, good with { Activation = ActivationCatalog.Find("tanh")! }), StringComparison.Ordinal);
        Assert.Contains("other options", Error(good, good with { Width = 7 }), StringComparison.Ordinal);
        twin = TwinBatch.Stack(zeros_like(x), dx);
        Assert.Contains("deviation 0", Error(good with { NormEpsilon = 0 }), StringComparison.Ordinal);

        string Error(NetworkOptions options, NetworkOptions? claimed = null)
        {
            using DeepNetwork network = new NetworkBuilder(options, ScalarType.Float64).BuildNetwork(3, seed: 5, simulation: 2);
            return Assert.Throws<ArgumentException>(() => BatchNormMerge.Merge(claimed ?? options, network, twin)).Message;
        }
    }

    [Fact]
    public void Merge_LeavesNoTensorAndNoHookBehind()
    {
        NetworkOptions options = Nets.Small(Topology.Feedforward, NormKind.Batch, 3, Boundary.Periodic);
        using DeepNetwork network = new NetworkBuilder(options, ScalarType.Float64).BuildNetwork(3, seed: 5, simulation: 2);
        (Tensor x, Tensor dx) = Nets.Input(4, 3, 8);
        Tensor twin = TwinBatch.Stack(x, dx);
        using DeepNetwork vanilla = BatchNormMerge.Merge(options, network, twin);
        Tensor before = vanilla.Units[0].Convolutions[0].Bias!.clone();
        long live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        BatchNormMerge.Merge(options, network, twin).Dispose();
        Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        network.call(TwinBatch.Stack(5 * x, dx));
        Assert.True(before.equal(vanilla.Units[0].Convolutions[0].Bias!).all().item<bool>());
    }

    // In small batches sensitivity grows faster: 16 fully connected images amplify rounding by 1e7 over 50 layers.
    private static (Tensor Signal, Tensor Noise) Input(int kernelSize) => kernelSize == 1 ? Nets.Input(64, 3, 1) : Nets.Input(16, 3, 8);

    /// <summary>True signal and noise at the output of every layer.</summary>
    private static List<(Tensor Signal, Tensor Noise)> Layers(DeepNetwork network, Tensor x, Tensor dx)
    {
        List<(Tensor, Tensor)> layers = [];
        network.Scale.Reset();
        Tensor twin = network.First.call(TwinBatch.Stack(x, dx));
        foreach (NetworkUnit unit in network.Units)
        {
            twin = unit.call(twin);
            layers.Add((TwinBatch.Signal(twin) * Math.Exp(network.Scale.LogSignal), TwinBatch.Noise(twin) * Math.Exp(network.Scale.LogNoise)));
        }

        return layers;
    }
}
