using System.Text.Json.Nodes;
using MomentsDnns.Analysis.TheoryComparison;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Toolkit.Tests.Analysis.TheoryComparison;

public class InfiniteWidthCurvesTests
{
    // What images make of chi differs from batch to batch by 1; the net adds 0.1 more or less a simulation.
    private static readonly double[] Images = [1, 3, 2, 4], Net = [0.1, -0.1, 0.2, 0];

    private static readonly RunResults Measured = Run([0, 1, 2, 3], s => Images[s] + Net[s]), Predicted = Run([0, 1, 2, 3], s => Images[s]);

    [Fact]
    public void Paired_ComparesSimulationBySimulation()
    {
        TheoryPoint point = Curve(InfiniteWidthCurves.Of(Measured, Predicted, isPaired: true)).Points[0];

        Assert.Equal((2.55, 2.5), (point.Measured.Value, point.Lower), Near);
        Assert.Equal(0.05, point.Difference, 1e-12);
        Assert.Equal(Math.Sqrt(0.05 / 3 / 4), point.DifferenceError, 1e-12); // of 0.1, -0.1, 0.2, 0 about 0.05
    }

    [Fact]
    public void Paired_TakesTheSimulationsThatBothHold()
    {
        TheoryPoint point = Curve(InfiniteWidthCurves.Of(Run([1, 3], s => Images[s] + Net[s]), Predicted, isPaired: true)).Points[0];

        Assert.Equal((3.45, 3.5), (point.Measured.Value, point.Lower), Near);
        Assert.Empty(InfiniteWidthCurves.Of(Run([7, 8], _ => 1), Predicted, isPaired: true));
    }

    [Fact]
    public void Unpaired_AddsTheErrors()
    {
        TheoryPoint point = Curve(InfiniteWidthCurves.Of(Measured, Predicted, isPaired: false)).Points[0];

        double prediction = 5 / 3.0 / 4; // the variance of 1, 3, 2, 4 over their number
        Assert.Equal(Math.Sqrt((point.Measured.StandardError * point.Measured.StandardError) + prediction), point.DifferenceError, 1e-12);
    }

    [Fact]
    public void Tables_HoldWhatBothHave()
    {
        IReadOnlyList<TheoryCurve> curves = InfiniteWidthCurves.Of(Measured, Predicted, isPaired: true);

        Assert.Equal(["limit-sensitivity"], curves.Select(c => c.Key));
        Assert.Equal(["log chi", "1", "2.5", "0.6", "2.5", "0.05", "0.06", "0.77"], PredictionTable.Rows(curves, everyDepth: false)[0]);
        Assert.Equal(["depth", "log chi"], PredictionTable.Header(Predicted));
        Assert.Equal(2, PredictionTable.Rows(Predicted, everyDepth: true).Count);
        Assert.StartsWith("log chi: largest |z| 0.77 of 2 depths", PredictionTable.Summary(curves).Single(), StringComparison.Ordinal);

        JsonNode json = JsonNode.Parse(PredictionJson.Write(Predicted, curves))!;
        JsonNode point = json["curves"]![0]!["points"]![1]!;
        Assert.Equal("limit-sensitivity", (string?)json["curves"]![0]!["quantity"]);
        Assert.Equal((2, 2.5, 2.55), ((int)point["depth"]!, (double)point["predicted"]!, Math.Round((double)point["measured"]!, 9)));
    }

    private static readonly IEqualityComparer<(double, double)> Near = EqualityComparer<(double, double)>.Create(
        (a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-12 && Math.Abs(a.Item2 - b.Item2) < 1e-12, _ => 0);

    private static TheoryCurve Curve(IReadOnlyList<TheoryCurve> curves) => curves.Single(c => c.Key == "limit-sensitivity");

    private static RunResults Run(int[] simulations, Func<int, double> logChi)
    {
        double[,] values = new double[simulations.Length, 2];
        for (int s = 0; s < simulations.Length; s++) values[s, 0] = values[s, 1] = logChi(simulations[s]);
        ExperimentConfiguration configuration = new() { Network = new() { Norm = NormKind.Batch, KernelSize = 1, Depth = 2 }, Records = 2 };
        return new(configuration, simulations, [1, 2], [new Curve(Statistic.Chi, Location.Activation, values)]);
    }
}
