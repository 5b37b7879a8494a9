using System.Numerics;
using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Results.Exchange;
using MomentsDnns.Results.Storage;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Propagation;

/// <summary>Signals that leave the range of 32 bits downward, are 0, or never were.</summary>
public class SmallSignalTests
{
    // phi(x) = x |x|: each layer squares the size, which no division by powers of two undoes.
    private readonly struct SignedSquare : IActivationFunction<SignedSquare>
    {
        public static string Name => "signed-square";

        public static bool IsPositivelyHomogeneous => false;

        public static Vector<T> Evaluate<T>(Vector<T> x, out Vector<T> derivative)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Vector<T> size = Vector.Abs(x);
            derivative = size + size;
            return x * size;
        }

        public static Tensor Evaluate(Tensor x, out Tensor derivative)
        {
            Tensor size = x.abs();
            derivative = size.add(size);
            return x.mul(size);
        }
    }

    [Theory]
    [InlineData("tanh", 0.1, null)]
    [InlineData("silu", 1, null)]
    [InlineData("gelu", 1, null)]
    [InlineData("tanh", 0.1, 1e-3)]
    public void Run_SignalThatFallsBelow32Bits_HasTheNumbersOf64(string activation, double weightVariance, double? amplitude)
    {
        ExperimentConfiguration single = With(n => n with
        {
            Activation = ActivationCatalog.Find(activation)!,
            Initialization = InitializationKind.Gaussian,
            WeightVariance = weightVariance,
        }, 240) with
        { Records = 20, NoiseAmplitude = amplitude };
        SimulationResult result = Experiments.Run(single, 0), exact = Experiments.Run(single with { Precision = Precision.Float64 }, 0);

        Assert.True(result.Value(Statistic.Nu2Signal, Location.Activation, 240) < 2 * Math.Log(float.Epsilon));
        foreach (LayerRecord record in result.Records)
        {
            Assert.Null(record.Degeneracy);
            foreach (Statistic statistic in new[] { Statistic.Chi, Statistic.Nu2Signal, Statistic.Mu2Signal })
                Assert.Equal(exact.Value(statistic, record.Location, record.Depth), record.Values[statistic], 1e-3);
        }
    }

    [Fact]
    public void Run_SignalThatNoDivisionSaves_IsLostByUnderflow_AndNoFalseNumberKept()
    {
        ExperimentConfiguration single = With(n => n with
        {
            Activation = ActivationKind.Of<SignedSquare>(),
            Initialization = InitializationKind.Gaussian,
            WeightVariance = 0.1,
        }, 20);
        SimulationResult result = Experiments.Run(single, 0), exact = Experiments.Run(single with { Precision = Precision.Float64 }, 0);

        Degeneracy degeneracy = result.Records[^1].Degeneracy!.Value;
        Assert.Equal(DegeneracyCause.Underflow, degeneracy.Cause);
        Assert.Contains(exact.Records, r => r.Depth > degeneracy.Depth && r.Degeneracy is null);
        Assert.Contains(result.Records, r => r.Depth > 2 && r.Degeneracy is null);
        foreach (LayerRecord record in result.Records.Where(r => r.Degeneracy is null))
        {
            foreach (Statistic statistic in record.Values.Keys.Where(s => (s == Statistic.Chi || s == Statistic.Nu2Signal || s == Statistic.EffectiveRankSignal)))
                Assert.Equal(exact.Value(statistic, record.Location, record.Depth), record.Values[statistic], 1e-3);
        }

        Assert.All(result.Records.Where(r => r.Degeneracy is not null), r => Assert.DoesNotContain(Statistic.Nu2Signal, r.Values.Keys));
    }

    [Fact]
    public void Export_RunLostBeforeItsFirstRecord_HasRowsWithTheMark()
    {
        using TemporaryFolder folder = new();
        ExperimentConfiguration narrow = Experiments.Of(Topology.Feedforward, NormKind.None, 1, 400, 2) with { Records = 2 };
        using (RunDirectory run = RunDirectory.OpenOrCreate(folder["run"], narrow, new RunVersions())) run.Write(Experiments.Run(narrow, 0));
        using RunDirectory again = RunDirectory.Open(folder["run"]);

        RunExport.Write(again.Load(), folder["x.csv"]);

        // Two units of ReLU are both off for all images long before layer 200: with a chance above 1/4 a layer.
        Assert.Equal(
            """
            simulation,depth,location,lost,lost_depth
            0,200,input,zero,200
            0,200,convolution,zero,200
            0,200,activation,zero,200
            0,400,input,zero,200
            0,400,convolution,zero,200
            0,400,activation,zero,200

            """.ReplaceLineEndings("\n"), File.ReadAllText(folder["x.csv"]));
    }

    [Fact]
    public void Run_ImagesAllAlike_IsNoLossInRounding()
    {
        ExperimentConfiguration configuration = Experiments.Of(Topology.Feedforward, NormKind.Batch, 1, 20, 8);
        Datasets.MadeDataset alike = new(16, 1, 4, 4, (_, _, row, column) => row + column);

        Degeneracy degeneracy = Experiments.Run(configuration, 0, alike).Records[^1].Degeneracy!.Value;

        Assert.Equal(new(DegeneracyCause.ConstantInput, 1), degeneracy);
    }

    private static ExperimentConfiguration With(Func<NetworkOptions, NetworkOptions> change, int depth)
    {
        ExperimentConfiguration usual = Experiments.Of(Topology.Feedforward, NormKind.None, 1, depth, 32);
        return usual with { Network = change(usual.Network) };
    }
}
