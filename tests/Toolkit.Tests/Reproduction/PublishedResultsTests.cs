using System.Globalization;
using MomentsDnns.Analysis.Growth;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Reproduction.Published;
using MomentsDnns.Results;
using MomentsDnns.Results.Exchange;
using MomentsDnns.Toolkit.Tests.Results;

namespace MomentsDnns.Toolkit.Tests.Reproduction;

/// <summary>The published numbers in the code against the published data, where that stands beside the checkout.</summary>
public sealed class PublishedResultsTests
{
    public static TheoryData<PublishedExperiment> Convolutional =>
        [PublishedExperiment.Diffusion, PublishedExperiment.Vanilla, PublishedExperiment.BatchNormFeedforward, PublishedExperiment.BatchNormResidual];

    [Theory]
    [MemberData(nameof(Convolutional))]
    public void Points_AreTheRowsOfThePublishedTable(PublishedExperiment experiment)
    {
        Dictionary<(string, string, int), double[]> table = Table();

        PublishedPoint[] points = [.. PublishedResults.Points.Where(p => p.Experiment == experiment)];

        Assert.NotEmpty(points);
        foreach (PublishedPoint p in points)
        {
            double[] expected = table[(Name(experiment), Column(p), p.Depth)];
            double[] found = [p.Simulations, p.Mean, p.Deviation, p.LogMean, p.LogDeviation];
            Assert.Equal(expected, found);
        }
    }

    [Fact]
    public void FullyConnectedPoints_AreMomentsOfThePublishedArrays()
    {
        RunResults run = NpzImport.Read(ReferenceFiles.Find("vanilla_histo_fc.npz"));

        PublishedPoint[] points = [.. PublishedResults.Points.Where(p => p.Experiment == PublishedExperiment.DiffusionConnected)];

        Assert.Equal(8, points.Length);
        foreach (PublishedPoint p in points)
        {
            Curve curve = run.Get(p.Statistic, p.Location);
            int column = run.Depths.ToList().IndexOf(p.Depth);
            double[] logs = [.. Enumerable.Range(0, curve.Simulations).Select(s => curve[s, column])], values = [.. logs.Select(Math.Exp)];
            Assert.Equal(p.Simulations, curve.Simulations);
            Assert.Equal(p.Mean, values.Average(), 1e-7 * p.Mean);
            Assert.Equal(p.Deviation, Math.Sqrt(Estimate.OfVariance(values).Value), 1e-5 * p.Deviation);
            Assert.Equal(p.LogMean, logs.Average(), 1e-7 * Math.Abs(p.LogMean));
            Assert.Equal(p.LogDeviation, Math.Sqrt(Estimate.OfVariance(logs).Value), 1e-5 * p.LogDeviation);
        }
    }

    [Fact]
    public void Points_HaveNoPlaceTwice() =>
        Assert.Distinct(PublishedResults.Points.Select(p => (p.Experiment, p.Statistic, p.Location, p.Depth)));

    [Theory]
    [InlineData(200)]
    [InlineData(500)]
    public void Exponents_AreThoseOfTheDefinitionsAtThePublishedMeans(int units)
    {
        double[,] fitted = LogMeans(Table(), "bn_res", "chi_loc5", units, out int[] depths);
        Assert.Equal(GrowthFit.Of(depths, fitted, shareOffset: Math.PI / (Math.PI - 1))![GrowthLaw.PowerLaw].Exponent.Value, PublishedLaws.FittedExponent(units)!.Value, 1e-6);

        // The definition takes ratios of arithmetic means over simulations: here two equal simulations of that mean.
        RunResults means = new(new() { Network = new() { Topology = Topology.Residual, Norm = NormKind.Batch, Depth = units }, Records = depths.Length }, [0, 1], depths,
        [
            new(Statistic.Chi, Location.Input, Means(Table(), "bn_res", "chi_loc1", units)),
            new(Statistic.Chi, Location.Convolution, Means(Table(), "bn_res", "chi_loc4", units)),
        ]);
        Assert.Equal(PublishedPrediction.Of(means)!.Value, PublishedLaws.PredictedExponent(units)!.Value, 1e-6);
    }

    [Fact]
    public void FeedforwardRate_IsTheSlopeOfThePublishedMeans()
    {
        double[,] logs = LogMeans(Table(), "bn_ff", "chi_loc4", 200, out int[] depths);
        Assert.Equal(PublishedLaws.FeedforwardRate, Slope(depths, logs, GrowthLaw.Exponential), 1e-6);
    }

    [Fact]
    public void DeeperVanillaIncrement_IsThatOfThePublishedMeans()
    {
        double[,] before = LogMeans(Table(), "vanilla", "chi_loc1", 200, out int[] depths), after = LogMeans(Table(), "vanilla", "chi_loc3", 200, out _);
        double found = Enumerable.Range(0, depths.Length).Where(i => depths[i] > 100).Average(i => Math.Exp(after[0, i] - before[0, i]));
        Assert.Equal(PublishedLaws.DeeperVanillaIncrement, found, 1e-5);
    }

    // The slope is linear in the curve, so that it may be taken of the mean curve; two equal simulations make a fit.
    private static double Slope(int[] depths, double[,] logs, GrowthLaw law) => GrowthFit.Of(depths, logs)![law].Exponent.Value;

    private static double[,] LogMeans(Dictionary<(string, string, int), double[]> table, string experiment, string statistic, int last, out int[] depths) =>
        Twice(table, experiment, statistic, last, row => row[3], out depths);

    private static double[,] Means(Dictionary<(string, string, int), double[]> table, string experiment, string statistic, int last) =>
        Twice(table, experiment, statistic, last, row => Math.Log(row[1]), out _);

    private static double[,] Twice(Dictionary<(string, string, int), double[]> table, string experiment, string statistic, int last, Func<double[], double> value, out int[] depths)
    {
        int[] found = [.. table.Keys.Where(k => k.Item1 == experiment && k.Item2 == statistic && k.Item3 <= last).Select(k => k.Item3).Order()];
        double[,] values = new double[2, found.Length];
        for (int i = 0; i < found.Length; i++) values[0, i] = values[1, i] = value(table[(experiment, statistic, found[i])]);
        depths = found;
        return values;
    }

    private static Dictionary<(string Experiment, string Statistic, int Depth), double[]> Table() =>
        File.ReadLines(ReferenceFiles.Find("convolution_curves.csv")).Skip(1).Select(line => line.Split(',')).ToDictionary(
            cells => (cells[0], cells[1], int.Parse(cells[2], CultureInfo.InvariantCulture)),
            cells => cells[3..].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray());

    private static string Name(PublishedExperiment experiment) => experiment switch
    {
        PublishedExperiment.Diffusion => "vanilla_histo",
        PublishedExperiment.Vanilla => "vanilla",
        PublishedExperiment.BatchNormFeedforward => "bn_ff",
        _ => "bn_res",
    };

    private static string Column(PublishedPoint point) => ReferenceNames.Of(point.Experiment switch
    {
        PublishedExperiment.BatchNormFeedforward => ReferenceLayout.NormFeedforward,
        PublishedExperiment.BatchNormResidual => ReferenceLayout.Residual,
        _ => ReferenceLayout.Vanilla,
    }, point.Statistic, point.Location)!;
}
