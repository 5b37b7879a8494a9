using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Normalization;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Propagation;
using MomentsDnns.Results;
using MomentsDnns.Theory;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Propagation;

public sealed class TrajectoryLengthTests(ITestOutputHelper output)
{
    private static TrajectoryOptions Small(Topology? topology = null, NormKind? norm = null, int kernelSize = 1) => new()
    {
        Network = new() { Topology = topology ?? Topology.Feedforward, Norm = norm ?? NormKind.None, KernelSize = kernelSize, Depth = 4, Width = 12, NormGroups = 3 },
        Circles = 2,
        Points = 8,
        Images = 8,
        Simulations = 2,
        Records = 4,
        Seed = 3,
    };

    private static TrajectoryResult Run(TrajectoryOptions options, int threads = 1) =>
        new TrajectoryLength(Experiments.Images, threads).Run(options, TestContext.Current.CancellationToken);

    private static NetworkOptions ChaoticTanh(NetworkOptions options) => options with
    {
        Activation = ActivationCatalog.Find("tanh")!,
        Initialization = InitializationKind.Gaussian,
        WeightVariance = 2.5,
        BiasVariance = 0.05,
    };

    [Theory]
    [InlineData(1, 1, 7, 6.283185307179586)] // 2 pi: the norm of the tangent is constant
    [InlineData(2, 1, 64, 9.688448220547674)] // an ellipse of half-axes 2 and 1: 8 E(3/4), E the complete elliptic integral
    public void LogLength_CirclesBeforeAnyLayer_AreOfKnownLength(double firstAxis, double secondAxis, int points, double length)
    {
        using DisposeScope scope = NewDisposeScope();
        // Two circles in two planes: orthonormal columns of a rotation of R^12.
        (Tensor q, _) = linalg.qr(((arange(144, ScalarType.Float64) * 1.7) + 0.3).sin().reshape(12, 12));
        Tensor images = q.t()[..4].reshape(4, 3, 2, 2) * tensor(new[] { firstAxis, secondAxis, firstAxis, secondAxis }).view(4, 1, 1, 1);

        Tensor circles = GreatCircles.Through(images, points);

        Assert.Equal([4 * points, 3, 2, 2], circles.shape);
        Assert.Equal(length, Math.Exp(GreatCircles.LogLength(circles, 0)), 1e-12);
        Assert.Equal(Math.Log(8 * length), GreatCircles.LogLength(circles, 3 * Math.Log(2)), 1e-12);
    }

    [Theory]
    [InlineData("linear", "feedforward", "none", 1, 1e-4)]
    [InlineData("linear", "feedforward", "none", 3, 1e-4)]
    [InlineData("tanh", "feedforward", "none", 1, 1e-4)]
    [InlineData("relu", "feedforward", "none", 1, 3e-3)]
    [InlineData("relu", "feedforward", "batch", 1, 3e-3)] // the batch of the statistics is that of the points
    [InlineData("relu", "feedforward", "layer", 1, 3e-3)]
    [InlineData("relu", "residual", "batch", 3, 1e-2)]
    [InlineData("relu", "residual", "none", 1, 3e-3)]
    public void LogLength_AtEveryUnit_IsThatOfTheChords(string activation, string topologyName, string norm, int kernelSize, double bound)
    {
        Topology topology = TopologyCatalog.Find(topologyName)!;
        int points = kernelSize == 1 ? 4096 : 512;
        NetworkOptions options = Small(topology, NormCatalog.Find(norm)!, kernelSize).Network with { Activation = ActivationCatalog.Find(activation)! };
        using DisposeScope scope = NewDisposeScope();
        Tensor images = TwinBatch.Signal(new InputBatch(Experiments.Images, Small(kernelSize: kernelSize).Experiment).Draw(0)).narrow(0, 0, 4);
        using DeepNetwork network = new NetworkBuilder(options, ScalarType.Float64).BuildNetwork((int)images.shape[1], 3, 0);

        Tensor twin = network.First.call(GreatCircles.Through(images, points));
        List<double> errors = [Error(twin)];
        foreach (NetworkUnit unit in network.Units) errors.Add(Error(twin = unit.call(twin)));

        output.WriteLine(string.Join(' ', errors.Select(e => e.ToString("E1"))));
        // Chords are shorter by (2 pi / M)^2 / 24 = 1e-7 times the square of the curvature, and by 1 / M for each kink
        // of ReLU that shows: some at every layer.
        Assert.All(errors, error => Assert.InRange(error, -bound, bound));

        double Error(Tensor at)
        {
            Tensor x = TwinBatch.Signal(at).reshape(2, points, -1) * Math.Exp(network.Scale.LogSignal);
            double chords = (x.roll(-1, 1) - x).square().sum(2).sqrt().sum().item<double>() / 2;
            return Math.Exp(GreatCircles.LogLength(at, network.Scale.LogNoise)) / chords - 1;
        }
    }

    [Theory]
    [InlineData("feedforward", "none", 3)]
    [InlineData("feedforward", "batch", 1)]
    [InlineData("residual", "batch", 1)]
    public void Run_OneUnitDrawnAnew_HasBitsOfWholeNetwork(string topologyName, string norm, int kernelSize)
    {
        Topology topology = TopologyCatalog.Find(topologyName)!;
        TrajectoryOptions options = Small(topology, NormCatalog.Find(norm)!, kernelSize);
        TrajectoryResult measured = Run(options);

        using DisposeScope scope = NewDisposeScope();
        Tensor images = TwinBatch.Signal(new InputBatch(Experiments.Images, options.Experiment).Draw(1)).narrow(0, 0, 4);
        Tensor circles = GreatCircles.Through(images, 8);
        using DeepNetwork network = new NetworkBuilder(options.Network).BuildNetwork((int)images.shape[1], 3, 1);
        Tensor twin = network.First.call(circles.to(ScalarType.Float32));

        Assert.Equal([0, 1, 2, 3, 4], measured.Depths);
        Assert.Equal(GreatCircles.LogLength(circles, 0), measured.LogInputLength(1));
        for (int depth = 0; depth <= 4; depth++)
        {
            if (depth > 0) twin = network.Units[depth - 1].call(twin);
            Assert.Equal(GreatCircles.LogLength(twin, network.Scale.LogNoise), measured.LogLength(1, depth));
            Tensor x = TwinBatch.Signal(twin).to(ScalarType.Float64) * Math.Exp(network.Scale.LogSignal);
            double logRadius = Math.Log(x.square().sum().item<double>() / 16) / 2; // sqrt(C H W nu_2) is the root mean square of |x|
            double logSpread = Math.Log((x - x.mean([0, 2, 3], keepdim: true)).square().sum().item<double>() / 16) / 2;
            Assert.Equal(logRadius, measured[1, depth].LogRadius, 1e-6);
            Assert.Equal(measured.LogLength(1, depth) - logSpread, measured.LogLengthOverSpread(1, depth), 1e-6);
        }
    }

    [Fact]
    public void Run_ChaoticTanh_GrowsByRootOfChi1()
    {
        // Mean field (Poole et al. 2016): at the fixed point of the variance a tangent's power grows by chi_1 = 1.134 a layer.
        MeanField theory = new(ActivationCatalog.Find("tanh")!.Evaluate);
        double chi1 = theory.Chi1(theory.FixedPoint(2.5, 0.05)!.Value, 2.5);
        Assert.Equal(1.134, chi1, 5e-4);
        TrajectoryOptions options = Small() with { Circles = 4, Points = 16, Simulations = 8, Records = 30 };
        options = options with { Network = ChaoticTanh(options.Network) with { Width = 512, Depth = 30 } };

        TrajectoryResult result = Run(options, 2);

        double[] slopes = [.. Enumerable.Range(0, 8).Select(i => (result.LogLength(i, 30) - result.LogLength(i, 5)) / 25)];
        output.WriteLine($"{slopes.Average():F4} of {Math.Log(chi1) / 2:F4}: {string.Join(' ', slopes.Select(s => s.ToString("F4")))}");
        // The log of a tangent's power scatters by the order of sqrt(3/512) a layer: .008 over 25 layers of a net, .003 over 8 nets.
        Assert.InRange(slopes.Average() - (Math.Log(chi1) / 2), -0.01, 0.01);
    }

    [Fact]
    public void Run_VanillaRelu_GrowsSlowerAndSlower_BatchNormAtOneRate()
    {
        TrajectoryOptions options = Small() with { Circles = 4, Points = 16, Simulations = 4, Records = 10 };
        options = options with { Network = options.Network with { Width = 256, Depth = 100 } };

        (double earlyVanilla, double lateVanilla) = Slopes(Run(options, 2));
        (double earlyNorm, double lateNorm) = Slopes(Run(options with { Network = options.Network with { Norm = NormKind.Batch } }, 2));

        output.WriteLine($"vanilla {earlyVanilla:F4} {lateVanilla:F4}, batch norm {earlyNorm:F4} {lateNorm:F4}");
        // Chaos of batch norm: log L grows linearly. Vanilla: L over the spread at most as depth, by log(5) over 40 layers, log(2) over 50.
        Assert.True(earlyNorm > 0.1 && lateNorm > 0.6 * earlyNorm);
        Assert.True(earlyVanilla is > 0.004 and < 0.06 && lateVanilla < 0.5 * earlyVanilla);

        (double, double) Slopes(TrajectoryResult result)
        {
            double[] mean = [.. Enumerable.Range(0, 11).Select(d => Enumerable.Range(0, 4).Average(i => result.LogLengthOverSpread(i, d)))];
            return ((mean[5] - mean[1]) / 40, (mean[10] - mean[5]) / 50);
        }
    }

    [Fact]
    public void Run_VanillaRelu_KeepsLengthOverRadius()
    {
        // Tangent and signal pass the same weights and the same mask: their powers grow alike, but for the points' differences.
        TrajectoryOptions options = Small() with { Circles = 4, Points = 16, Simulations = 4, Records = 1 };
        options = options with { Network = options.Network with { Width = 256, Depth = 50 } };

        TrajectoryResult result = Run(options, 2);

        double change = Enumerable.Range(0, 4).Average(i => OverRadius(i, 1) - OverRadius(i, 0));
        output.WriteLine($"{change:F4}");
        Assert.InRange(change, -0.7, 0.7); // by batch norm it would be above 5

        double OverRadius(int simulation, int index) => result[simulation, index].LogLength - result[simulation, index].LogRadius;
    }

    [Fact]
    public void Run_BatchStatisticsDifferentiated_AgreesWithFrozenOnes()
    {
        // Along closed curves statistics over all their points stay what they are: E dy = 0 and E[z dy] = 0 up to discretization.
        TrajectoryOptions options = Small(norm: NormKind.Batch) with { Points = 1024 };
        TrajectoryOptions differentiated = options with { Network = options.Network with { NormStatistics = NormStatistics.Differentiated } };

        double[] frozen = Flat(Run(options)), other = Flat(Run(differentiated));

        output.WriteLine($"{frozen.Zip(other, (a, b) => Math.Abs(a - b)).Max():E1}");
        Assert.NotEqual(frozen, other);
        Assert.All(frozen.Zip(other), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
    }

    public static TheoryData<string, string> Architectures =>
        [.. TopologyCatalog.All.SelectMany(t => NormCatalog.All.Select(n => new TheoryDataRow<string, string>(t.Name, n.Name)))];

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Run_AnyArchitecture_MeasuresEveryDepth_WithTheSameBitsAgain(string topologyName, string norm)
    {
        Topology topology = TopologyCatalog.Find(topologyName)!;
        foreach (int kernelSize in new[] { 1, 3 })
        {
            TrajectoryOptions options = Small(topology, NormCatalog.Find(norm)!, kernelSize) with { Points = 4, Simulations = 3, Records = 2 };
            if (options.Network.Validate().Count > 0) continue;

            double[] values = Flat(Run(options));

            Assert.Equal(3 * (1 + (3 * 3)), values.Length);
            Assert.All(values, value => Assert.True(double.IsFinite(value)));
            Assert.Equal(values, Flat(Run(options, 3)));
            Assert.Equal(values[..10], Flat(Run(options with { Simulations = 1 })));
            Assert.NotEqual(values, Flat(Run(options with { Seed = 4 })));
            Assert.NotEqual(values[..10], values[10..20]);
        }
    }

    [Fact]
    public void Run_Float64_AgreesWithFloat32ToItsRounding()
    {
        double[] single = Flat(Run(Small())), twice = Flat(Run(Small() with { Precision = Precision.Float64 }));

        Assert.NotEqual(single, twice);
        Assert.All(single.Zip(twice), pair => Assert.Equal(pair.Second, pair.First, 1e-3));
    }

    [Fact]
    public void Run_SignalThatOverflows_IsLostFromThereOn()
    {
        TrajectoryOptions options = Small() with { Records = 20 };
        options = options with { Network = ChaoticTanh(options.Network) with { Activation = ActivationKind.Relu, WeightVariance = 1e6, Depth = 20 } };

        TrajectoryResult result = Run(options);

        // Each layer multiplies the mean square by 5e5; float32 ends at 1e38: squares reach 1e77 in 13 to 14 layers.
        int lost = Enumerable.Range(0, 21).First(i => double.IsNaN(result.LogLength(0, i)));
        Assert.InRange(lost, 12, 15);
        Assert.All(Enumerable.Range(0, 21), i => Assert.Equal(i >= lost, double.IsNaN(result[0, i].LogLength - result[0, i].LogRadius)));
    }

    [Fact]
    public void Run_ImpossibleOptions_NamesThem()
    {
        Assert.Contains("Circles 0", Error(Small() with { Circles = 0 }), StringComparison.Ordinal);
        Assert.Contains("Points 3", Error(Small() with { Points = 3 }), StringComparison.Ordinal);
        Assert.Contains("Simulations 0", Error(Small() with { Simulations = 0 }), StringComparison.Ordinal);
        Assert.Contains("Images 3: must be at least 2 for each of the 2 circles", Error(Small() with { Images = 3 }), StringComparison.Ordinal);
        Assert.Contains("Images 1000000000: must be at most", Error(Small() with { Images = 1_000_000_000 }), StringComparison.Ordinal);
        Assert.Contains("Records 3", Error(Small() with { Records = 3 }), StringComparison.Ordinal);
        Assert.Contains("Points 1000000: makes tensors", Error(Small() with { Points = 1_000_000 }), StringComparison.Ordinal);
        Assert.Contains("[3, 1, 1, 1]", Assert.Throws<ArgumentException>(() => GreatCircles.Through(zeros([3, 1, 1, 1]), 4)).Message, StringComparison.Ordinal);

        static string Error(TrajectoryOptions options) => Assert.Throws<OptionException>(() => Run(options)).Message;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Run_Cancelled_Throws(int kernelSize) =>
        Assert.Throws<OperationCanceledException>(() => new TrajectoryLength(Experiments.Images, 2).Run(Small(kernelSize: kernelSize), new CancellationToken(true)));

    [Fact]
    public void Run_ManyDepths_LeavesNoTensorBehind()
    {
        Run(Small(kernelSize: 3));
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        Run(Small(kernelSize: 3));

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private static double[] Flat(TrajectoryResult result) => [.. Enumerable.Range(0, result.Simulations).SelectMany(i =>
        Enumerable.Range(0, result.Depths.Count).SelectMany(d => new[] { result[i, d].LogLength, result[i, d].LogRadius, result[i, d].LogSpread })
            .Prepend(result.LogInputLength(i)))];
}
