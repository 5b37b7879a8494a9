using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Twins;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Tests.Networks;

public sealed class DeepNetworkTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData("feedforward", "none")]
    [InlineData("feedforward", "batch")]
    [InlineData("residual", "batch")]
    public void Call_ShiftedInput_ShiftsOutputWherePeriodic(string topologyName, string norm)
    {
        Topology topology = TopologyCatalog.Find(topologyName)!;
        NetworkOptions options = Nets.Small(topology, NormCatalog.Find(norm)!, 3, Boundary.Periodic);
        using DeepNetwork network = new NetworkBuilder(options, ScalarType.Float64).BuildNetwork(3, seed: 5, simulation: 2);
        (Tensor x, Tensor dx) = Nets.Input(6, 3, 8);

        (Tensor signal, Tensor noise) = Nets.Run(network, x, dx);
        // The first convolution has stride 2: two pixels there are one here.
        (Tensor shiftedSignal, Tensor shiftedNoise) = Nets.Run(network, x.roll([4, 2], [2, 3]), dx.roll([4, 2], [2, 3]));

        Assert.True(Nets.RelativeError(shiftedSignal, signal.roll([2, 1], [2, 3])) < 1e-12);
        Assert.True(Nets.RelativeError(shiftedNoise, noise.roll([2, 1], [2, 3])) < 1e-12);
    }

    [Theory]
    [InlineData(-133)] // 2^-133 = 9e-41, below float32's normal range: the 64-bit net carries it
    [InlineData(-66)]
    [InlineData(66)]
    public void Call_NoiseTimesPowerOfTwo_GivesSameBits(int exponent)
    {
        NetworkOptions options = Nets.Small(Topology.Feedforward, NormKind.Batch, 3, Boundary.Periodic) with { Depth = 6 };
        using DeepNetwork network = new NetworkBuilder(options, ScalarType.Float64).BuildNetwork(3, seed: 5, simulation: 2);
        (Tensor x, Tensor dx) = Nets.Input(6, 3, 8);
        using Tensor plain = network.call(TwinBatch.Stack(x, dx)).clone();
        long plainExponent = network.Scale.NoiseExponent;

        Tensor scaled = network.call(TwinBatch.Stack(x, dx * Math.ScaleB(1, exponent)));

        // The true noise is 2^exponent times as large; what differs in the exponents differs in the tensor.
        long left = exponent - (network.Scale.NoiseExponent - plainExponent);
        Assert.True((TwinBatch.Noise(scaled)
            * Math.ScaleB(1, (int)-left)).equal(TwinBatch.Noise(plain)).all().item<bool>());
        Assert.InRange(left, -16, 16);
    }

    [Fact]
    public void Call_VanillaTwiceThePaperDepth_KeepsTensorInRangeAndLogsTheRest()
    {
        // Weight variance is fixed by He's law; an input of 2^40 shows that the signal is divided out as well.
        NetworkOptions options = Nets.Small(Topology.Feedforward, NormKind.None, 1, Boundary.Periodic);
        using DeepNetwork network = new NetworkBuilder(options, ScalarType.Float32).BuildNetwork(3, seed: 5, simulation: 2);
        (Tensor x, Tensor dx) = Nets.Input(6, 3, 1);
        using Tensor plain = network.call(TwinBatch.Stack(x, dx).to(ScalarType.Float32)).clone();

        Tensor large = network.call(TwinBatch.Stack(x * Math.ScaleB(1, 40), dx).to(ScalarType.Float32));

        Assert.True(network.Scale.SignalExponent > 25);
        Tensor back = TwinBatch.Signal(large) * Math.ScaleB(1, (int)network.Scale.SignalExponent - 40);
        Assert.True(back.equal(TwinBatch.Signal(plain)).all().item<bool>());
    }

    [Theory]
    [InlineData("feedforward", "batch", "input convolution norm activation")]
    [InlineData("feedforward", "none", "input convolution activation")]
    [InlineData("residual", "batch", "input norm activation convolution branch sum")]
    [InlineData("residual", "none", "input activation convolution branch sum")]
    public void HookPoints_AnyArchitecture_FireInOrder(string topologyName, string norm, string expected)
    {
        Topology topology = TopologyCatalog.Find(topologyName)!;
        NetworkOptions options = Nets.Small(topology, NormCatalog.Find(norm)!, 1, Boundary.Periodic) with { Depth = 1 };
        using DeepNetwork network = new NetworkBuilder(options).BuildNetwork(3, seed: 5, simulation: 2);
        List<Location> seen = [];
        foreach (HookPoint point in network.Units[0].HookPoints)
        {
            point.Module.register_forward_hook((_, _, output) =>
            {
                seen.Add(point.Location);
                return output;
            });
        }

        (Tensor x, Tensor dx) = Nets.Input(4, 3, 1);
        _ = network.call(TwinBatch.Stack(x, dx).to(ScalarType.Float32));

        Assert.Equal(expected, string.Join(' ', seen));
        Assert.Equal(seen, network.Units[0].HookPoints.Select(p => p.Location));
    }

    [Fact]
    public void Call_ManyTimes_LeavesNoTensorBehind()
    {
        NetworkOptions options = Nets.Small(Topology.Residual, NormKind.Batch, 3, Boundary.Periodic);
        using DeepNetwork network = new NetworkBuilder(options).BuildNetwork(3, seed: 5, simulation: 2);
        (Tensor x, Tensor dx) = Nets.Input(4, 3, 8);
        Tensor twin = TwinBatch.Stack(x, dx).to(ScalarType.Float32);
        network.call(twin).Dispose();

        // This thread's own count: tests on other threads do not disturb it.
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (int i = 0; i < 3; i++) network.call(twin).Dispose();

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Constructor_BrokenOptions_NamesEveryFault()
    {
        NetworkOptions options = new() { Depth = 0, KernelSize = 4, Boundary = Boundary.Zero, NormEpsilon = double.NaN };

        OptionException error = Assert.Throws<OptionException>(() => new NetworkBuilder(options));

        Assert.Equal("Depth 0: must be at least 1; take a positive whole number; KernelSize 4: must be odd where the boundary is not "
            + "periodic: an even kernel has no centre to mirror; take an odd size, or Boundary = Boundary.Periodic; NormEpsilon NaN: must be a finite number, 0 or more; take 0.001, the default", error.Message);
    }
}
