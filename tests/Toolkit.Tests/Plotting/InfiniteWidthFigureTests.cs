using MomentsDnns.Plotting;
using MomentsDnns.Results;
using MomentsDnns.Toolkit.Tests.Analysis.TheoryComparison;

namespace MomentsDnns.Toolkit.Tests.Plotting;

/// <summary>Curves of infinite width in Figures 4 and 5; a measured run stands in for them, so that its lines must lie on the measured ones.</summary>
public sealed class InfiniteWidthFigureTests
{
    [Theory]
    [InlineData("fig4")]
    [InlineData("fig5")]
    public void Describe_WithInfiniteWidth_HasItsLines(string named)
    {
        IFigure kind = FigureCatalog.Find(named)!;
        RunResults run = kind == PaperFigures.Residual ? SmallRuns.Residual : SmallRuns.Feedforward;
        FigureDescription without = FigureCatalog.Describe(kind, run), with = FigureCatalog.Describe(kind, run, new() { InfiniteWidth = run });

        Assert.Contains("Black: infinite width, from the images alone.", with.PrintedCaption, StringComparison.Ordinal);
        Assert.DoesNotContain("infinite width", without.PrintedCaption, StringComparison.Ordinal);
        int[] lines = [3, 1, 0, 2]; // increments, chi, r_eff(x) (these runs have none), mu_4 and nu_1
        for (int i = 0; i < lines.Length; i++)
        {
            SeriesDescription[] limits = [.. with.Panels[i].Series.Where(s => s.Color == Palette.Black)];
            Assert.Equal(new[] { "infinite width", "", "" }.Take(lines[i]), limits.Select(s => s.Label.PlainText));
            Assert.All(limits, s => Assert.False(s.HasBand));
            Assert.All(limits, s => Assert.Contains(without.Panels[i].Series, measured => measured.Y.SequenceEqual(s.Y)));
            Assert.Equal(without.Panels[i].Series.Count + lines[i], with.Panels[i].Series.Count);
        }
    }
}
