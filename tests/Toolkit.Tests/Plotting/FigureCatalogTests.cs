using MomentsDnns.Analysis;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Plotting;
using MomentsDnns.Plotting.Recipes;
using MomentsDnns.Results;

namespace MomentsDnns.Toolkit.Tests.Plotting;

public sealed class FigureCatalogTests
{
    [Fact]
    public void For_EachArchitecture_NamesItsFigures()
    {
        Assert.Equal(["fig2", "fig3"], FigureCatalog.For(SyntheticRuns.Vanilla()).Select(f => f.Name));
        Assert.Equal(["fig4"], FigureCatalog.For(SyntheticRuns.NormalizedFeedforward()).Select(f => f.Name));
        Assert.Equal(["fig5"], FigureCatalog.For(SyntheticRuns.Residual()).Select(f => f.Name));
    }

    [Fact]
    public void Describe_NormalizedFeedforward_HasThePapersCurves()
    {
        RunResults run = SyntheticRuns.NormalizedFeedforward();
        FigureDescription figure = FigureCatalog.Describe(PaperFigures.NormalizedFeedforward, run);

        Assert.Equal("abcd", string.Concat(figure.Panels.Select(p => p.Letter)));
        Assert.Equal([AxisScale.Linear, AxisScale.Log10, AxisScale.Log10, AxisScale.Log10], figure.Panels.Select(p => p.YScale));
        Assert.Equal(
            [["δ_BN χ^l", "δ_φ χ^l", "δχ^l"], ["χ^l"], ["r_eff(dx^l)", "r_eff(x^l)"], ["μ_4(z^l)", "ν_1(|z^l|)"]],
            figure.Panels.Select(p => p.Series.Select(s => s.Label.PlainText).ToArray()));
        Assert.Equal([[1], [], [0], []], figure.Panels.Select(p => p.ReferenceLines.ToArray()));
        Assert.All(figure.Panels, p => Assert.Equal(new AxisRange(0, 200), p.XRange));
        CurveSummary chi = CurveSummary.OfLog10(run.Get(Statistic.Chi, Location.Activation));
        SeriesDescription shown = figure.Panels[1].Series[0];
        Assert.Equal(chi.Mean, shown.Y);
        Assert.Equal(chi.Lower, shown.Lower!);
        Assert.Equal(chi.Upper, shown.Upper!);
        CurveSummary step = CurveSummary.OfLinear(Quantity.NormIncrement.Get(run));
        Assert.Equal(step.Mean, figure.Panels[0].Series[0].Y);
    }

    [Fact]
    public void Describe_Residual_HasThePredictedPowerLawWithoutBand()
    {
        RunResults run = SyntheticRuns.Residual();
        PanelDescription panel = FigureCatalog.Describe(PaperFigures.Residual, run).Panels[1];
        PowerLawPrediction law = PowerLawPrediction.For(run)!;

        Assert.Equal(["χ^l", FormattableString.Invariant($"C (l + s)^τ, τ = {law.Exponent.Value:0.000}")], panel.Series.Select(s => s.Label.PlainText));
        Assert.False(panel.Series[1].HasBand);
        Assert.Equal(["δ_BN χ^l,1", "δ_φ χ^l,1", "δχ^l,1"],
            FigureCatalog.Describe(PaperFigures.Residual, run).Panels[0].Series.Select(s => s.Label.PlainText));
        Assert.Equal(law.At(200), panel.Series[1].Y[^1], 9);
        Assert.Equal(LineDash.Dashed, panel.Series[1].Dash);
    }

    [Fact]
    public void Describe_ResidualThatExplodes_TurnsToALogarithmicAxis()
    {
        RunResults run = SyntheticRuns.Residual().Replace(Statistic.Chi, (_, d) => 100.0 * d);
        PanelDescription panel = FigureCatalog.Describe(PaperFigures.Residual, run).Panels[1];

        Assert.Equal(AxisScale.Log10, panel.YScale);
        Assert.Equal(3900 / Math.Log(10), panel.Series[0].Y[^1], 1e-9); // far beyond 10^308
        Assert.All(panel.Series, s => Assert.All(s.Y, y => Assert.True(double.IsFinite(y))));
    }

    [Theory]
    [InlineData(4, new[] { 0, 1, 2, 3 })]
    [InlineData(2, new[] { 0, 1 })]
    [InlineData(100, new[] { 24, 49, 74, 99 })] // of 2, 4, .., 200: depths 50, 100, 150, 200
    public void Columns_OfRecordedDepths_AreTheLastFourEquallySpaced(int depths, int[] expected) =>
        Assert.Equal(expected, VanillaHistograms.Columns(depths));

    [Fact]
    public void Describe_Histograms_HaveAreaOneAndTheirDepths()
    {
        FigureDescription figure = FigureCatalog.Describe(PaperFigures.VanillaHistograms, SyntheticRuns.Vanilla());

        Assert.Equal(2, figure.Panels.Count);
        foreach (PanelDescription panel in figure.Panels)
        {
            Assert.Equal(["l = 50", "l = 100", "l = 150", "l = 200"], panel.Series.Select(s => s.Label.PlainText));
            Assert.Equal(4, panel.Series.Select(s => s.Color).Distinct().Count());
            Assert.Equal(4, panel.Series.Select(s => s.Dash).Distinct().Count());
            foreach (SeriesDescription series in panel.Series)
            {
                double area = Enumerable.Range(1, series.X.Count - 1)
                    .Sum(i => (series.X[i] - series.X[i - 1]) * (series.Y[i] + series.Y[i - 1]) / 2);
                Assert.Equal(1, area, 1e-9);
            }
        }
    }

    [Fact]
    public void Describe_CurveNotRecorded_LeavesANote()
    {
        RunResults run = SyntheticRuns.NormalizedFeedforward()
            .Without(c => c.Statistic == Statistic.EffectiveRankNoise)
            .Replace(Statistic.Mu4Signal, (_, _) => double.NaN);
        FigureDescription figure = FigureCatalog.Describe(PaperFigures.NormalizedFeedforward, run);

        Assert.Equal("r_eff(dx^l): not recorded", Assert.Single(figure.Panels[2].Notes).PlainText);
        Assert.Equal("r_eff(x^l)", Assert.Single(figure.Panels[2].Series).Label.PlainText);
        Assert.Equal("μ_4(z^l): no value to draw", Assert.Single(figure.Panels[3].Notes).PlainText);
    }

    [Fact]
    public void Describe_Histograms_OfADepthThatASimulationLacks_AreNone()
    {
        // Of the depths 50, 100, 150 and 200 shown (columns 9, 19, 29, 39) three simulations lack the last.
        RunResults run = SyntheticRuns.Vanilla().Replace(Statistic.Nu2Signal, (s, d) => d > 35 && s < 3 ? double.NaN : s);
        PanelDescription panel = FigureCatalog.Describe(PaperFigures.VanillaHistograms, run).Panels[0];

        Assert.Equal(["l = 50", "l = 100", "l = 150"], panel.Series.Select(s => s.Label.PlainText));
        Assert.Equal("l = 200: absent in 3 of 40 simulations", Assert.Single(panel.Notes).PlainText);
    }

    [Fact]
    public void Describe_PaperRanges_AreThePrintedOnes()
    {
        FigureOptions options = new() { PaperRanges = true };
        FigureDescription fig3 = FigureCatalog.Describe(PaperFigures.VanillaCurves, SyntheticRuns.Vanilla(), options);
        FigureDescription fig4 = FigureCatalog.Describe(PaperFigures.NormalizedFeedforward,
            SyntheticRuns.NormalizedFeedforward(), options);

        Assert.Equal([new AxisRange(0.96, 1.26), new AxisRange(0.6, 5.5)], fig3.Panels.Select(p => p.YRange!.Value));
        Assert.Equal(new AxisRange(0.99, 1.4), fig4.Panels[0].YRange);
        Assert.All(FigureCatalog.Describe(PaperFigures.VanillaCurves, SyntheticRuns.Vanilla()).Panels, p => Assert.Null(p.YRange));
    }

    [Theory]
    [InlineData("fig2")]
    [InlineData("fig3")]
    [InlineData("fig4")]
    [InlineData("fig5")]
    public void Describe_AnyFigure_TellsLinesOfAPanelApartByColourAndDash(string named)
    {
        IFigure kind = FigureCatalog.Find(named)!;
        FigureDescription figure = FigureCatalog.Describe(kind, SyntheticRuns.Of(kind));

        Assert.All(figure.Panels, panel =>
        {
            Assert.NotEmpty(panel.Series);
            Assert.Equal(panel.Series.Count, panel.Series.Select(s => s.Color).Distinct().Count());
            Assert.Equal(panel.Series.Count, panel.Series.Select(s => s.Dash).Distinct().Count());
        });
        Assert.Contains("40 simulations", figure.Caption, StringComparison.Ordinal);
        Assert.Empty(FigureCatalog.Describe(kind, SyntheticRuns.Of(kind), new FigureOptions { Caption = false }).PrintedCaption);
        Assert.Equal(kind != PaperFigures.VanillaHistograms, figure.PrintedCaption.Contains("δχ", StringComparison.Ordinal));
    }

    [Fact]
    public void Describe_ResidualWithoutNormalization_LeavesOutWhatItDoesNotHave()
    {
        RunResults normalized = SyntheticRuns.Residual();
        RunResults run = new(normalized.Configuration with { Network = normalized.Configuration.Network with { Norm = NormKind.None } },
            normalized.Simulations, normalized.Depths, normalized.Curves.Where(c => c.Location != Location.Norm));

        FigureDescription figure = FigureCatalog.Describe(PaperFigures.Residual, run);

        // A power law among them: it takes branches of one power.
        Assert.Equal([["δχ^l,1"], ["χ^l"], ["r_eff(dx^l,1)", "r_eff(x^l,1)"]],
            figure.Panels.Select(p => p.Series.Select(s => s.Label.PlainText).ToArray()));
        Assert.All(figure.Panels, p => Assert.Empty(p.Notes));
    }

    [Fact]
    public void Describe_OfOneDepth_HasNoPowerLawThroughOnePoint() =>
        Assert.Equal(["χ^l"], FigureCatalog.Describe(PaperFigures.Residual, SyntheticRuns.Residual(records: 1)).Panels[1].Series.Select(s => s.Label.PlainText));

    [Fact]
    public void Describe_NoDepth_Throws() => Assert.Throws<ArgumentException>(() => FigureCatalog.Describe(
        PaperFigures.VanillaCurves, new RunResults(new ExperimentConfiguration(), [], [], [])));
}
