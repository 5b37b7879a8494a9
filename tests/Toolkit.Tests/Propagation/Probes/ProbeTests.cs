using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Propagation.Probes;
using MomentsDnns.Reproduction.Claims;
using MomentsDnns.Results;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Propagation.Probes;

public sealed class ProbeTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    public void TargetRank_OfBalancedClasses_IsOneLess(int classes) => Assert.Equal(classes - 1, TargetRank.Of(classes, 3), 1e-9);

    // relu(g): variance 1/2 - 1/(2 pi), covariance with g 1/2: 1 - R^2 = 1 - (1/4) / (1/2 - 1/(2 pi)) = 0.2666.
    [Fact]
    public void AffineMisfit_OfReluOfNormals_IsThatOfTheirCovariance()
    {
        using Tensor z = Normals(20_000, 3);
        using Tensor y = z.relu();
        Assert.Equal(1 - (0.25 / (0.5 - (0.5 / Math.PI))), AffineMisfit.Of(z, y), 0.01);
    }

    [Fact]
    public void AffineMisfit_OfAnAffineMap_IsZero_WhereInputsAreOfLowRankToo()
    {
        using Tensor few = Normals(50, 2), mix = Normals(2, 6), other = Normals(6, 4);
        using Tensor z = few.mm(mix), y = z.mm(other);
        Assert.Equal(0, AffineMisfit.Of(z, y), 1e-9);
    }

    [Fact]
    public void NoiseCorrelation_OfRows_IsThatOfSignalAndSum()
    {
        using Tensor signal = Normals(10_000, 2), noise = Normals(10_000, 2, layer: 7);
        using Tensor twin = TwinBatch.Stack(signal.reshape(-1, 2, 1, 1), noise.reshape(-1, 2, 1, 1));
        // Equal powers: 1/sqrt(2).
        Assert.Equal(Math.Sqrt(0.5), NoiseCorrelation.OfRows(twin), 0.02);
        using Tensor silent = TwinBatch.Stack(signal.reshape(-1, 2, 1, 1), zeros_like(signal).reshape(-1, 2, 1, 1));
        Assert.Equal(1, NoiseCorrelation.OfRows(silent), 1e-12);
    }

    [Fact]
    public void NoiseCorrelation_FallsWithDepth_UnderBatchNorm()
    {
        ExperimentConfiguration configuration = new() { Network = Small(NormKind.Batch) with { Depth = 30 }, BatchSize = 16, Records = 3, NoiseAmplitude = 0.1, EffectiveRank = EffectiveRankChoice.None };
        ProbeCurve curve = NoiseCorrelation.Of(configuration, 2, Experiments.Images, 1, TestContext.Current.CancellationToken);
        Assert.Equal([10, 20, 30], curve.Depths);
        Assert.All(Enumerable.Range(0, 2), s => Assert.True(curve.Values[s, 0] > curve.Values[s, 2]));
        Assert.Throws<ArgumentException>(() => NoiseCorrelation.Of(configuration with { NoiseAmplitude = null }, 2, Experiments.Images, 1, TestContext.Current.CancellationToken));
    }

    // A linear net is its own tangent: the gradient's step arrives exactly, and only the noise that measures chi is random.
    [Fact]
    public void AdversarialSteps_InALinearNet_Arrive_AndRhoIsTheInverseOfChiSqrtN()
    {
        ExperimentConfiguration configuration = new() { Network = Small(NormKind.None) with { Activation = ActivationKind.Of<Linear>(), Depth = 4, Width = 32 }, BatchSize = 16, Records = 1, Precision = Precision.Float64 };
        AdversarialSteps steps = AdversarialSteps.Of(configuration, 192, 3, Experiments.Images, 1, TestContext.Current.CancellationToken);
        Assert.All(steps.Reached, share => Assert.Equal(1, share));
        Assert.All(steps.Rho.Zip(steps.Chi, (rho, chi) => rho * chi * Math.Sqrt(192)), product => Assert.InRange(product, 0.8, 1.25));
    }

    [Fact]
    public void CoinNets_OfOneInput_HaveTheLawOfRelu()
    {
        CoinNets relu = CoinNets.Of(false, 16, 16, 8, 400, 2, 4, 1, TestContext.Current.CancellationToken), coins = CoinNets.Of(true, 16, 16, 8, 400, 2, 4, 1, TestContext.Current.CancellationToken);
        Assert.InRange((relu.LogSignal.Average() - coins.LogSignal.Average()) / Math.Sqrt(2 * 5.0 * 8 / 16 / 400), -4, 4);
        Assert.InRange((relu.LogNoise.Average() - coins.LogNoise.Average()) / Math.Sqrt(2 * 5.0 * 8 / 16 / 400), -4, 4);
        // -2.5 l/N to first order.
        Assert.InRange(relu.LogSignal.Average(), -2.2, -0.7);
        Assert.All(relu.Ranks.Concat(coins.Ranks), rank => Assert.InRange(rank, 1, 3));
    }

    // sum of lambda = E q = 2 mu_2(x), He's law; the increment of 256 channels scatters about that of all.
    [Fact]
    public void NormInputSpectrum_GivesTheIncrement()
    {
        ExperimentConfiguration configuration = new() { Network = Small(NormKind.Batch) with { Depth = 6, Width = 256 }, BatchSize = 32, Records = 3, EffectiveRank = EffectiveRankChoice.None };
        NormInputSpectrum spectrum = NormInputSpectrum.Of(configuration, 3, Experiments.Images, 1, TestContext.Current.CancellationToken);
        for (int d = 0; d < 3; d++)
        {
            double measured = Enumerable.Range(0, 3).Average(s => spectrum.SquaredIncrements.Values[s, d]);
            double predicted = spectrum.Eigenvalues.Average(s => LayerClaims.SquaredIncrement(s[d], 1e-3));
            Assert.InRange(measured / predicted, 0.93, 1.07);
            Assert.All(spectrum.Eigenvalues, s => Assert.Equal(32, s[d].Length));
        }

        Assert.Throws<ArgumentException>(() => NormInputSpectrum.Of(configuration with { Network = Small(NormKind.None) }, 1, Experiments.Images, 1, TestContext.Current.CancellationToken));
    }

    private static NetworkOptions Small(NormKind norm) => new() { KernelSize = 1, Width = 16, Depth = 4, Norm = norm };

    private static Tensor Normals(int rows, int columns, int layer = 0)
    {
        float[] values = new float[rows * columns];
        new RandomStream(3, 0, layer, RandomPurpose.Noise).FillNormal(values);
        using Tensor drawn = tensor(values, [(long)rows, columns]);
        return drawn.to(ScalarType.Float64);
    }
}
