using System.Text.Json.Nodes;
using System.Xml.Linq;
using MomentsDnns.Reporting;
using MomentsDnns.Results;

namespace MomentsDnns.Toolkit.Tests.Reporting;

public sealed class ProbedReportTests
{
    private static readonly RunVersions Versions = new() { Toolkit = "1.2.3", TorchSharp = "4.5.6", DotNet = "7.8.9" };

    private static readonly SyntheticProbe Probe = SyntheticProbe.Plausible(SyntheticProbe.ResNet(false, 2, 2));

    private static readonly Lazy<XElement> Page = new(() => XDocument.Parse(HtmlReport.Of(
    [
        new("runs/he", Probe.Build(), Versions), new("runs/uniform", (Probe with { Init = "uniform" }).Build(), Versions),
    ]), LoadOptions.PreserveWhitespace).Root!);

    private static XElement ById(string id) => Page.Value.Descendants().Single(e => e.Attribute("id")?.Value == id);

    [Fact]
    public void Page_HasStagesSitesAndTheFigure()
    {
        Assert.Contains("56 × 56", ById("run1-stages").Value, StringComparison.Ordinal);
        Assert.Contains("chi grows most", ById("run1-stages").Value, StringComparison.Ordinal);
        Assert.Contains("4 outputs of layer*.*.relu* (ReLU)", ById("run1-stages").Value, StringComparison.Ordinal);
        Assert.Contains("layer2.1.relu2.input", ById("run1-sites-a").Value, StringComparison.Ordinal);
        Assert.Equal("conv1", ById("run1-sites-a-numbers").Descendants().First(e => e.Name.LocalName == "tbody").Descendants().First(e => e.Name.LocalName == "th").Value);
        Assert.Contains("36 sites", ById("run1").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_RepeatsTheProbe()
    {
        Assert.Contains("moments probe torchvision:resnet50 --init he --norm-statistics frozen --input-shape 3x224x224 --scaling batch --dataset cifar-like --batch-size 16 --seed 3 --simulations 12", ById("run1-repeat").Value, StringComparison.Ordinal);
        Assert.Contains("drawn by uniform", ById("run2-configuration").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_ComparesOverSites()
    {
        Assert.Contains("Runs of seed 3 are pairs", ById("comparison-numbers").Value, StringComparison.Ordinal);
        Assert.Contains("layer1.1.relu2", ById("comparison-figure-a").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_OfSites_RunsDown()
    {
        JsonNode plot = JsonNode.Parse(ById("plots").Value)!.AsArray().Single(p => (string)p!["id"]! == "run1-sites-a")!;
        double[] axes = [.. plot["axes"]!.AsArray().Select(v => (double)v!)], x = [.. plot["x"]!.AsArray().Select(v => (double)v!)];

        Assert.True((bool)plot["runsDown"]!);
        Assert.Equal(x.Order(), x);
        Assert.All(x, place => Assert.InRange(place, axes[1], axes[3]));
        Assert.All(plot["lines"]!.AsArray(), line => Assert.All(line!["y"]!.AsArray().Where(y => y is not null), y => Assert.InRange((double)y!, axes[0], axes[2])));
    }

    [Fact]
    public void Ids_AreUnique()
    {
        string[] ids = [.. Page.Value.DescendantsAndSelf().Attributes("id").Select(a => a.Value)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }
}
