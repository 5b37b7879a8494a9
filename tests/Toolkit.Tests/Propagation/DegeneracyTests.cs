using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Toolkit.Tests.Propagation;

/// <summary>Signals that overflow or sink into rounding: marked as lost where it happens, kept so on disk, and no number beyond.</summary>
public class DegeneracyTests
{
    private static ExperimentConfiguration Overflowing => With(n => n with
    {
        Initialization = InitializationKind.Gaussian,
        WeightVariance = 1e6,
        BiasVariance = 1,
    }, depth: 20);

    [Fact]
    public void Run_BiasedNetThatGrows_TellsTheLayerOfItsOverflow()
    {
        SimulationResult result = Experiments.Run(Overflowing, 0);

        Degeneracy degeneracy = result.Records[^1].Degeneracy!.Value;
        Assert.Equal(DegeneracyCause.Overflow, degeneracy.Cause);
        // Each layer multiplies the mean square by 5e5 and float32 ends near 1e38: squares reach 1e77 in 13 to 14 layers.
        Assert.InRange(degeneracy.Depth, 12, 15);
        Assert.All(result.Records, r => Assert.Equal(r.Depth >= degeneracy.Depth, r.Degeneracy is not null));
        Assert.All(result.Records.Where(r => r.Degeneracy is not null), r => Assert.Empty(r.Values));
        Assert.Equal(20 * 3, result.Records.Count);
    }

    [Fact]
    public void Run_UnnormalizedResnet_StaysFiniteAtAnyDepth()
    {
        ExperimentConfiguration configuration = Experiments.Of(Topology.Residual, NormKind.None, 1, 1000, 16) with { Records = 10 };

        SimulationResult result = Experiments.Run(configuration, 0);

        Assert.DoesNotContain(result.Records, r => r.Degeneracy is not null);
        // Each unit of H = 2 layers doubles nu_2: log10 nu_2 = 301 at 1000 in the mean, beyond any 32-bit number.
        Assert.InRange(result.Value(Statistic.Nu2Signal, Location.Sum, 1000) / Math.Log(10), 200, 400);
    }

    [Fact]
    public void Run_OrderedTanh_IsLostInRounding_LaterIn64Bits()
    {
        ExperimentConfiguration single = With(n => n with
        {
            Activation = ActivationCatalog.Find("tanh")!,
            Initialization = InitializationKind.Gaussian,
            WeightVariance = 0.5,
            BiasVariance = 0.05,
        }, depth: 60);

        SimulationResult result = Experiments.Run(single, 0), exact = Experiments.Run(single with { Precision = Precision.Float64 }, 0);

        Degeneracy degeneracy = result.Records[^1].Degeneracy!.Value;
        Assert.Equal(DegeneracyCause.Rounding, degeneracy.Cause);
        Assert.InRange(degeneracy.Depth, 15, 50);
        Assert.DoesNotContain(exact.Records, r => r.Depth <= degeneracy.Depth && r.Degeneracy is not null);
        foreach (LayerRecord record in result.Records.Where(r => r.Degeneracy is null))
        {
            // What is kept is right to a percent of the variance: half a percent of chi, in logarithms.
            Assert.Equal(exact.Value(Statistic.Chi, record.Location, record.Depth), record.Values[Statistic.Chi], 0.02);
        }

        Assert.All(result.Records.Where(r => r.Degeneracy is not null), r => Assert.DoesNotContain(Statistic.Chi, r.Values.Keys));
    }

    [Fact]
    public void Degeneracies_AreKeptOnDisk_AndInExports()
    {
        using TemporaryFolder folder = new();
        using (RunDirectory run = RunDirectory.OpenOrCreate(Path.Combine(folder.Path, "run"), Overflowing, new RunVersions())) run.Write(Experiments.Run(Overflowing, 0));
        using RunDirectory again = RunDirectory.Open(Path.Combine(folder.Path, "run"));

        RunResults results = again.Load();
        MomentsDnns.Results.Exchange.RunExport.Write(results, Path.Combine(folder.Path, "x.csv"));

        Assert.Equal(DegeneracyCause.Overflow, Assert.Single(results.Degeneracies).Value.Cause);
        string[] lines = File.ReadAllLines(Path.Combine(folder.Path, "x.csv"));
        Assert.EndsWith(",lost,lost_depth", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(",,", lines[1], StringComparison.Ordinal);
    }

    private static ExperimentConfiguration With(Func<NetworkOptions, NetworkOptions> change, int depth)
    {
        ExperimentConfiguration usual = Experiments.Of(Topology.Feedforward, NormKind.None, 1, depth, 64);
        return usual with { Network = change(usual.Network) };
    }
}
