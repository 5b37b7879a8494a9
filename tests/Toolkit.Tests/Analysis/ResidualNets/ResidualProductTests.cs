using MomentsDnns.Analysis.ResidualNets;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Toolkit.Tests.Plotting;

namespace MomentsDnns.Toolkit.Tests.Analysis.ResidualNets;

public sealed class ResidualProductTests
{
    private static readonly double ReluOffset = Math.PI / (Math.PI - 1);

    [Fact]
    public void Of_EveryUnitRecorded_IsTheMeasuredChi()
    {
        // Increments that differ from unit to unit and net to net.
        ResidualProduct product = ResidualProduct.Of(new PlantedResnets { Growth = (s, l) => 1.8 + (0.1 * s) + (0.5 * ((7 * l) % 11) / 11) }.Build())!;
        Assert.Equal(ReluOffset, product.ShareOffset!.Value, 1e-9);
        Assert.All(product.Residuals.Cast<double>(), r => Assert.Equal(0, r, 1e-9));
        Assert.Equal(1.8 + 0.2 + (0.5 * 10 / 11), product.BranchGrowth[2, 2], 1e-12);
    }

    [Fact]
    public void Of_SomeUnitsRecorded_InterpolatesOnLogDepth()
    {
        PlantedResnets nets = new() { Step = 5, Growth = (s, l) => 2.6 - (0.08 * (s + 1) * Math.Log(l)) };
        Assert.All(ResidualProduct.Of(nets.Build())!.Residuals.Cast<double>(), r => Assert.Equal(0, r, 1e-9));
        // A hundredth in Delta^2 at every unit between is seen: half of it times the sum of the shares.
        ResidualProduct off = ResidualProduct.Of((nets with { Growth = (s, l) => nets.Growth(s, l) + (l % 5 == 0 ? 0 : 0.01) }).Build())!;
        Assert.InRange(off.Residuals[0, 39], 0.008, 0.016);
    }

    [Fact]
    public void Of_BranchesThatLosePower_TakesTheMeasuredShare()
    {
        // Layer norm: p = 0.7 / (l + 1), 1/p a line in l.
        double signal = 1;
        Dictionary<int, double> branches = [];
        for (int l = 1; l <= 200; l++)
        {
            double share = 0.7 / (l + 1);
            branches[l] = signal * share / (1 - share);
            signal += branches[l];
        }

        PlantedResnets nets = new() { Step = 4, Branch = l => branches[l], Network = new() { Topology = Topology.Residual, Norm = NormKind.Layer, KernelSize = 1 } };
        ResidualProduct product = ResidualProduct.Of(nets.Build())!;
        Assert.Null(product.ShareOffset);
        Assert.All(product.Residuals.Cast<double>(), r => Assert.Equal(0, r, 1e-9));
        Assert.Null(ResidualProduct.Of(nets.Build().Without(c => c.Statistic == Statistic.Mu2Signal)));
    }

    [Fact]
    public void Of_GrowthBeyondTheUnits_IsTheResidual()
    {
        ResidualProduct product = ResidualProduct.Of(new PlantedResnets { Beyond = (s, l) => 0.002 * (s + 1) * l }.Build())!;
        // The product begins at the chi before unit 1, which has none of it.
        Assert.Equal(0.002 * 200, product.Residuals[0, 199], 1e-9);
        Assert.Equal(0.01 * 200, product.Residuals[4, 199], 1e-9);
    }

    [Fact]
    public void Of_ALostSignal_IsAbsentFromThereOn()
    {
        RunResults whole = new PlantedResnets().Build();
        RunResults lossy = whole.Replace(Statistic.Chi, (s, d) => s == 1 && d >= 50 ? double.NaN : 0.1 * d);
        double[,] residuals = ResidualProduct.Of(lossy)!.Residuals;
        Assert.True(double.IsFinite(residuals[1, 49]) && double.IsFinite(residuals[0, 199]));
        Assert.All(Enumerable.Range(50, 150), d => Assert.True(double.IsNaN(residuals[1, d])));
    }

    [Fact]
    public void Of_NetsOrRecordsThatItDoesNotHoldFor_IsNull()
    {
        PlantedResnets nets = new();
        Assert.Null(ResidualProduct.Of((nets with { Network = nets.Network with { Norm = NormKind.None } }).Build()));
        Assert.Null(ResidualProduct.Of((nets with { Network = nets.Network with { Topology = Topology.Feedforward } }).Build()));
        foreach (Location place in (Location[])[Location.Input, Location.Branch, Location.Sum])
            Assert.Null(ResidualProduct.Of(nets.Build().Without(c => c.Location == place)));
    }
}
