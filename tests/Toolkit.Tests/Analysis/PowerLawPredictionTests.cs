using MomentsDnns.Analysis;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Toolkit.Tests.Analysis;

public sealed class PowerLawPredictionTests
{
    [Fact]
    public void For_SumOnAPowerLaw_FindsItsConstant()
    {
        // delta = sqrt 2 and H = 1 predict tau = 1/2; chi at the sum is 3 l^(1/2).
        PowerLawPrediction prediction = PowerLawPrediction.For(Run(1, [1, 4, 9, 100],
            before: _ => [0, 0], after: _ => [Math.Log(2) / 2, Math.Log(2) / 2],
            end: l => [Math.Log(3 * Math.Sqrt(l)), Math.Log(3 * Math.Sqrt(l))]))!;

        Assert.Equal(0.5, prediction.Exponent, 12);
        Assert.Equal(3, Math.Exp(prediction.LogConstant), 12);
        Assert.Equal(30, prediction.At(100), 9);
        Assert.Equal(Math.Log10(30), prediction.Log10At(100), 12);
    }

    [Fact]
    public void For_SimulationsDiffer_TakesRatioOfMeansAveragedOverDepths()
    {
        // Depth 1: means (1 + 3)/2 before and (2 + 3)/2 after, ratio 5/4 (mean of ratios: 3/2). Depth 2: ratio 1.
        PowerLawPrediction prediction = PowerLawPrediction.For(Run(2, [1, 2],
            before: _ => [0, Math.Log(3)], after: l => l == 1 ? [Math.Log(2), Math.Log(3)] : [0, Math.Log(3)],
            end: _ => [0, 0]))!;

        Assert.Equal(1.125, prediction.MeanIncrement, 12);
        Assert.Equal((Math.Pow(1.125, 4) - 1) / 2, prediction.Exponent, 12);
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
    public void For_ChiAbsentSomewhere_IsNull()
    {
        RunResults whole = Run(1, [1, 2], _ => [0, 0], _ => [0.1, 0.1], _ => [0.2, 0.2]);
        RunResults Without(Location location) => new(whole.Configuration, whole.Simulations, whole.Depths,
            whole.Curves.Where(c => c.Location != location));

        Assert.NotNull(PowerLawPrediction.For(whole));
        Assert.Null(PowerLawPrediction.For(Without(Location.Input)));
        Assert.Null(PowerLawPrediction.For(Without(Location.Convolution)));
        Assert.Null(PowerLawPrediction.For(Without(Location.Sum)));
        Assert.Null(PowerLawPrediction.For(Run(1, [1], _ => [0], _ => [double.NaN], _ => [0])));
    }

    private static RunResults Run(int residualDepth, int[] depths, Func<int, double[]> before, Func<int, double[]> after,
        Func<int, double[]> end)
    {
        Curve Chi(Location location, Func<int, double[]> logarithms)
        {
            int simulations = logarithms(depths[0]).Length;
            double[,] values = new double[simulations, depths.Length];
            for (int d = 0; d < depths.Length; d++)
                for (int s = 0; s < simulations; s++) values[s, d] = logarithms(depths[d])[s];
            return new Curve(Statistic.Chi, location, values);
        }

        NetworkOptions network = new() { Topology = Topology.Residual, Norm = NormKind.Batch, ResidualDepth = residualDepth };
        return new RunResults(new ExperimentConfiguration { Network = network },
            [.. Enumerable.Range(0, before(depths[0]).Length)], depths,
            [Chi(Location.Input, before), Chi(Location.Convolution, after), Chi(Location.Sum, end)]);
    }
}
