using System.Globalization;
using System.Text;
using System.Xml.Linq;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Plotting;
using MomentsDnns.Plotting.Rendering;
using MomentsDnns.Results;
using MomentsDnns.Results.Facts;
using SkiaSharp;

namespace MomentsDnns.Toolkit.Tests.Plotting;

/// <summary>The figure of nets whose layers differ: sites from top to bottom.</summary>
public sealed class SitesFigureTests
{
    private static readonly Dictionary<string, IReadOnlyList<SiteFacts>> Nets = new()
    {
        ["21 sites"] = SyntheticProbe.Plain(7),
        ["68 sites"] = SyntheticProbe.ResNet(false, 2, 2, 2, 2),
        ["174 sites"] = SyntheticProbe.ResNet(true, 3, 4, 6, 3),
        ["200 sites, all of the path"] = SyntheticProbe.Plain(67),
        ["long names"] = [.. SyntheticProbe.Plain(5).Select(s => s with { Name = $"/encoder/very/deep/module.with.many.parts/{s.Name}/Add_output_0" })],
    };

    public static TheoryData<string> Names { get; } = new(Nets.Keys);

    private static FigureDescription Figure(string net) =>
        FigureCatalog.Describe(Assert.Single(FigureCatalog.For(Run(net))), Run(net));

    private static RunResults Run(string net) => SyntheticProbe.Plausible(Nets[net]).Build();

    [Fact]
    public void Catalog_OfAProbe_HasTheFigureOfSitesAlone()
    {
        Assert.Equal(["sites"], FigureCatalog.For(Run("21 sites")).Select(f => f.Name));
        Assert.DoesNotContain("sites", FigureCatalog.For(SyntheticRuns.Residual()).Select(f => f.Name));
        Assert.Equal(["a (sensitivity)", "b (increments)", "c (ranks)", "d (relative-ranks)", "e (variance)", "f (kurtosis)"], Figure("21 sites").PanelNames);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Names_OfThePath_AreAllSet_ReadableAndApart(string net)
    {
        FigureDescription figure = Figure(net);
        ProfileLayout layout = ProfileGrid.Layout(figure, 0, 0);
        ProfileAxis axis = figure.Panels[0].Profile!;

        Assert.InRange(axis.NameSize, 5, 9);
        Assert.All(layout.Names.Zip(layout.Names.Skip(1)), pair => Assert.True(pair.Second.Middle - pair.First.Middle > axis.NameSize, $"{pair.First.Text.PlainText} touches {pair.Second.Text.PlainText}"));
        int shown = Nets[net].Count > 80 ? Nets[net].Count(s => s.IsOnMainPath) : Nets[net].Count;
        Assert.Equal(shown, layout.Names.Count);
        // None is clipped by the page or reaches into the axes.
        Assert.All(layout.Names, name => Assert.InRange(layout.Axes.Left - ProfileLayout.NameGap - RichText.Width(name.Text, axis.NameSize), 0, layout.Axes.Left));
        Assert.All(layout.Names, name => Assert.InRange(name.Middle, layout.Axes.Top, layout.Axes.Bottom));
        ProfileLayout last = ProfileGrid.Layout(figure, figure.Panels.Count - 1, 0);
        Assert.All(last.Groups, group => Assert.InRange(last.Axes.Right + ProfileLayout.NameGap + RichText.Width(group.Text, ProfileLayout.GroupSize), 0, FigureWidth.InPoints(figure.Width)));
        Assert.Equal(axis.Groups.Count < 2 ? 0 : axis.Groups.Count, last.Groups.Count);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Panels_AreLevelAndApart_AndTheirNumbersDoNotTouch(string net)
    {
        FigureDescription figure = Figure(net);
        ProfileLayout[] layouts = [.. figure.Panels.Select((_, i) => ProfileGrid.Layout(figure, i, 0))];

        for (int i = 0; i < layouts.Length; i++)
        {
            ProfileLayout layout = layouts[i];
            (double Left, double Right)[] numbers = [.. layout.Ticks.Where(t => t.Label is not null).Select(t =>
            {
                double middle = layout.Axes.Left + ((t.Position - layout.Range.Minimum) / layout.Range.Length * layout.Axes.Width), half = RichText.Width(t.Label!, ProfileLayout.TickSize) / 2;
                return (middle - half, middle + half);
            })];
            Assert.NotEmpty(numbers);
            Assert.All(numbers.Zip(numbers.Skip(1)), pair => Assert.True(pair.First.Right < pair.Second.Left));
            if (i % figure.Columns == 0) continue;
            Assert.Equal((layouts[i - 1].Axes.Top, layouts[i - 1].Axes.Bottom), (layout.Axes.Top, layout.Axes.Bottom));
            Assert.Equal(layouts[i - 1].Axes.Width, layout.Axes.Width, 0.01);
            Assert.True(layout.Axes.Left > layouts[i - 1].Axes.Right + 8);
            Assert.Empty(layout.Names);
        }
    }

    [Fact]
    public void Height_GrowsWithTheSites_AndThatOf170FitsOnAPage()
    {
        double[] heights = [.. new[] { "21 sites", "68 sites", "174 sites", "200 sites, all of the path" }.Select(net => FigureRenderer.Size(Figure(net)).Height)];

        Assert.Equal(heights.Order(), heights);
        Assert.InRange(heights[2], 150, FigureHeight.Page);
        Assert.InRange(heights[3], FigureHeight.Page, 600);
    }

    [Fact]
    public void InHeightAndWidth_NamesStayApart()
    {
        FigureDescription low = Figure("174 sites").InHeight(120), narrow = Figure("174 sites").InWidth(85);
        IReadOnlyList<PlacedName> names = ProfileGrid.Layout(low, 0, 0).Names;

        Assert.Equal(120, FigureRenderer.Size(low).Height, 1e-9);
        Assert.InRange(names.Count, 10, 44);
        Assert.All(names.Zip(names.Skip(1)), pair => Assert.True(pair.Second.Middle - pair.First.Middle > low.Panels[0].Profile!.NameSize));
        // Two or more panels in a row, of the same number in each.
        Assert.Equal((85, 0), (narrow.Width, narrow.Panels.Count % narrow.Columns));
        Assert.InRange(narrow.Columns, 2, 3);
        Assert.Throws<ArgumentOutOfRangeException>(() => narrow.InColumns(6));
        Assert.Equal(1, narrow.InColumns(1).Columns);
    }

    [Fact]
    public void Branches_AreLightMarkers_ThePathALineOverThem()
    {
        FigureDescription figure = Figure("174 sites");
        IReadOnlyList<SiteFacts> sites = Nets["174 sites"];

        Assert.All(figure.Panels, panel =>
        {
            SeriesDescription[] path = [.. panel.Series.Where(s => s.HasLine)], branches = [.. panel.Series.Where(s => !s.HasLine)];
            Assert.Equal(path.Length, branches.Length);
            Assert.All(path, line => Assert.True(line.HasBand && line.Marker != PointMarker.None));
            Assert.All(branches.Zip(path), pair => Assert.True(pair.First.Color.Green > pair.Second.Color.Green && !pair.First.IsInLegend));
            Assert.All(branches, s => Assert.EndsWith(", branches", s.Label.PlainText, StringComparison.Ordinal));
        });
        SeriesDescription chi = figure.Panels[0].Series[^1];
        Assert.Equal(sites.Where(s => s.IsOnMainPath).Select(s => s.Name), chi.X.Select(figure.Panels[0].Profile!.NameAt));
        Assert.Contains("those on branches stand closer and bear no names", figure.PrintedCaption, StringComparison.Ordinal);
        Assert.DoesNotContain("bear no names", Figure("68 sites").PrintedCaption, StringComparison.Ordinal);
    }

    [Fact]
    public void Kurtosis_StandsAtPreActivationsAlone()
    {
        FigureDescription figure = Figure("68 sites");
        PanelDescription panel = figure.Panel("kurtosis")!;

        Assert.All(panel.Series.SelectMany(s => s.X), x => Assert.Contains(Nets["68 sites"], s => s.Name == panel.Profile!.NameAt(x) && s.Is(Architectures.Networks.SiteRoles.PreActivation)));
    }

    [Fact]
    public void Panels_OfWhatIsNotRecorded_AreLeftOut()
    {
        RunResults run = Run("21 sites");
        RunResults less = new(null, run.Simulations, run.Depths, run.Curves.Where(c => c.Statistic == Statistic.Chi), probed: run.Probed);

        Assert.Equal(["a (sensitivity)", "b (increments)"], FigureCatalog.Describe(FigureCatalog.Find("sites")!, less).PanelNames);
        RunResults none = new(null, run.Simulations, run.Depths, [], probed: run.Probed);
        Assert.NotEmpty(FigureRenderer.RenderPng(FigureCatalog.Describe(FigureCatalog.Find("sites")!, none), 50));
    }

    [Fact]
    public void Svg_HoldsTheNamesAsText_OnThePage()
    {
        FigureDescription figure = Figure("174 sites");
        XElement root = XDocument.Parse(Encoding.UTF8.GetString(FigureRenderer.Render(figure, FigureFormat.Svg))).Root!;
        string[] texts = [.. root.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value)];

        Assert.All(Nets["174 sites"].Where(s => s.IsOnMainPath), site => Assert.Single(texts, site.Name));
        Assert.Single(texts, "56 × 56");
        double[] box = [.. root.Attribute("viewBox")!.Value.Split(' ').Select(v => double.Parse(v, CultureInfo.InvariantCulture))];
        Assert.Equal(FigureRenderer.Size(figure).Height, FigureWidth.InMillimetres(box[3]), 0.01);
        Assert.NotEmpty(FigureRenderer.Render(figure, FigureFormat.Pdf));
    }

    // The line as it is drawn: values to the right, positions downwards.
    [Fact]
    public void Geometry_OfAPanel_IsWhereItIsDrawn()
    {
        FigureDescription figure = Figure("21 sites").OfPanels(["a"]);
        PanelGeometry geometry = PanelGeometry.Of(figure);
        SeriesDescription chi = Assert.Single(figure.Panels[0].Series);
        using SKBitmap image = SKBitmap.Decode(FigureRenderer.RenderPng(figure, 144));

        for (int i = 0; i < chi.X.Count; i++)
        {
            int x = (int)(2 * (geometry.Left + ((chi.Y[i] - geometry.Y.Minimum) / geometry.Y.Length * geometry.Width)));
            int y = (int)(2 * (geometry.Top + ((chi.X[i] - geometry.X.Minimum) / geometry.X.Length * geometry.Height)));
            SKColor color = image.GetPixel(x, y);
            Assert.True(color.Blue > color.Red + 80, $"no marker of {i} at {x}, {y}: {color}");
        }
    }

    [Fact]
    public void SideBySide_OfTheSameSites_HasALineARunAndTheDifferenceWithinPairs()
    {
        IReadOnlyList<SiteFacts> sites = Nets["68 sites"];
        SyntheticProbe he = SyntheticProbe.Plausible(sites);
        RunResults[] runs = [he.Build(), (he with { Init = "uniform", LogChi = c => he.LogChi(c) - 0.1 }).Build()];
        LabelledRun[] labelled = [.. RunLabels.Of(runs).Zip(runs, (label, run) => new LabelledRun(label, run))];
        FigureDescription figure = FigureCatalog.SideBySide(labelled);

        Assert.Equal(["He", "uniform"], figure.Legend.Select(s => s.Label.PlainText));
        Assert.True(figure.HasNames);
        PanelDescription difference = figure.Panel("difference")!;
        Assert.All(Assert.Single(difference.Series).Y, y => Assert.Equal(-0.1 / Math.Log(10), y, 1e-9));
        Assert.All(figure.Panels.Where(p => p != difference), p => Assert.Equal(2, p.Series.Count));
        Assert.NotEmpty(FigureRenderer.RenderPng(figure, 60));
        Assert.Equal(["chi"], FigureCatalog.SideBySide(labelled, [Quantity.Chi]).Panels.Select(p => p.Name).Except(["difference"]));
    }

    [Fact]
    public void SideBySide_OfOtherSites_CountsThem()
    {
        LabelledRun[] runs = [new("a", Run("21 sites")), new("b", Run("68 sites"))];
        FigureDescription figure = FigureCatalog.SideBySide(runs);

        Assert.False(figure.HasNames);
        Assert.Equal("site", figure.Panels[0].XLabel.PlainText);
        Assert.Contains("by their number", figure.PrintedCaption, StringComparison.Ordinal);
        Assert.NotEmpty(FigureCatalog.SideBySide([runs[0], new("c", SyntheticRuns.Residual())]).Panels);
    }
}
