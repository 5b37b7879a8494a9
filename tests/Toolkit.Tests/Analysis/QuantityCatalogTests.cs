using MomentsDnns.Analysis;
using MomentsDnns.Analysis.Comparison;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Plotting;
using MomentsDnns.Results;
using MomentsDnns.Toolkit.Tests.Plotting;

namespace MomentsDnns.Toolkit.Tests.Analysis;

public sealed class QuantityCatalogTests
{
    private static readonly RunResults Run = SyntheticRuns.NormalizedFeedforward(20);

    // Excess kurtosis behind the norm, which may be negative: a quantity of a user's own.
    private static readonly Quantity Kurtosis = new()
    {
        Name = "test-kurtosis",
        Symbol = "kappa(*z*^l)",
        Definition = "mu_4/mu_2^2 - 3 behind the norm.",
        Values = run => run.Find(Statistic.Mu4Signal, Location.Norm) is { } fourth
            && run.Find(Statistic.Mu2Signal, Location.Norm) is { } second
            ? (s, d) => Math.Exp(fourth[s, d] - (2 * second[s, d])) - 3
            : null,
    };

    [Fact]
    public void All_HaveNamesOfTheirOwn_AndDefinitions()
    {
        Assert.Equal("chi increment variance-share signal-power signal-rank noise-rank delta_chi delta_BN_chi delta_phi_chi "
            + "delta_conv_chi delta_unit_chi branch-share noise-growth",
            string.Join(' ', QuantityCatalog.All.Take(13).Select(q => q.Name)));
        Assert.All(QuantityCatalog.All, q => Assert.EndsWith(".", q.Definition, StringComparison.Ordinal));
        Assert.All(QuantityCatalog.All, q => Assert.Same(q, QuantityCatalog.Find(q.Name)));
        Assert.All(QuantityCatalog.All, q => Assert.NotEmpty(FigureLabel.Parse(q.Symbol).PlainText));
    }

    [Theory]
    [InlineData("mu4_signal@norm", "μ_4(z^l)", "mu4_signal, norm")]
    [InlineData("nu2_signal@convolution", "ν_2(y^l)", "nu2_signal, convolution")]
    [InlineData("nu2_signal@input", "ν_2(x^l), input", "nu2_signal, input")]
    [InlineData("chi@norm", "chi, norm", "chi, norm")]
    [InlineData("delta_dense-block_chi", "δ_dense-block χ^l", "delta_dense-block chi")]
    public void Find_AStatisticAtAPlaceOrAPart_IsMade(string name, string symbol, string text)
    {
        Quantity quantity = QuantityCatalog.Find(name)!;
        Assert.Equal((name, symbol, text),
            (quantity.Name, FigureLabel.Parse(quantity.Symbol).PlainText, quantity.Text));
    }

    [Theory]
    [InlineData("mood")]
    [InlineData("Chi")]
    [InlineData("mood@norm")]
    [InlineData("chi@")]
    [InlineData("chi@a@b")]
    [InlineData("chi@My place")]
    [InlineData("delta__chi")]
    [InlineData("")]
    public void Find_WhatIsNone_IsNull(string name) => Assert.Null(QuantityCatalog.Find(name));

    [Fact]
    public void Find_AtAPlaceByName_HasTheRunsValues()
    {
        Curve curve = Run.Get(Statistic.Mu4Signal, Location.Norm);
        QuantityCurve found = QuantityCatalog.Find("mu4_signal@norm")!.Get(Run);

        Assert.Equal(curve.ToArray(), found.ToArray());
        Assert.True(found.Quantity.IsLogarithmic);
        Assert.Null(QuantityCatalog.Find("mu4_signal@branch")!.Find(Run));
        Assert.Null(QuantityCatalog.Find("mu4_signal@nowhere")!.Find(Run));
        Assert.Equal("the run holds no branch-share",
            Assert.Throws<InvalidDataException>(() => Quantity.BranchShare.Get(Run)).Message);
    }

    [Fact]
    public void Fault_OfAQuantity_NamesWhatTheNetLacks()
    {
        Assert.Null(QuantityCatalog.Find("mu4_signal@norm")!.Fault(Run.Configuration));
        Assert.Equal("Quantity chi@branch: is not of this net, whose places are input, convolution, norm, activation; take another",
            $"{QuantityCatalog.Find("chi@branch")!.Fault(Run.Configuration)}");
        Assert.Equal("Quantity noise-rank: is not recorded with EffectiveRankChoice.Signal; take EffectiveRankChoice.Both",
            $"{Quantity.NoiseRank.Fault(Run.Configuration with { EffectiveRank = EffectiveRankChoice.Signal })}");
    }

    [Fact]
    public void Register_AQuantityOfOnesOwn_IsDrawnComparedAndMeasured()
    {
        Assert.Same(Kurtosis, QuantityCatalog.Register(Kurtosis));
        Assert.Same(Kurtosis, QuantityCatalog.Register(Kurtosis)); // again: no effect
        Quantity found = QuantityCatalog.Find("test-kurtosis")!;

        PanelDescription panel = Assert.Single(
            FigureCatalog.SideBySide([new("a", Run), new("b", Run)], [found]).Panels);
        Assert.Equal(("test-kurtosis", AxisScale.Linear, "κ(z^l)"), (panel.Name, panel.YScale, panel.YLabel.PlainText));
        CurveComparison compared = Assert.Single(
            RunComparison.Compare(Run, Run, new() { Quantities = [found] }).Curves);
        Assert.Equal("test-kurtosis", compared.Name);
        CurveSummary summary = CurveSummary.OfLinear(found.Get(Run));
        Assert.Equal(summary.Mean[^1], compared.Points[^1].A, 1e-9);
        Assert.Equal(summary.Mean[^1], EndPoint.Of(Run, found, Run.Depths[^1], isLog10: false)!.Mean, 1e-9);
        Assert.Throws<ArgumentException>(() => QuantityCatalog.Register(Kurtosis with { Name = "chi" }));
        Assert.Throws<ArgumentException>(() => QuantityCatalog.Register(Kurtosis with { Name = "my@name" }));
    }

    [Fact]
    public void Sensitivity_OfATopologyOfOnesOwn_HasTheIncrementsOfItsFacts()
    {
        // A dense block: a norm, no branch, its own word; the output is what here is called the sum.
        RunResults own = new(Run.Configuration, Run.Simulations, Run.Depths,
            [
                .. Run.Curves,
                .. Run.Curves.Where(c => c.Location == Location.Activation)
                    .Select(c => new Curve(c.Statistic, Location.Sum, c.ToArray())),
            ],
            facts: Run.Facts with
            {
                Unit = "block",
                Sites = [.. Run.Facts.Sites.Select(s => s with { Roles = s.Roles & ~SiteRoles.Output }), new(Location.Sum, SiteRoles.Output)],
                IsChain = false,
                Increments =
                    [new("normalization", Location.Input, Location.Norm), new("block", Location.Input, Location.Sum)],
            });

        Assert.Equal(["sensitivity"], FigureCatalog.For(own).Select(f => f.Name).Where(n => n != "own-figure"));
        FigureDescription figure = FigureCatalog.Describe(FigureCatalog.Find("sensitivity")!, own);
        Assert.Equal([["δ_BN χ^l", "δ_block χ^l"], ["χ^l"], ["r_eff(dx^l)", "r_eff(x^l)"]],
            figure.Panels.Select(p => p.Series.Select(s => s.Label.PlainText).ToArray()));
        Assert.Equal(CurveSummary.OfLinear(QuantityCatalog.Find("delta_block_chi")!.Get(own)).Mean,
            figure.Panels[0].Series[1].Y);
        Assert.NotEmpty(FigureRenderer.Render(figure, FigureFormat.Png));
    }
}
