using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Normalization;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Architectures.Twins;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Tests.Networks;

/// <summary>Small networks and inputs for tests.</summary>
internal static class Nets
{
    /// <summary>Topologies by norms; each test runs through every combination of the rest.</summary>
    public static TheoryData<string, string> Architectures =>
        [.. TopologyCatalog.All.SelectMany(t => NormCatalog.All.Select(n => new TheoryDataRow<string, string>(t.Name, n.Name)))];

    /// <summary>
    /// Every combination that the rules allow, of a topology and a norm with: batch statistics, the activations of the catalog, the
    /// initializations with and without biases, scales and shifts, kernels and boundaries, and residual depths in turn.
    /// </summary>
    public static IEnumerable<NetworkOptions> Combinations(Topology topology, NormKind norm)
    {
        int turn = 0;
        foreach (NormStatistics statistics in Enum.GetValues<NormStatistics>())
            foreach (ActivationKind activation in BuiltIn)
                foreach (InitializationKind initialization in Laws)
                    foreach (bool isRich in new[] { false, true })
                        foreach (int kernelSize in new[] { 1, 2, 3, 5 })
                            foreach (Boundary boundary in Enum.GetValues<Boundary>())
                            {
                                if (kernelSize == 1 && boundary != Boundary.Periodic) continue;
                                bool isUniform = initialization == InitializationKind.Uniform, isNormal = initialization.TakesVariances;
                                NetworkOptions options = Small(topology, norm, kernelSize, boundary) with
                                {
                                    Depth = 2,
                                    Activation = activation,
                                    NormStatistics = statistics,
                                    Initialization = initialization,
                                    ResidualDepth = 1 + (turn++ % 3),
                                    WeightVariance = isRich && isNormal ? 1.7 : null,
                                    BiasVariance = isRich && isNormal ? 0.3 : null,
                                    WeightRadius = isRich && isUniform ? 1.4 : null,
                                    BiasRadius = isRich && isUniform ? 0.5 : null,
                                    ScaleRadius = isRich && norm != NormKind.None ? 1.7 : null,
                                    ShiftRadius = isRich && norm != NormKind.None ? 1.1 : null,
                                };
                                if (options.Validate().Count == 0) yield return options;
                            }
    }

    // One of each kind of law: the others differ from these by the numbers in the weights alone.
    private static readonly InitializationKind[] Laws =
        [InitializationKind.He, InitializationKind.Uniform, InitializationKind.Gaussian, InitializationKind.Orthogonal, InitializationKind.PyTorch];

    private static IEnumerable<ActivationKind> BuiltIn => ActivationCatalog.All.Where(a => a.Function.Assembly == typeof(Relu).Assembly);

    public static NetworkOptions Small(Topology topology, NormKind norm, int kernelSize, Boundary boundary) => new()
    {
        Topology = topology,
        Norm = norm,
        KernelSize = kernelSize,
        Boundary = boundary,
        Depth = 4,
        Width = 6,
        NormGroups = 3,
    };

    /// <summary>A signal and a noise <c>[N, C, H, W]</c> of independent normal numbers in 64-bit arithmetic.</summary>
    public static (Tensor Signal, Tensor Noise) Input(int count, int channels, int size)
    {
        float[] values = new float[2 * count * channels * size * size];
        new RandomStream(11, 0, 0, RandomPurpose.Noise).FillNormal(values);
        Tensor both = tensor(values, [2 * count, channels, size, size]).to(ScalarType.Float64);
        return (both.narrow(0, 0, count), both.narrow(0, count, count));
    }

    /// <summary>The twin batch that a network makes of an input, as true signal and noise: scales multiplied back.</summary>
    public static (Tensor Signal, Tensor Noise) Run(DeepNetwork network, Tensor signal, Tensor noise)
    {
        Tensor twin = network.call(TwinBatch.Stack(signal, noise));
        return (TwinBatch.Signal(twin) * Math.Exp(network.Scale.LogSignal), TwinBatch.Noise(twin) * Math.Exp(network.Scale.LogNoise));
    }

    /// <summary>|a - b| / |b| in the Euclidean norm.</summary>
    public static double RelativeError(Tensor a, Tensor b) =>
        (a.to(ScalarType.Float64) - b.to(ScalarType.Float64)).norm().item<double>() / b.to(ScalarType.Float64).norm().item<double>();
}
