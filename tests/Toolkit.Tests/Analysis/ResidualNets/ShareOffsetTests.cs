using MomentsDnns.Analysis.ResidualNets;
using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Toolkit.Tests.Analysis.ResidualNets;

public sealed class ShareOffsetTests
{
    private static readonly ImportedSource Imported = new() { Topology = Topology.Residual, Norm = NormKind.Batch, ResidualDepth = 2 };

    private const double Relu = 1.4669422; // pi / (pi - 1)

    public static TheoryData<string, Func<NetworkOptions, NetworkOptions>, double?> Networks => new()
    {
        { "batch norm", n => n, Relu },
        { "instance norm", n => n with { Norm = NormKind.Instance, KernelSize = 3 }, Relu },
        { "one-sided", n => n with { KernelSize = 3, Boundary = Boundary.PeriodicOneSided }, Relu },
        { "weights of variance 1", n => n with { Initialization = InitializationKind.LeCun }, 2 * Relu },
        { "PyTorch's", n => n with { Initialization = InitializationKind.PyTorch }, 6 * Relu },
        { "orthogonal", n => n with { Initialization = InitializationKind.Orthogonal, WeightVariance = 4 }, Relu / 2 },
        // E|w|^2 = R^2 n / (n + 2), n = 512.
        { "uniform of a radius", n => n with { Initialization = InitializationKind.Uniform, WeightRadius = 1 }, 2 * Relu * 514 / 512 },
        { "uniform of a second moment", n => n with { Initialization = InitializationKind.Uniform, WeightVariance = 3 }, 2 * Relu / 3 },
        { "tanh", n => n with { Activation = ActivationCatalog.Find("tanh")! }, 1.2680877 },
        { "layer norm", n => n with { Norm = NormKind.Layer }, null },
        { "group norm", n => n with { Norm = NormKind.Group, KernelSize = 3 }, null },
        { "no norm", n => n with { Norm = NormKind.None }, null },
        { "feedforward", n => n with { Topology = Topology.Feedforward }, null },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void Of_ANetwork_IsItsTheory(string name, Func<NetworkOptions, NetworkOptions> change, double? expected)
    {
        Assert.NotEmpty(name);
        // Branches of another power than theory's are not looked at.
        PlantedResnets nets = new() { Branch = _ => 0.5 };
        ShareOffset? found = ShareOffset.Of((nets with { Network = change(nets.Network) }).Build());
        Assert.Equal(expected is null, found is null);
        if (found is not { } offset) return;
        Assert.False(offset.IsMeasured);
        Assert.Equal(expected!.Value, offset.Value, 1e-6);
    }

    // P_l = 1 + l / 2: a = 2.
    [Fact]
    public void Of_WhatIsNotKnown_IsTheLineThroughThePowers()
    {
        PlantedResnets nets = new() { Branch = _ => 0.5, Step = 5 };
        ShareOffset imported = ShareOffset.Of(nets.Build(Imported))!;
        Assert.True(imported.IsMeasured);
        Assert.Equal(2, imported.Value, 1e-9);
        Assert.False(ShareOffset.Of(nets.Build(Imported with { ConfigurationIsDeclared = true }))!.IsMeasured);
        // Without powers, delta_phi^2: here chi grows by 0.1 from the norm to the first convolution.
        RunResults whole = nets.Build();
        RunResults withoutPowers = new(null, whole.Simulations, whole.Depths, whole.Curves.Where(c => c.Statistic != Statistic.Mu2Signal), Imported);
        Assert.Null(ShareOffset.Of(withoutPowers));
        Curve convolution = withoutPowers.Get(Statistic.Chi, Location.Convolution);
        double[,] norm = convolution.ToArray();
        for (int s = 0; s < norm.GetLength(0); s++)
            for (int d = 0; d < norm.GetLength(1); d++) norm[s, d] -= 0.1;
        RunResults withNorm = new(null, withoutPowers.Simulations, withoutPowers.Depths,
            withoutPowers.Curves.Append(new(Statistic.Chi, Location.Norm, norm)), withoutPowers.Imported);
        Assert.Equal(Math.Exp(0.2), ShareOffset.Of(withNorm)!.Value, 1e-9);
        // Beside a border of zeros the branch has less power.
        Assert.Equal(2, ShareOffset.Of((nets with { Network = nets.Network with { KernelSize = 3, Boundary = Boundary.Zero } }).Build())!.Value, 1e-9);
    }
}
