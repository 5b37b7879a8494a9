using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Toolkit.Tests.Propagation;

/// <summary>Finite noises near the resolution of 32 bits, held against 64 bits of the same weights, images and noise.</summary>
public class NoiseRoundingTests
{
    private const int Depth = 100;

    [Theory]
    [InlineData("relu", 4e-6)]
    [InlineData("relu", 2e-6)]
    [InlineData("tanh", 1e-5)]
    [InlineData("silu", 1e-5)]
    public void Run_NoiseNearTheResolution_KeepsOnlyWhat64BitsConfirm(string activation, double amplitude)
    {
        ExperimentConfiguration single = Of(activation, amplitude);
        SimulationResult result = Experiments.Run(single, 0), exact = Experiments.Run(single with { Precision = Precision.Float64 }, 0);

        Degeneracy degeneracy = result.Records[^1].Degeneracy!.Value;
        Assert.Equal(DegeneracyCause.NoiseRounding, degeneracy.Cause);
        // Each layer adds c u^2 / a^2, or more where the noise shrinks against the signal.
        double layers = NoiseResolution.LargestShare / (NoiseResolution.RoundingOf(single.Network) * Math.Pow(NoiseResolution.Epsilon(Precision.Float32) / amplitude, 2));
        Assert.InRange(degeneracy.Depth, 1, Math.Max(10, 4 * layers));
        foreach (LayerRecord record in result.Records.Where(r => r.Degeneracy is null))
            Assert.Equal(exact.Value(Statistic.Chi, record.Location, record.Depth), record.Values[Statistic.Chi], Math.Sqrt(NoiseResolution.LargestShare));
        Assert.All(result.Records.Where(r => r.Depth > degeneracy.Depth), r =>
        {
            Assert.Equal(degeneracy, r.Degeneracy);
            Assert.Contains(Statistic.Mu2Signal, r.Values.Keys);
            Assert.DoesNotContain(r.Values.Keys, s => (s == Statistic.Chi || s == Statistic.Mu2Noise || s == Statistic.EffectiveRankNoise || s == Statistic.NoiseRatio));
        });
    }

    [Theory]
    [InlineData(1e-4, false)]
    [InlineData(1e-2, false)]
    [InlineData(1, false)] // far from linear, which is physics
    [InlineData(1e-10, true)]
    public void Run_NoiseAboveTheResolution_IsNotLost(double amplitude, bool is64Bits)
    {
        ExperimentConfiguration configuration = Of("relu", amplitude) with { Precision = is64Bits ? Precision.Float64 : Precision.Float32 };

        Assert.All(Experiments.Run(configuration, 0).Records, r => Assert.Null(r.Degeneracy));
    }

    [Fact]
    public void Run_FewRecords_LoseTheNoiseAtTheSameBudget()
    {
        ExperimentConfiguration every = Of("relu", 4e-6), few = every with { Records = 4 };
        Degeneracy degeneracy = Experiments.Run(every, 0).Records[^1].Degeneracy!.Value;

        SimulationResult sparse = Experiments.Run(few, 0);

        Assert.Equal(few.RecordedDepths.First(d => d >= degeneracy.Depth), sparse.Records[^1].Degeneracy!.Value.Depth);
    }

    [Fact]
    public void Degeneracies_OfTheNoise_AreKeptOnDiskBesideTheSignal()
    {
        using TemporaryFolder folder = new();
        ExperimentConfiguration configuration = Of("relu", 4e-6);
        using (RunDirectory run = RunDirectory.OpenOrCreate(folder["run"], configuration, new RunVersions())) run.Write(Experiments.Run(configuration, 0));
        using RunDirectory again = RunDirectory.Open(folder["run"]);

        RunResults results = again.Load();

        Assert.Empty(results.Degeneracies);
        Degeneracy degeneracy = Assert.Single(results.NoiseDegeneracies).Value;
        ResultTable table = ResultTable.From(results);
        Assert.All(Enumerable.Range(0, table.Rows), row => Assert.Equal(double.IsNaN(table.Columns[Statistic.Mu2Noise][row]), table.Degeneracies![row] == degeneracy));
    }

    [Fact]
    public void Validate_AmplitudeBelowTheResolution_NamesOneThatIsSensible_ButOldRunsAreRead()
    {
        ExperimentConfiguration configuration = Of("relu", 1e-8);

        Assert.Contains("take 0.0001 or more", Assert.Single(configuration.Validate()).ToString(), StringComparison.Ordinal);
        Assert.Empty(configuration.ValidateRecorded());
        Assert.Empty((configuration with { Precision = Precision.Float64 }).Validate());
        Assert.Empty((configuration with { NoiseAmplitude = 1.2e-6 }).Validate());
    }

    private static ExperimentConfiguration Of(string activation, double amplitude)
    {
        ExperimentConfiguration usual = Experiments.Of(Topology.Feedforward, NormKind.None, 1, Depth, 64) with { NoiseAmplitude = amplitude };
        return usual with { Network = usual.Network with { Activation = ActivationCatalog.Find(activation)!, Initialization = InitializationKind.Gaussian } };
    }
}
