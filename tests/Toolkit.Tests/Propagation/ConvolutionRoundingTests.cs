using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Toolkit.Tests.Propagation;

/// <summary>
/// Through 200 layers, the rounding of Winograd's convolution and of Fourier's moves the statistics as far as 32-bit floats
/// themselves do: distances of all convolutions to a net of the same weights in 64 bits.
/// </summary>
public sealed class ConvolutionRoundingTests
{
    private const int Simulations = 3;

    // What one layer of 48 channels is off, relative to 64 bits: 7e-7 by Winograd's convolution, 4e-7 by the direct one, 2.5e-7 by
    // Fourier's.
    // The signal is continuous in its rounding: a factor of 3 leaves room for their ratio. The noise is not, for an error
    // near 0 switches its ReLU; few such switches make most of the distance, so that it scatters between simulations.
    private const double SignalFactor = 3, NoiseFactor = 8;

    [Theory]
    [InlineData("feedforward", "none", 200)]
    [InlineData("residual", "batch", 100)]
    public void TwoHundredLayers_MoveStatisticsAsFloatsDo(string topologyName, string norm, int depth)
    {
        Topology topology = TopologyCatalog.Find(topologyName)!;
        (Distances direct, Distances[] others) = Measure(Experiments.Of(topology, NormCatalog.Find(norm)!, 3, depth, width: 48));

        Assert.InRange(direct.Signal, 1e-9, 1e-3);
        Assert.InRange(direct.Noise, 1e-9, 1e-2);
        Assert.All(others, other =>
        {
            Assert.InRange(other.Signal, 1e-9, SignalFactor * direct.Signal);
            Assert.InRange(other.Noise, 1e-9, NoiseFactor * direct.Noise);
        });
    }

    [Fact]
    public void Chaos_LosesTheTrajectoryAsFloatsDo()
    {
        // Batch-norm feedforward nets multiply any error by chi, 1e13 at this depth: past depth 100 no digit of a trajectory is
        // left in any, only its law. All are as far off as two nets are from one another.
        (Distances direct, Distances[] others) = Measure(Experiments.Of(Topology.Feedforward, NormKind.Batch, 3, 200, width: 48));

        Assert.InRange(direct.Signal, 1e-3, 1);
        Assert.All(others, other =>
        {
            Assert.InRange(other.Signal, direct.Signal / SignalFactor, direct.Signal * SignalFactor);
            Assert.InRange(other.Noise, direct.Noise / SignalFactor, direct.Noise * SignalFactor);
        });
    }

    private static (Distances Direct, Distances[] Others) Measure(ExperimentConfiguration configuration)
    {
        configuration = configuration with { BatchSize = 2, Records = 20 };
        List<Difference> direct = [], winograd = [], fourier = [];
        for (int simulation = 0; simulation < Simulations; simulation++)
        {
            SimulationResult exact = Run(ConvolutionAlgorithm.Direct, Precision.Float64);
            direct.AddRange(Differences(Run(ConvolutionAlgorithm.Direct, Precision.Float32), exact));
            winograd.AddRange(Differences(Run(ConvolutionAlgorithm.Winograd, Precision.Float32), exact));
            fourier.AddRange(Differences(Run(ConvolutionAlgorithm.Fourier, Precision.Float32), exact));

            SimulationResult Run(ConvolutionAlgorithm algorithm, Precision precision) => Experiments.Run(configuration with
            {
                Network = configuration.Network with { Convolution = algorithm },
                Precision = precision,
            }, simulation);
        }

        return (Distances.Of(direct), [Distances.Of(winograd), Distances.Of(fourier)]);
    }

    private static IEnumerable<Difference> Differences(SimulationResult result, SimulationResult exact)
    {
        Assert.Equal(exact.Flat().Select(v => (v.Item1, v.Item2, v.Item3)), result.Flat().Select(v => (v.Item1, v.Item2, v.Item3)));
        return result.Flat().Zip(exact.Flat(), (a, b) => new Difference(a.Item3, Logarithm(a.Item3, a.Item4) - Logarithm(b.Item3, b.Item4)));
    }

    // The moments and chi are kept as logarithms; effective ranks are not.
    private static double Logarithm(Statistic statistic, double value) =>
        (statistic == Statistic.EffectiveRankSignal || statistic == Statistic.EffectiveRankNoise) ? Math.Log(value) : value;

    private sealed record Difference(Statistic Statistic, double OfLogarithms)
    {
        public bool IsOfNoise => (Statistic == Statistic.Mu2Noise || Statistic == Statistic.EffectiveRankNoise || Statistic == Statistic.Chi);
    }

    /// <summary>Root mean squares over simulations, depths, places and statistics.</summary>
    private sealed record Distances(double Signal, double Noise)
    {
        public static Distances Of(IReadOnlyCollection<Difference> all) => new(Rms(all.Where(d => !d.IsOfNoise)), Rms(all.Where(d => d.IsOfNoise)));

        private static double Rms(IEnumerable<Difference> some) => Math.Sqrt(some.Average(d => d.OfLogarithms * d.OfLogarithms));
    }
}
