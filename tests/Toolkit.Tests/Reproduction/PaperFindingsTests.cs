using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Reproduction;
using MomentsDnns.Results;
using MomentsDnns.Results.Exchange;
using MomentsDnns.Toolkit.Tests.Results;

namespace MomentsDnns.Toolkit.Tests.Reproduction;

public sealed class PaperFindingsTests
{
    [Theory]
    [InlineData("fig2", "feedforward", "none")]
    [InlineData("fig2-fc", "feedforward", "none")]
    [InlineData("fig3", "feedforward", "none")]
    [InlineData("fig4", "feedforward", "batch")]
    [InlineData("fig5", "residual", "batch")]
    [InlineData("fig5-centred", "residual", "batch")]
    public void Of_KnownCurves_MeasuresThemBesideThePublished(string figure, string topologyName, string norm)
    {
        Topology topology = TopologyCatalog.Find(topologyName)!;
        IReadOnlyList<Finding> findings = PaperFindings.Of(figure, Made(topology, NormCatalog.Find(norm)!));

        Assert.All(findings, f => Assert.Equal(figure, f.Figure));
        Dictionary<(string, string), (string, string)> lines = findings.ToDictionary(f => (f.Quantity, f.At), f => (f.Measured, f.Published));
        switch (figure)
        {
            case "fig2":
                // log nu_2 = -l/10 +- 1: mean -20; of two simulations deviation sqrt 2, error 1, variance 2 * 50/200. Published: -3.8057, 2.7392.
                Assert.Equal(("-20.0 ± 1.0 (1.4)", "-3.806 (2.739)"), lines[("log nu_2(x)", "200")]);
                Assert.StartsWith("0.5 ± ", lines[("variance of log nu_2(x), in l/N", "200")].Item1, StringComparison.Ordinal);
                Assert.Equal(("-", "-0.158 (0.539)"), Shortened(lines[("log mu_2(dx)", "50")]));
                break;
            case "fig2-fc":
                Assert.Equal(("-20.0 ± 1.0 (1.4)", "-3.820 (2.787)"), lines[("log nu_2(x)", "200")]);
                break;
            case "fig3":
                Assert.Equal(("1.051271 ± 0 (0)", "1.0021"), lines[("delta chi", "200")]);
                Assert.Equal(("1.051271 ± 0 (0)", "1.0021"), lines[("delta chi, mean", "200 to 200")]);
                Assert.Equal("1.0273 (0.0201)", lines[("r_eff(x)", "200")].Item2);
                Assert.Equal(("-", "3.776 (0.561)"), lines[("r_eff(x)", "4")]);
                break;
            case "fig4":
                Assert.Equal(("1.02 ± 0 (0)", "1.0189"), lines[("delta_phi chi", "200")]);
                Assert.Equal(("1.03 ± 0 (0)", "1.1421"), lines[("delta_BN chi", "200")]);
                // log chi = l/50 + log 1.03 + log 1.02 = 4.0494, in tens 1.7586.
                Assert.Equal(("1.758615 ± 0 (0)", "13.746 (0.135)"), lines[("log10 chi", "200")]);
                break;
            case "fig5":
                // delta chi of the unit's first layer is e^.05, H = 2: tau = (e^.2 - 1)/2 = .1107.
                Assert.Equal(("0.1107", "0.5594"), lines[("tau predicted, as published", "100 to 200")]);
                Assert.Equal(("-", "0.5490"), lines[("tau predicted, as published", "5 to 500")]);
                Assert.Equal(("30 ± 0 (0)", "352.64 (2.57)"), lines[("r_eff(dx)", "200")]);
                Assert.Equal(("-", "353.46 (2.83)"), lines[("r_eff(dx)", "500")]);
                break;
            default:
                Assert.Equal(("30 ± 0 (0)", "352.64 (2.57)"), lines[("r_eff(dx)", "200")]);
                Assert.DoesNotContain(findings, f => f.At.EndsWith("500", StringComparison.Ordinal));
                break;
        }

        static (string, string) Shortened((string Measured, string Published) line) => (line.Measured.Split(' ')[0], line.Published);
    }

    [Fact]
    public void Of_ALostSignal_SaysSoInsteadOfAMeanOverSurvivors()
    {
        IReadOnlyList<Finding> findings = PaperFindings.Of("fig3", Made(Topology.Feedforward, NormKind.None, rank: double.NaN));

        Assert.Equal("lost", findings.Single(f => f is { Quantity: "r_eff(x)", At: "200" }).Measured);
    }

    [Fact]
    public void Of_PublishedResnet_GivesPublishedExponent()
    {
        string path = ReferenceFiles.Find("bn_res_fc.npz");

        Finding law = PaperFindings.Of("fig5", NpzImport.Read(path)).Single(f => f is { Quantity: "tau predicted, as published", At: "5 to 500" });

        // shared/reference/README.md: predicted exponent 0.652.
        Assert.StartsWith("0.652", law.Measured, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ReproductionProfile.Quick)]
    [InlineData(ReproductionProfile.Paper)]
    public void All_AnyProfile_IsSound(ReproductionProfile profile)
    {
        IReadOnlyList<PaperExperiment> all = PaperExperiment.All(profile);

        Assert.Equal(["fig2", "fig2-fc", "fig3", "fig4", "fig5", "fig5-centred"], all.Select(e => e.Figure));
        Assert.All(all, e => Assert.Empty(e.Configuration.Validate()));
        Assert.All(all, e => Assert.NotNull(e.DrawnAs));
        Assert.Equal([3, 1, 3, 3, 3, 3], all.Select(e => e.Configuration.Network.KernelSize));
        Assert.Equal(Boundary.PeriodicOneSided, all[4].Configuration.Network.Boundary);
        // One thing apart: the complement differs from its figure in the boundary alone.
        Assert.Equal(all[4].Configuration with { Network = all[4].Configuration.Network with { Boundary = Boundary.Periodic } }, all[5].Configuration);
    }

    [Fact]
    public void SmallerThanPaper_NamesEverySize()
    {
        Assert.All(PaperExperiment.All(ReproductionProfile.Paper), e => Assert.Empty(e.SmallerThanPaper()));

        PaperExperiment figure = PaperExperiment.All(ReproductionProfile.Quick).Single(e => e.Figure == "fig5");

        Assert.Equal("width 128 (512), units 200 (500), batch 32 (64), simulations 8 (1,000)", figure.SmallerThanPaper());
    }

    // Two simulations at depths 100 and 200; log chi steps by .03 (norm), .02 (activation or convolution) within a layer.
    private static RunResults Made(Topology topology, NormKind norm, double rank = 2)
    {
        ExperimentConfiguration configuration = new()
        {
            Network = new() { Topology = topology, Norm = norm, Depth = 200, Width = 50 },
            Records = 2,
        };
        List<Curve> curves = [];
        foreach (Location location in Location.All)
        {
            double within = location.Name switch
            {
                "input" => 0,
                "norm" => Math.Log(1.03),
                "activation" when norm != NormKind.None => Math.Log(1.03) + Math.Log(1.02),
                _ => 0.05,
            };
            Add(Statistic.Chi, location, (_, depth) => (depth / 50.0) + within);
            Add(Statistic.Nu2Signal, location, (simulation, depth) => -(depth / 10.0) + (simulation == 0 ? 1 : -1));
            Add(Statistic.Mu2Noise, location, (simulation, depth) => -(depth / 20.0) + simulation);
            Add(Statistic.Mu4Signal, location, (_, _) => 1);
            Add(Statistic.Nu1AbsSignal, location, (_, _) => 0);
            Add(Statistic.EffectiveRankSignal, location, (simulation, depth) => depth == 100 ? 3 : simulation == 0 ? rank : 2);
            Add(Statistic.EffectiveRankNoise, location, (_, _) => 30);
        }

        return new RunResults(configuration, [0, 1], [100, 200], curves);

        void Add(Statistic statistic, Location location, Func<int, int, double> value) => curves.Add(new(statistic, location,
            new[,] { { value(0, 100), value(0, 200) }, { value(1, 100), value(1, 200) } }));
    }
}
