using System.Globalization;
using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Normalization;
using MomentsDnns.Results;
using MomentsDnns.Results.Options;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Toolkit.Tests.Results;

public sealed class RunNameTests
{
    private static readonly ExperimentConfiguration Usual = new();

    // One configuration for each option, which differs from the usual one in that option alone.
    private static readonly (string Option, ExperimentConfiguration Configuration, string Name)[] Variants =
    [
        ("topology", With(n => n with { Topology = Topology.Residual }), "residual-d200-w512-k3-b64-cifar-like-s0"),
        ("norm", With(n => n with { Norm = NormKind.Batch }), "batch-feedforward-d200-w512-k3-b64-cifar-like-s0"),
        ("residual-depth", With(n => n with { ResidualDepth = 3 }), "feedforward-d200-w512-k3-h3-b64-cifar-like-s0"),
        ("depth", With(n => n with { Depth = 100 }), "feedforward-d100-w512-k3-b64-cifar-like-s0"),
        ("width", With(n => n with { Width = 96 }), "feedforward-d200-w96-k3-b64-cifar-like-s0"),
        ("kernel-size", With(n => n with { KernelSize = 1 }), "feedforward-d200-w512-k1-b64-cifar-like-s0"),
        ("boundary", With(n => n with { Boundary = Boundary.Symmetric }), "feedforward-d200-w512-k3-symmetric-b64-cifar-like-s0"),
        ("norm-epsilon", With(n => n with { NormEpsilon = 0.1 }), "feedforward-d200-w512-k3-eps0.1-b64-cifar-like-s0"),
        ("init", With(n => n with { Initialization = InitializationKind.LeCun }), "feedforward-d200-w512-k3-lecun-b64-cifar-like-s0"),
        ("activation", With(n => n with { Activation = ActivationCatalog.Find("tanh")! }), "feedforward-d200-w512-k3-tanh-b64-cifar-like-s0"),
        ("norm-groups", With(n => n with { NormGroups = 8 }), "feedforward-d200-w512-k3-g8-b64-cifar-like-s0"),
        ("norm-statistics", With(n => n with { NormStatistics = NormStatistics.Differentiated }), "feedforward-d200-w512-k3-differentiated-b64-cifar-like-s0"),
        ("weight-variance", With(n => n with { WeightVariance = 1.5 }), "feedforward-d200-w512-k3-wv1.5-b64-cifar-like-s0"),
        ("bias-variance", With(n => n with { BiasVariance = 0.05 }), "feedforward-d200-w512-k3-bv0.05-b64-cifar-like-s0"),
        ("weight-radius", With(n => n with { WeightRadius = 1.5 }), "feedforward-d200-w512-k3-wr1.5-b64-cifar-like-s0"),
        ("bias-radius", With(n => n with { BiasRadius = 0.5 }), "feedforward-d200-w512-k3-br0.5-b64-cifar-like-s0"),
        ("scale-radius", With(n => n with { ScaleRadius = 1.5 }), "feedforward-d200-w512-k3-gr1.5-b64-cifar-like-s0"),
        ("shift-radius", With(n => n with { ShiftRadius = 1.5 }), "feedforward-d200-w512-k3-sr1.5-b64-cifar-like-s0"),
        ("noise-amplitude", Usual with { NoiseAmplitude = 0.01 }, "feedforward-d200-w512-k3-b64-noise0.01-cifar-like-s0"),
        ("convolution", With(n => n with { Convolution = ConvolutionAlgorithm.Direct }), "feedforward-d200-w512-k3-direct-b64-cifar-like-s0"),
        ("dataset", Usual with { Dataset = "mnist" }, "feedforward-d200-w512-k3-b64-mnist-s0"),
        ("batch-size", Usual with { BatchSize = 512 }, "feedforward-d200-w512-k3-b512-cifar-like-s0"),
        ("records", Usual with { Records = 50 }, "feedforward-d200-w512-k3-b64-r50-cifar-like-s0"),
        ("effective-rank", Usual with { EffectiveRank = EffectiveRankChoice.None }, "feedforward-d200-w512-k3-b64-reff-none-cifar-like-s0"),
        ("seed", Usual with { Seed = 7 }, "feedforward-d200-w512-k3-b64-cifar-like-s7"),
        ("precision", Usual with { Precision = Precision.Float64 }, "feedforward-d200-w512-k3-b64-float64-cifar-like-s0"),
    ];

    [Fact]
    public void Of_UsualConfiguration_IsShort() =>
        Assert.Equal("feedforward-d200-w512-k3-b64-cifar-like-s0", RunName.Of(Usual));

    [Fact]
    public void Of_OneOptionChanged_NamesIt()
    {
        // A point stays a point where the user's language writes a comma.
        CultureInfo before = CultureInfo.CurrentCulture, comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = comma;
        try
        {
            Assert.All(Variants, v => Assert.Equal(v.Name, RunName.Of(v.Configuration)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Of_AnyOptionChanged_GivesAnotherName()
    {
        // Every option has its variant, but for the images' fingerprint.
        Assert.Equal(
            ExperimentOptions.All.Select(o => o.Key).Except(["dataset-fingerprint"]).Order(),
            Variants.Select(v => v.Option).Order());
        Assert.All(Variants, v => Assert.Equal([v.Option], ChangedIn(v.Configuration)));
        string[] names = [RunName.Of(Usual), .. Variants.Select(v => RunName.Of(v.Configuration))];
        Assert.Equal(names.Length, names.Distinct().Count());
    }

    private static IEnumerable<string> ChangedIn(ExperimentConfiguration configuration) =>
        ConfigurationDifference.Between(Usual, configuration).Select(difference => difference.Option);

    private static ExperimentConfiguration With(Func<NetworkOptions, NetworkOptions> change) =>
        Usual with { Network = change(Usual.Network) };
}
