using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Plotting;
using MomentsDnns.Results;
using MomentsDnns.Toolkit.Tests.Results;

namespace MomentsDnns.Toolkit.Tests.Analysis.SideBySide;

/// <summary>Two simulations of three depths (2, 4, 6); the second loses its signal at layer 5.</summary>
public sealed class DegenerateSignalTests
{
    private const string Note = "the signal was lost in the rounding of float32 at layer 5 in 1 of 2 simulations";

    private static readonly double[,] LogChi = { { 1, 2, 3 }, { 1 + Math.Log(3), 2 + Math.Log(3), double.NaN } };

    private static LabelledRun Run(string label) => new(label, new RunResults(SampleRuns.Configuration, [0, 1],
        SampleRuns.Configuration.RecordedDepths, [new Curve(Statistic.Chi, Location.Activation, LogChi)],
        degeneracies: new Dictionary<int, Degeneracy> { [1] = new(DegeneracyCause.Rounding, 5) }));

    [Fact]
    public void DegeneracyText_SaysCauseDepthAndHowMany() => Assert.Equal([Note], DegeneracyText.Of(Run("a").Run));

    [Fact]
    public void DegeneracyText_OfAResidualNet_CountsUnits()
    {
        RunResults run = Run("a").Run;
        ExperimentConfiguration residual = run.Configuration with { Network = run.Configuration.Network with { Topology = Topology.Residual } };

        Assert.Equal(["the signal overflowed in float32 at unit 3 to 5 in 2 of 2 simulations"], DegeneracyText.Of(new RunResults(residual, [0, 1], run.Depths,
            run.Curves, degeneracies: new Dictionary<int, Degeneracy> { [0] = new(DegeneracyCause.Overflow, 5), [1] = new(DegeneracyCause.Overflow, 3) })));
    }

    [Fact]
    public void EndPoint_OfChi_IsTheMeanOfItsLog10WithItsError()
    {
        // Logarithms 2 and 2 + log 3: mean 2 + log(3)/2, standard error log(3)/sqrt 2/sqrt 2.
        EndPoint point = EndPoint.Of(Run("a").Run, Quantity.Chi, 4, isLog10: true)!;

        Assert.Equal(4, point.Depth);
        Assert.Equal((2 + (Math.Log(3) / 2)) / Math.Log(10), point.Mean, 12);
        Assert.Equal(Math.Log(3) / 2 / Math.Log(10), point.Error, 12);
    }

    [Fact]
    public void EndPoint_OfARankInLog10_IsTheLog10OfItsMean()
    {
        // 2 and 6: mean 4, standard error 2, so half of the mean.
        RunResults run = new(SampleRuns.Configuration, [0, 1], SampleRuns.Configuration.RecordedDepths,
            [new Curve(Statistic.EffectiveRankSignal, Location.Activation, new double[,] { { 2, 2, 2 }, { 6, 6, 6 } })]);
        EndPoint point = EndPoint.Of(run, Quantity.SignalRank, 4, isLog10: true)!;

        Assert.Equal(Math.Log10(4), point.Mean, 12);
        Assert.Equal(0.5 / Math.Log(10), point.Error, 12);
    }

    [Fact]
    public void EndPoint_OneSimulationLacksIt_IsNoMeanOfTheOthers() =>
        Assert.Null(EndPoint.Of(Run("a").Run, Quantity.Chi, 6, isLog10: true));

    [Fact]
    public void Table_AtTheLostDepth_IsEmpty()
    {
        string[] csv = SideBySideTable.Csv([Run("a")]).TrimEnd().Split('\n');

        Assert.StartsWith("run,simulations,depth,mean log10 chi,mean log10 chi standard error,", csv[0], StringComparison.Ordinal);
        Assert.Equal("\"a\",2,6" + new string(',', 10), csv[^1]);
    }

    [Fact]
    public void Markdown_SaysWhereTheSignalWasLost() =>
        Assert.Contains($"a: {Note}.", SideBySideTable.Markdown([Run("a"), Run("b")]), StringComparison.Ordinal);

    [Fact]
    public void Figure_EndsTheLineWhereASimulationIsLost_AndSaysSo()
    {
        FigureDescription figure = FigureCatalog.SideBySide([Run("a"), Run("b")]);

        PanelDescription panel = Assert.Single(figure.Panels); // no other statistic was recorded
        Assert.Equal(2, panel.Series.Count);
        Assert.Equal([true, true, false], panel.Series[0].Y.Select(double.IsFinite));
        Assert.Contains($"a: {Note}", figure.Caption, StringComparison.Ordinal);
    }
}
