using MomentsDnns.Analysis;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Plotting;
using MomentsDnns.Plotting.Recipes;
using MomentsDnns.Reporting;
using MomentsDnns.Results;

namespace MomentsDnns.Toolkit.Tests.Plotting;

public sealed class FigureRegistrationTests
{
    private static readonly RunResults Run = SyntheticRuns.NormalizedFeedforward(20);

    [Fact]
    public void Register_AFigureThatFits_IsDrawnAndReportedBehindThePapers()
    {
        FigureCatalog.Register(new Named("own-figure"));
        FigureCatalog.Register(new Named("own-figure")); // again: no effect

        Assert.Equal(["fig4", "own-figure"], FigureCatalog.For(Run).Select(f => f.Name));
        Assert.Equal(["fig4"], FigureCatalog.For(SyntheticRuns.NormalizedFeedforward()).Select(f => f.Name)); // which it does not fit
        FigureDescription figure = FigureCatalog.Describe(FigureCatalog.Find("own-figure")!, Run);
        Assert.Equal(("own-figure", "share"), (figure.Name, Assert.Single(figure.Panels).Name));
        SeriesDescription line = Assert.Single(figure.Panels[0].Series);
        Assert.Equal(Quantity.Chi.Get(Run).Depths, line.Y.Count);
        Assert.Equal([-1.0], figure.Panels[0].ReferenceLines);
        Assert.StartsWith("Lines: means over 40 simulations.", figure.PrintedCaption, StringComparison.Ordinal);
        Assert.NotEmpty(FigureRenderer.Render(figure, FigureFormat.Png));

        string page = HtmlReport.Of([new("runs/own", Run, new() { Toolkit = "1", TorchSharp = "2", DotNet = "3" })]);
        Assert.Contains("own: a title of its own", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fig4", "figure fig4: PaperFigure has this name already; give that of Named another")]
    [InlineData("a/b", "figure a/b: a name is of lower-case letters, digits and dashes; name that of Named so")]
    [InlineData("", "figure : a name is of lower-case letters, digits and dashes; name that of Named so")]
    public void Register_ANameThatCannotBe_IsRefused(string name, string line) =>
        Assert.Equal(line, Assert.Throws<ArgumentException>(() => FigureCatalog.Register(new Named(name))).Message);

    private sealed class Named(string name) : IFigure
    {
        public string Name => name;

        public string Title => "a title of its own";

        public bool Fits(RunResults run) => ReferenceEquals(run, Run); // other tests see the catalog too

        public FigureDescription Describe(RunResults run, FigureOptions options) => new()
        {
            Name = "filled in",
            Panels =
            [
                new PanelBuilder(run, AxisScale.Log10)
                    .Curve(Symbols.Chi, CurveSummary.OfLog10(Quantity.Chi.Get(run)), Palette.Blue, LineDash.Solid)
                    .ReferenceAt(0.1)
                    .Build('a', "share"),
            ],
            Caption = Captions.Curves(run),
        };
    }
}
