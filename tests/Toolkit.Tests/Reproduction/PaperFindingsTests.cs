using MomentsDnns.Architectures.Networks;
using MomentsDnns.Reproduction;
using MomentsDnns.Results;
using MomentsDnns.Results.Exchange;
using MomentsDnns.Toolkit.Tests.Results;

namespace MomentsDnns.Toolkit.Tests.Reproduction;

public sealed class PaperFindingsTests
{
    [Theory]
    [InlineData("fig2", Topology.Feedforward, NormKind.None)]
    [InlineData("fig3", Topology.Feedforward, NormKind.None)]
    [InlineData("fig4", Topology.Feedforward, NormKind.Batch)]
    [InlineData("fig5", Topology.Residual, NormKind.Batch)]
    public void Of_KnownCurves_ReadsThemOff(string figure, Topology topology, NormKind norm)
    {
        IReadOnlyList<Finding> findings = PaperFindings.Of(figure, Made(topology, norm));

        Assert.All(findings, f => Assert.Equal(figure, f.Figure));
        Dictionary<string, string> measured = findings.ToDictionary(f => f.Quantity, f => f.Measured);
        switch (figure)
        {
            case "fig2":
                // log nu_2 = -l/10 +- 1: mean -20 and, of two simulations, standard deviation sqrt 2; variance 2 * 50 / 200.
                Assert.Equal("-20.00, 1.41", measured["log nu_2(x) at depth 200: mean, sd"]);
                Assert.Equal("0.50", measured["var log nu_2(x) per layer, in units of 1/width"]);
                break;
            case "fig3":
                Assert.Equal("1.051 at 100, 1.051 at 200", measured["delta chi"]);
                Assert.Equal("1.051", measured["delta chi, mean over the deeper half"]);
                Assert.Equal("3.00 at 100", measured["r_eff(x), peak"]);
                Assert.Equal("2.000 at 200", measured["r_eff(x), end"]);
                break;
            case "fig4":
                Assert.Equal("1.020 at 100, 1.020 at 200", measured["delta_phi chi"]);
                Assert.StartsWith("1.030, 1.030 at ", measured["delta_BN chi: start, least, end"], StringComparison.Ordinal);
                break;
            default:
                // delta chi of the unit's first layer is e^.05, H = 2: tau = (e^.2 - 1)/2 = .1107.
                Assert.StartsWith("0.11, ", measured["exponent tau: predicted, fitted"], StringComparison.Ordinal);
                break;
        }
    }

    [Fact]
    public void Of_PublishedResnet_GivesPublishedExponent()
    {
        string path = ReferenceFiles.Find("bn_res_fc.npz");

        Finding law = PaperFindings.Of("fig5", NpzImport.Read(path)).Single(f => f.Quantity.StartsWith("exponent", StringComparison.Ordinal));

        // shared/reference/README.md: predicted exponent 0.652.
        Assert.StartsWith("0.65, ", law.Measured, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ReproductionProfile.Quick)]
    [InlineData(ReproductionProfile.Paper)]
    public void All_AnyProfile_IsSound(ReproductionProfile profile)
    {
        IReadOnlyList<PaperExperiment> all = PaperExperiment.All(profile);

        Assert.Equal(["fig2", "fig3", "fig4", "fig5"], all.Select(e => e.Figure));
        Assert.All(all, e => Assert.Empty(e.Configuration.Validate()));
    }

    // Two simulations at depths 100 and 200; log chi steps by .03 (norm), .02 (activation or convolution) within a layer.
    private static RunResults Made(Topology topology, NormKind norm)
    {
        ExperimentConfiguration configuration = new()
        {
            Network = new() { Topology = topology, Norm = norm, Depth = 200, Width = 50 },
            Records = 2,
        };
        List<Curve> curves = [];
        foreach (Location location in Enum.GetValues<Location>())
        {
            double within = location switch
            {
                Location.Input => 0,
                Location.Norm => Math.Log(1.03),
                Location.Activation when norm != NormKind.None => Math.Log(1.03) + Math.Log(1.02),
                _ => 0.05,
            };
            Add(Statistic.Chi, location, (_, depth) => (depth / 50.0) + within);
            Add(Statistic.Nu2Signal, location, (simulation, depth) => -(depth / 10.0) + (simulation == 0 ? 1 : -1));
            Add(Statistic.Mu2Noise, location, (simulation, depth) => -(depth / 20.0) + simulation);
            Add(Statistic.Mu4Signal, location, (_, _) => 1);
            Add(Statistic.Nu1AbsSignal, location, (_, _) => 0);
            Add(Statistic.EffectiveRankSignal, location, (_, depth) => depth == 100 ? 3 : 2);
            Add(Statistic.EffectiveRankNoise, location, (_, _) => 30);
        }

        return new RunResults(configuration, [0, 1], [100, 200], curves);

        void Add(Statistic statistic, Location location, Func<int, int, double> value) => curves.Add(new(statistic, location,
            new[,] { { value(0, 100), value(0, 200) }, { value(1, 100), value(1, 200) } }));
    }
}
