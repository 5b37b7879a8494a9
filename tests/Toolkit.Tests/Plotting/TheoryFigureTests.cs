using MomentsDnns.Analysis.TheoryComparison;
using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Plotting;
using MomentsDnns.Plotting.Rendering;
using MomentsDnns.Results;
using MomentsDnns.Theory;
using MomentsDnns.Toolkit.Tests.Analysis.TheoryComparison;

namespace MomentsDnns.Toolkit.Tests.Plotting;

/// <summary>Figures with theory, of simulated runs.</summary>
public sealed class TheoryFigureTests
{
    private static readonly FigureOptions Theory = new() { Theory = true };

    public static TheoryData<string, string> Figures => new()
    {
        { "fig2", "vanilla" }, { "fig3", "vanilla" }, { "fig3", "chaotic" },
        { "fig4", "feedforward" }, { "fig5", "residual" },
    };

    [Theory]
    [MemberData(nameof(Figures))]
    public void Describe_WithoutTheory_IsTheMeasuredPartOfTheFigure(string named, string name)
    {
        IFigure kind = FigureCatalog.Find(named)!;
        RunResults run = Run(name);
        FigureDescription without = FigureCatalog.Describe(kind, run), with = FigureCatalog.Describe(kind, run, Theory);

        Assert.Equal(named is "fig2" or "fig3" ? 2 : 4, without.Panels.Count);
        Assert.DoesNotContain("heory", without.PrintedCaption, StringComparison.Ordinal);
        Assert.StartsWith(without.Caption, with.PrintedCaption, StringComparison.Ordinal);
        Assert.Contains(kind == PaperFigures.VanillaHistograms ? "Dotted: " : "Black: theory.", with.PrintedCaption, StringComparison.Ordinal);
        // Lines of a panel are told apart without colour; those of one theory, as bounds and densities of several depths, are alike.
        Assert.All(with.Panels, p => Assert.Distinct(p.Series.Where(s => s.Label.Runs.Count > 0).Select(s => s.Dash)));
        foreach ((PanelDescription measured, PanelDescription both) in without.Panels.Zip(with.Panels))
        {
            Assert.Equal((measured.Letter, measured.XRange), (both.Letter, both.XRange));
            Assert.Equal(measured.Notes.Select(n => n.PlainText), both.Notes.Select(n => n.PlainText));
            foreach ((SeriesDescription own, SeriesDescription same) in measured.Series.Zip(both.Series))
            {
                Assert.Equal((own.Label.PlainText, own.Dash, own.Color), (same.Label.PlainText, same.Dash, same.Color));
                Assert.Equal(own.X, same.X);
                Assert.Equal(own.Y, same.Y);
            }
        }

        Assert.DoesNotContain(without.Panels.SelectMany(p => p.Series), IsTheory);
        Assert.Contains(with.Panels.SelectMany(p => p.Series), IsTheory);
        Assert.Equal(with.Panels.Select((_, i) => (char)('a' + i)), with.Panels.Select(p => p.Letter));
    }

    [Fact]
    public void Describe_NormalizedFeedforward_HasPredictedIncrements()
    {
        FigureDescription figure = FigureCatalog.Describe(PaperFigures.NormalizedFeedforward, SmallRuns.Feedforward, Theory);

        Assert.Equal(4, figure.Panels.Count);
        Assert.Equal(["δ_BN χ^l", "δ_φ χ^l", "δχ^l", "BN, from channels", "φ, from signs", "φ, of normals"], figure.Panels[0].Series.Select(s => s.Label.PlainText));
        Assert.Equal(Predicted(SmallRuns.Feedforward, "norm-increment"), figure.Panels[0].Series[3].Y);
        Assert.Equal(Predicted(SmallRuns.Feedforward, "activation-increment"), figure.Panels[0].Series[4].Y);
        Assert.All(figure.Panels[0].Series[5].Y, y => Assert.Equal(1.211174, y, 1e-6)); // sqrt(pi / (pi - 1))
        Assert.All(figure.Panels[0].Series.Skip(3), s => Assert.Equal(SmallRuns.Feedforward.Depths.Select(d => (double)d), s.X));
        Assert.Equal([LineDash.Dotted, LineDash.DashDotDotted, LineDash.LongDashed], figure.Panels[0].Series.Skip(3).Select(s => s.Dash));
        Assert.All(figure.Panels[0].Series.Skip(3), s => Assert.False(s.HasBand));
        Assert.All(figure.Panels.Skip(1), p => Assert.DoesNotContain(p.Series, IsTheory));
    }

    [Fact]
    public void Describe_Residual_HasTheProductAndPanelsOfItsOwn()
    {
        FigureDescription figure = FigureCatalog.Describe(PaperFigures.Residual, SmallRuns.Residual, Theory);
        TheoryCurve chi = Curve(SmallRuns.Residual, "residual-sensitivity"), unit = Curve(SmallRuns.Residual, "unit-increment"),
            share = Curve(SmallRuns.Residual, "branch-share"), bounds = Curve(SmallRuns.Residual, "unit-increment-bounds");

        Assert.Equal(["χ^l", "C (l + s)^τ", "χ^l, theory"], figure.Panels[1].Series.Select(s => s.Label.PlainText.Split(", τ")[0]));
        Assert.Equal(AxisScale.Linear, figure.Panels[1].YScale);
        Assert.Equal(chi.Points.Select(p => p.Lower), figure.Panels[1].Series[2].Y);
        Assert.Equal(LineDash.Dotted, figure.Panels[1].Series[2].Dash);

        Assert.Equal("abcdef", string.Concat(figure.Panels.Select(p => p.Letter)));
        Assert.Equal(["share of the residual branch", "1/(l + a)"], figure.Panels[4].Series.Select(s => s.Label.PlainText));
        // Two lines for the paper's bounds, the upper without a name.
        Assert.Equal(["δχ^l of the unit", "theory", "paper, bounds", ""], figure.Panels[5].Series.Select(s => s.Label.PlainText));
        Assert.Equal(3, new LegendPainter(figure.Panels[5]).Entries);
        Assert.Equal((AxisScale.Log10, AxisScale.Linear), (figure.Panels[4].YScale, figure.Panels[5].YScale));
        Assert.Equal(Enumerable.Range(1, 12).Select(l => -Math.Log10(l + (Math.PI / (Math.PI - 1)))), figure.Panels[4].Series[1].Y, (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal(share.Points.Select(p => Math.Log10(p.Measured.Value)), figure.Panels[4].Series[0].Y);
        // The band is two standard errors of the mean to each side.
        Assert.Equal(share.Points.Select(p => Math.Log10(p.Measured.Value - (2 * p.Measured.StandardError))), figure.Panels[4].Series[0].Lower!);
        Assert.Equal(unit.Points.Select(p => p.Measured.Value + (2 * p.Measured.StandardError)), figure.Panels[5].Series[0].Upper!);
        Assert.Equal(unit.Points.Select(p => p.Lower), figure.Panels[5].Series[1].Y);
        Assert.Equal(bounds.Points.Select(p => p.Upper), figure.Panels[5].Series[3].Y);
        Assert.Equal([10, 11, 12], figure.Panels[5].Series[3].X);
    }

    [Fact]
    public void Describe_ResidualThatExplodes_HasTheProductOnALogarithmicAxis()
    {
        // log chi grows by 2 a unit, log Delta = 2.5.
        RunResults run = SmallRuns.Residual;
        RunResults exploding = new(run.Configuration, run.Simulations, run.Depths, run.Curves.Where(c => c.Statistic != Statistic.Chi)
            .Concat([Chi(Location.Input, d => (2 * d) - 2), Chi(Location.Branch, d => (2 * d) + 0.5), Chi(Location.Sum, d => 2 * d)]));
        PanelDescription panel = FigureCatalog.Describe(PaperFigures.Residual, exploding, Theory).Panels[1];
        SeriesDescription product = Assert.Single(panel.Series, s => s.Dash == LineDash.Dotted);

        Assert.Equal(AxisScale.Log10, panel.YScale);
        double logChi = 0;
        for (int l = 1; l <= 12; l++)
        {
            logChi += 0.5 * Math.Log(1 + ((Math.Exp(5) - 1) / (l + (Math.PI / (Math.PI - 1)))));
            Assert.Equal(logChi / Math.Log(10), product.Y[l - 1], 1e-8);
        }

        Curve Chi(Location location, Func<double, double> log)
        {
            double[,] values = new double[run.Simulations.Count, run.Depths.Count];
            for (int s = 0; s < values.GetLength(0); s++)
                for (int d = 0; d < values.GetLength(1); d++) values[s, d] = log(run.Depths[d]);
            return new Curve(Statistic.Chi, location, values);
        }
    }

    [Fact]
    public void Describe_VanillaCurves_HasPanelsForDirectionsAndDiffusion()
    {
        FigureDescription figure = FigureCatalog.Describe(PaperFigures.VanillaCurves, SmallRuns.Vanilla, Theory);

        Assert.Equal(
            [["δχ^l", "φ, from signs"], ["r_eff(x^l)"], ["1 − E cos(x^l, x′^l)", "correlation map"], ["mean of log ν_2(x^l)", "one input, this width"],
                ["variance of log ν_2(x^l)", "one input, this width"]],
            figure.Panels.Select(p => p.Series.Select(s => s.Label.PlainText).Concat(p.Notes.Select(n => n.PlainText.Split(':')[0])).ToArray()));
        Assert.Equal([AxisScale.Linear, AxisScale.Linear, AxisScale.Log10, AxisScale.Linear, AxisScale.Linear], figure.Panels.Select(p => p.YScale));
        Assert.Equal(Predicted(SmallRuns.Vanilla, "activation-increment"), figure.Panels[0].Series[1].Y);
        Assert.Equal(Predicted(SmallRuns.Vanilla, "direction-spread").Select(Math.Log10), figure.Panels[2].Series[1].Y);
        Assert.Equal(Predicted(SmallRuns.Vanilla, "log-power-mean"), figure.Panels[3].Series[1].Y);
        Assert.Equal(Predicted(SmallRuns.Vanilla, "log-power-variance"), figure.Panels[4].Series[1].Y);
        Assert.All(figure.Panels.Skip(2), p => Assert.Equal(LineDash.Dotted, p.Series[1].Dash));
    }

    [Fact]
    public void Describe_OtherVanillaNets_HasPanelsForTheFixedPoint()
    {
        FigureDescription figure = FigureCatalog.Describe(PaperFigures.VanillaCurves, SmallRuns.Chaotic, Theory);

        Assert.Equal(["ν_2(y^l)", "q*, mean field", "growth of log μ_2(dx^l)", "log χ_1, mean field"], figure.Panels.Skip(2).SelectMany(p => p.Series).Select(s => s.Label.PlainText));
        Assert.Equal(Predicted(SmallRuns.Chaotic, "pre-activation-power"), figure.Panels[2].Series[1].Y);
        Assert.Equal(Predicted(SmallRuns.Chaotic, "noise-growth"), figure.Panels[3].Series[1].Y);
    }

    [Fact]
    public void Describe_Histograms_HaveTheNormalDensitiesOfTheDiffusion()
    {
        PanelDescription panel = FigureCatalog.Describe(PaperFigures.VanillaHistograms, SmallRuns.Vanilla, Theory).Panels[0];
        SeriesDescription[] lines = [.. panel.Series.Where(s => !s.HasBand)];
        FiniteWidthDiffusion diffusion = new(SmallRuns.Width);

        Assert.Equal(["theory", "", "", ""], lines.Select(s => s.Label.PlainText));
        Assert.Equal(5, new LegendPainter(panel).Entries); // four depths and theory
        foreach ((SeriesDescription line, int depth) in lines.Zip([10, 20, 30, 40]))
        {
            Assert.Equal(LineDash.Dotted, line.Dash);
            (double mean, double variance) = (diffusion.LogMeanAt(depth), diffusion.LogVarianceAt(depth));
            Assert.All(Enumerable.Range(0, line.X.Count), i => Assert.Equal(Math.Exp(-(line.X[i] - mean) * (line.X[i] - mean) / (2 * variance)) / Math.Sqrt(2 * Math.PI * variance), line.Y[i], 1e-12));
        }
    }

    [Fact]
    public void Describe_HistogramsThatLackTheirFirstDepth_NameTheFirstLineThereIs()
    {
        // Of the depths 10, 20, 30 and 40 shown the first is missing in a simulation.
        Curve power = SmallRuns.Vanilla.Get(Statistic.Nu2Signal, Location.Activation);
        RunResults lossy = SmallRuns.Vanilla.Replace(Statistic.Nu2Signal, (s, d) => s == 3 && d == 9 ? double.NaN : power[s, d]);

        Assert.Equal(["theory", "", ""], FigureCatalog.Describe(PaperFigures.VanillaHistograms, lossy, Theory).Panels[0].Series.Where(s => !s.HasBand).Select(s => s.Label.PlainText));
    }

    [Theory]
    [InlineData("tanh")] // whose logarithms do not diffuse
    [InlineData("relu")] // of 2 simulations, from which no variance is taken
    public void Describe_HistogramsWithoutAPrediction_DoNotSpeakOfOne(string activation)
    {
        RunResults run = SmallRuns.Tiny(n => n with { Activation = ActivationCatalog.Find(activation)! });
        FigureDescription figure = FigureCatalog.Describe(PaperFigures.VanillaHistograms, run, Theory);

        Assert.DoesNotContain("Dotted", figure.PrintedCaption, StringComparison.Ordinal);
        Assert.Equal(FigureCatalog.Describe(PaperFigures.VanillaHistograms, run).PrintedCaption, figure.PrintedCaption);
    }

    [Theory]
    [MemberData(nameof(Figures))]
    public void Render_WithTheory_DrawsMore(string named, string name)
    {
        IFigure kind = FigureCatalog.Find(named)!;
        byte[] with = FigureRenderer.RenderPng(FigureCatalog.Describe(kind, Run(name), Theory), 40);
        Assert.True(with.Length > FigureRenderer.RenderPng(FigureCatalog.Describe(kind, Run(name)), 40).Length);
    }

    private static bool IsTheory(SeriesDescription series) => series.Color == Palette.Black;

    private static RunResults Run(string name) => name switch
    {
        "vanilla" => SmallRuns.Vanilla,
        "chaotic" => SmallRuns.Chaotic,
        "feedforward" => SmallRuns.Feedforward,
        _ => SmallRuns.Residual,
    };

    private static TheoryCurve Curve(RunResults run, string key) => TheoryCurves.Of(run).Single(c => c.Key == key);

    private static IEnumerable<double> Predicted(RunResults run, string key) => Curve(run, key).Points.Select(p => p.Lower);
}
