using MomentsDnns.Analysis;
using MomentsDnns.Analysis.Growth;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Toolkit.Tests.Analysis.ResidualNets;
using MomentsDnns.Toolkit.Tests.Plotting;

namespace MomentsDnns.Toolkit.Tests.Analysis;

public sealed class PowerLawPredictionTests
{
    private const double Relu = 1.4669422; // a = pi / (pi - 1)

    [Fact]
    public void For_BranchesOfOneIncrement_IsTheirPowerLaw()
    {
        // Delta^2 = 2.3: tau = 0.65. The power law departs from the product by terms of 1/l^2.
        RunResults run = new PlantedResnets().Build();
        PowerLawPrediction prediction = PowerLawPrediction.For(run)!;
        GrowthFit fit = GrowthFit.OfSensitivity(run)!;

        Assert.Equal(0.65, prediction.BranchExponent.Value, 1e-12);
        Assert.Equal(0.65, prediction.Exponent.Value, 3e-4);
        Assert.Equal(0, prediction.Difference.Value, 1e-9);
        Assert.Equal(Relu + prediction.Exponent.Value + 0.5, prediction.Offset, 1e-6);
        Assert.Equal(prediction.Exponent.Value, fit[GrowthLaw.PowerLaw].Exponent.Value, 1e-9);
        Assert.Equal((10, 200), (prediction.FirstDepth, prediction.LastDepth));
        // Mean chi at the last unit, net by net.
        double last = Enumerable.Range(0, 5).Average(s => run.Get(Statistic.Chi, Location.Sum).Linear(s, 199));
        Assert.Equal(1, prediction.At(200) / last, 1e-3);
        Assert.Equal(Math.Log10(prediction.At(200)), prediction.Log10At(200), 1e-12);
    }

    [Fact]
    public void For_NetsThatDiffer_HasTheErrorOfTheirSpread()
    {
        // Nets of tau = 0.6, 0.65, .. 0.8: mean 0.7, standard deviation 0.0791, error 0.0354.
        PowerLawPrediction prediction = PowerLawPrediction.For(new PlantedResnets { Growth = (s, _) => 2.2 + (0.1 * s) }.Build())!;
        Assert.Equal(0.7, prediction.BranchExponent.Value, 1e-9);
        Assert.Equal(0.035355, prediction.BranchExponent.StandardError, 1e-5);
        Assert.Equal(0.7, prediction.Exponent.Value, 1e-3);
        Assert.Equal(0.0354, prediction.Exponent.StandardError, 5e-4);
    }

    [Fact]
    public void For_ChiThatGrowsOtherwise_DiffersFromThePrediction()
    {
        // A power of 0.05 more than the branches give, net by net 0.01 apart.
        PowerLawPrediction prediction = PowerLawPrediction.For(new PlantedResnets { Beyond = (s, l) => (0.03 + (0.01 * s)) * Math.Log(l + Relu + 1.15) }.Build())!;
        Assert.Equal(0.05, prediction.Difference.Value, 1e-4);
        Assert.Equal(0.01 * Math.Sqrt(2.5 / 5), prediction.Difference.StandardError, 1e-4);
        Assert.Equal(0.65, prediction.Exponent.Value, 3e-4);
    }

    [Fact]
    public void FitLogConstant_OffThePowerLaw_IsLeastSquares()
    {
        // y = 1, 5 at l = 1, 2 with tau = 1: C = (1 * 1 + 5 * 2) / (1 + 4) = 2.2.
        Assert.Equal(Math.Log(2.2), PowerLawPrediction.FitLogConstant([1, 2], [0, Math.Log(5)], 1), 12);
        // A factor e^3000 on y is a factor on C, and an absent depth does not count.
        Assert.Equal(Math.Log(2.2) + 3000,
            PowerLawPrediction.FitLogConstant([1, 2, 3], [3000, 3000 + Math.Log(5), double.NaN], 1), 1e-9);
    }

    [Fact]
    public void For_NetsOrRecordsThatItDoesNotHoldFor_IsNull()
    {
        PlantedResnets nets = new();
        Assert.NotNull(PowerLawPrediction.For(nets.Build()));
        foreach (NormKind norm in (NormKind[])[NormKind.None, NormKind.Layer, NormKind.Group])
            Assert.Null(PowerLawPrediction.For((nets with { Network = nets.Network with { Norm = norm } }).Build()));
        Assert.Null(PowerLawPrediction.For((nets with { Network = nets.Network with { Topology = Topology.Feedforward } }).Build()));
        foreach (Location place in (Location[])[Location.Input, Location.Branch, Location.Sum])
            Assert.Null(PowerLawPrediction.For(nets.Build().Without(c => c.Location == place)));
        Assert.Null(PowerLawPrediction.For((nets with { Units = 3 }).Build()));
        Assert.Null(PowerLawPrediction.For((nets with { Simulations = 1 }).Build()));
    }
}
