using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Normalization;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Propagation;
using MomentsDnns.Propagation.Tracing;
using MomentsDnns.Results;
using MomentsDnns.Statistics;
using MomentsDnns.Toolkit.Tests.Propagation;
using MomentsDnns.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Training;

public sealed class TrainableNetworkTests(ITestOutputHelper output)
{
    private static readonly NetworkOptions Small = new() { Width = 16, Depth = 4, NormGroups = 4 };

    public static TheoryData<string> Nets()
    {
        TheoryData<string> names = [];
        foreach (string topology in new[] { "feedforward", "residual" })
        {
            foreach (NormKind norm in NormCatalog.All)
            {
                foreach (int kernel in new[] { 1, 3 })
                {
                    if (kernel == 1 && norm == NormKind.Instance) continue; // single values
                    foreach (ActivationKind activation in ActivationCatalog.All)
                        names.Add($"{topology} {norm} {activation} {kernel}");
                }
            }
        }

        return names;
    }

    // Kernels written for each layer against torch's modules and gradients: the signal and the exact tangent of every unit.
    [Theory]
    [MemberData(nameof(Nets))]
    public void Units_AreThoseOfTheTwinNet(string net)
    {
        string[] parts = net.Split(' ');
        AssertSame(Small with
        {
            Topology = TopologyCatalog.Find(parts[0])!,
            Norm = NormCatalog.Find(parts[1])!,
            Activation = ActivationCatalog.Find(parts[2])!,
            KernelSize = int.Parse(parts[3]),
        });
    }

    [Theory]
    [InlineData(Boundary.Periodic, 2)]
    [InlineData(Boundary.Periodic, 3)]
    [InlineData(Boundary.Periodic, 5)]
    [InlineData(Boundary.Periodic, 19)]
    [InlineData(Boundary.PeriodicOneSided, 2)]
    [InlineData(Boundary.PeriodicOneSided, 3)]
    [InlineData(Boundary.PeriodicOneSided, 5)]
    [InlineData(Boundary.Symmetric, 3)]
    [InlineData(Boundary.Symmetric, 7)]
    [InlineData(Boundary.Symmetric, 37)]
    [InlineData(Boundary.Zero, 3)]
    [InlineData(Boundary.Zero, 5)]
    [InlineData(Boundary.Zero, 19)]
    public void Units_SeeTheTwinNetsBoundary(Boundary boundary, int kernel)
    {
        foreach (Topology topology in new[] { Topology.Feedforward, Topology.Residual })
            AssertSame(Small with { Topology = topology, Norm = NormKind.Batch, Boundary = boundary, KernelSize = kernel, Width = 4, Depth = 2, Activation = ActivationCatalog.Find("tanh")! });
    }

    [Theory]
    [InlineData("feedforward", 1)]
    [InlineData("feedforward", 3)]
    [InlineData("residual", 1)]
    [InlineData("residual", 3)]
    public void Units_HaveTheTwinNetsBiasesScalesAndShifts(string topology, int kernel)
    {
        foreach (NormKind norm in NormCatalog.All.Where(n => kernel > 1 || n != NormKind.Instance))
        {
            NetworkOptions options = Small with { Topology = TopologyCatalog.Find(topology)!, Norm = norm, KernelSize = kernel, ResidualDepth = 3 };
            AssertSame(options with { Initialization = InitializationKind.Uniform, BiasRadius = 0.7, ScaleRadius = norm.Exists ? 1.5 : null, ShiftRadius = norm.Exists ? 0.4 : null });
            AssertSame(options with { Initialization = InitializationKind.Orthogonal, BiasVariance = 0.3 });
            AssertSame(options with { Initialization = InitializationKind.PyTorch });
            if (norm == NormKind.Batch) AssertSame(options with { NormStatistics = NormStatistics.Differentiated, ScaleRadius = 1 });
        }
    }

    [Theory]
    [InlineData("feedforward", 1)]
    [InlineData("feedforward", 3)]
    [InlineData("residual", 1)]
    [InlineData("residual", 3)]
    public void Units_OfOwnNormAndActivation_AreThoseOfTheTwinNet(string topology, int kernel)
    {
        NetworkOptions options = Small with { Topology = TopologyCatalog.Find(topology)!, KernelSize = kernel };
        AssertSame(options with { Norm = OwnKinds.Rms, ScaleRadius = 1.2 });
        AssertSame(options with { Activation = OwnKinds.Softsign });
        AssertSame(options with { Norm = OwnKinds.Rms, Activation = OwnKinds.Softsign });
    }

    [Fact]
    public void Gradients_OfAnOwnActivation_AreThoseOfItsOwnDerivative()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(new double[] { -2, -0.5, 0.5, 3 }, requires_grad: true);
        using MomentsDnns.Training.Networks.CatalogActivation activation = new(OwnKinds.Softsign);
        Tensor gradient = autograd.grad([activation.call(x).sum()], [x])[0];
        Assert.Equal([1 / 9.0, 1 / 2.25, 1 / 2.25, 1 / 16.0], gradient.data<double>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-15);
    }

    [Fact]
    public void Validate_OfWhatCannotBeTrained_SaysSo()
    {
        Assert.StartsWith("Norm own-wrong: cannot be trained", Fault(new() { Network = Small with { Norm = OwnKinds.WrongDerivative } }), StringComparison.Ordinal);
        Assert.StartsWith("Norm own-detached: cannot be trained: it lets no gradient through", Fault(new() { Network = Small with { Norm = OwnKinds.WithoutGradient } }), StringComparison.Ordinal);
        Assert.StartsWith("Activation own-vectors: cannot be trained", Fault(new() { Network = Small with { Activation = OwnKinds.WithoutTensors } }), StringComparison.Ordinal);
        Assert.StartsWith("Topology own: cannot be trained", Fault(new() { Network = Small with { Topology = new OwnTopology() } }), StringComparison.Ordinal);
        Assert.StartsWith("Classes 1: must be from 2", Fault(new() { Network = Small, Classes = 1 }), StringComparison.Ordinal);
        Assert.Empty(new TrainableOptions { Network = Small }.Validate());

        static string Fault(TrainableOptions options) => Assert.Single(options.Validate()).ToString();
    }

    // What the law holds constant begins at the constant: the first step begins from the twin net's function.
    [Fact]
    public void TrainsConstants_ChangesNoNumberAndAddsParameters()
    {
        foreach (NormKind norm in NormCatalog.All)
        {
            TrainableOptions all = new() { Network = Small with { Norm = norm } };
            using TrainableNetwork with = new(all, 3, 1, 2, ScalarType.Float64), without = new(all with { TrainsConstants = false }, 3, 1, 2, ScalarType.Float64);
            using Tensor images = Images(all.Network, 5), difference = with.call(images).Minus(without.call(images)).abs().max();
            Assert.InRange(difference.item<double>(), 0, 1e-13); // gamma 1 and beta 0 may be fused with the rest
            Assert.Equal(without.parameters().Count() + (norm.Exists ? 8 : 4), with.parameters().Count());
        }
    }

    [Fact]
    public void Head_IsTheMeanOverPositionsAndALinearMapOfItsOwnLaw()
    {
        TrainableOptions options = new() { Network = Small with { Width = 400, Depth = 1 }, Classes = 50 };
        using TrainableNetwork network = new(options, 3, 7, 0, ScalarType.Float64), other = new(options, 3, 7, 1, ScalarType.Float64);
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> parameters = network.named_parameters().ToDictionary(p => p.name, p => (Tensor)p.parameter);
        Tensor weight = parameters["head.weight"], squares = weight.mul(weight);
        // 20,000 numbers of variance 1/400: the mean square has a relative standard error of 1%.
        Assert.InRange(squares.mean().item<double>() * 400, 0.95, 1.05);
        Assert.Equal(0, parameters["head.bias"].abs().max().item<double>());
        Tensor otherWeight = other.named_parameters().First(p => p.name == "head.weight").parameter;
        Assert.True(weight.Minus(otherWeight).abs().max().item<double>() > 0.01);
        Tensor images = Images(options.Network, 4);
        Tensor? left = null;
        var hook = network.named_modules().First(m => m.name == "units.0").module as nn.Module<Tensor, Tensor>;
        var handle = hook!.register_forward_hook((_, _, value) =>
        {
            left = value.clone().DetachFromDisposeScope();
            return value;
        });
        Tensor found = network.call(images), expected = left!.mean([2, 3]).mm(weight.t());
        handle.remove();
        Assert.True(found.Minus(expected).abs().max().item<double>() < 1e-12);
        left.Dispose();
    }

    [Fact]
    public void Copy_HasTheNumbersAndIsOfItsOwn()
    {
        TrainableOptions options = new() { Network = Small with { Norm = NormKind.Batch } };
        using TrainableNetwork network = new(options, 3, 1, 0);
        using DisposeScope scope = NewDisposeScope();
        using (no_grad())
        {
            foreach (Tensor parameter in network.parameters()) parameter.mul_(1.5f);
        }

        network.call(Images(options.Network, 6).to(ScalarType.Float32));
        using TrainableNetwork copy = network.Copy(ScalarType.Float64);
        network.eval();
        copy.eval();
        Tensor images = Images(options.Network, 6), difference = network.call(images.to(ScalarType.Float32)).to(ScalarType.Float64).Minus(copy.call(images)).abs().max();
        Assert.InRange(difference.item<double>(), 0, 1e-3);
        using (no_grad())
        {
            foreach (Tensor parameter in copy.parameters()) parameter.zero_();
        }

        Assert.True(network.call(images.to(ScalarType.Float32)).abs().max().item<float>() > 0.01);
    }

    [Fact]
    public void Weights_In32And64Bits_AreTheSameNumbers()
    {
        TrainableOptions options = new() { Network = Small };
        using TrainableNetwork single = new(options, 3, 1, 0), doubled = new(options, 3, 1, 0, ScalarType.Float64);
        foreach ((Tensor a, Tensor b) in single.parameters().Zip(doubled.parameters()))
            Assert.Equal(0, a.to(ScalarType.Float64).Minus(b).abs().max().item<double>());
    }

    private static Tensor Images(NetworkOptions network, int count) => TwinBatch.Signal(new InputBatch(Experiments.Images,
        new ExperimentConfiguration { Network = network, BatchSize = count, Seed = 5 }).Draw(0)).clone();

    private void AssertSame(NetworkOptions options)
    {
        const ulong seed = 5;
        const int simulation = 2;
        using DisposeScope scope = NewDisposeScope();
        ExperimentConfiguration experiment = new() { Network = options, BatchSize = 6, Records = 1, Precision = Precision.Float64, Seed = seed };
        Assert.Empty(experiment.Validate());
        Tensor images = new InputBatch(Experiments.Images, experiment).Draw(simulation);
        int channels = (int)images.shape[1];
        Dictionary<int, Tensor> twins = [];
        using (DeepNetwork network = new NetworkBuilder(options, ScalarType.Float64).BuildNetwork(channels, seed, simulation))
        {
            for (int i = 0; i < network.Units.Count; i++)
            {
                int depth = i + 1;
                network.Units[i].register_forward_hook((_, _, value) =>
                {
                    twins[depth] = cat([TwinBatch.Signal(value).Times(Math.Exp(network.Scale.LogSignal)), TwinBatch.Noise(value).Times(Math.Exp(network.Scale.LogNoise))]).DetachFromDisposeScope();
                    return value;
                });
            }

            using (no_grad()) network.call(images).Dispose();
        }

        TrainableNetwork trainable = new(new() { Network = options, TrainsConstants = false }, channels, seed, simulation, ScalarType.Float64);
        BatchStatistics statistics = options.NormStatistics == NormStatistics.Frozen ? BatchStatistics.Frozen : BatchStatistics.Differentiated;
        ModuleFunction function = new(trainable, [.. images.shape.Skip(1)], statistics) { OwnsModule = true };
        using TangentNetwork traced = new(function);
        Keeper kept = new();
        traced.Send(0, images, kept, TestContext.Current.CancellationToken);
        double largest = 0;
        for (int depth = 1; depth <= options.Depth; depth++)
        {
            string unit = $"units.{depth - 1}", last = options.Topology == Topology.Residual ? unit : $"{unit}.activation";
            // The identity is no site: what enters it is.
            int index = function.Sites.ToList().FindLastIndex(s => s.Name == last || (options.Topology == Topology.Feedforward && s.Name.StartsWith($"{unit}.", StringComparison.Ordinal)));
            Tensor found = kept.Values[index + 1].reshape(twins[depth].shape), expected = twins[depth];
            foreach (Func<Tensor, Tensor> half in new Func<Tensor, Tensor>[] { TwinBatch.Signal, TwinBatch.Noise })
            {
                double size = half(expected).abs().max().item<double>(), difference = half(found).Minus(half(expected)).abs().max().item<double>();
                Assert.True(difference <= 1e-10 * size, $"{options.Topology} {options.Norm} {options.Activation} {options.KernelSize} {options.Boundary}, unit {depth}: {difference / size:G2}");
                largest = Math.Max(largest, difference / size);
            }
        }

        foreach (Tensor tensor in twins.Values.Concat(kept.Values.Values)) tensor.Dispose();
        output.WriteLine($"largest relative difference {largest:G2}");
    }

    private sealed class Keeper : ISiteObserver
    {
        public Dictionary<int, Tensor> Values { get; } = [];

        public bool Watches(int depth) => true;

        public void See(Passage passage) => Values[passage.Depth] = passage.Twin.clone().DetachFromDisposeScope();
    }

    private sealed class OwnTopology() : Topology("own")
    {
        public override IReadOnlyList<Site> Sites(NetworkOptions network) => Feedforward.Sites(network);

        public override IReadOnlyList<IncrementSpan> Increments(NetworkOptions network) => Feedforward.Increments(network);

        public override NetworkUnit Build(UnitParts parts, int depth) => Feedforward.Build(parts, depth);
    }
}
