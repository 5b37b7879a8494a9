using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Twins;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Tests.Networks;

/// <summary>
/// Every network that the rules allow, generated: topologies, norms, activations, initializations, kernels and boundaries, in 64-bit
/// arithmetic against the same network written down directly.
/// </summary>
public sealed class CombinationTests
{
    [Theory]
    [MemberData(nameof(Nets.Architectures), MemberType = typeof(Nets))]
    public void Signal_IsTheDirectlyWrittenValue_AndNoiseItsDifference(string topologyName, string norm)
    {
        Topology topology = TopologyCatalog.Find(topologyName)!;
        // These tensors are tiny: threads would only wait for each other.
        int threads = get_num_threads();
        set_num_threads(1);
        int count = 0;
        foreach (NetworkOptions options in Nets.Combinations(topology, NormCatalog.Find(norm)!))
        {
            using DisposeScope scope = NewDisposeScope();
            using DeepNetwork network = new NetworkBuilder(options, ScalarType.Float64).BuildNetwork(3, seed: 5, simulation: 2);
            (Tensor x, Tensor dx) = Input(options);
            DirectNetwork direct = new(options, network);

            (Tensor signal, Tensor noise) = Nets.Run(network, x, dx);

            // Two summation orders of the same double-precision sums.
            AssertNear(signal, direct.Value(x), 1e-11, options, "signal");
            AssertIsTheDerivative(noise, direct, x, dx, options);
            using DeepNetwork finite = new NetworkBuilder(options, ScalarType.Float64, noise: NoiseKind.Finite).BuildNetwork(3, seed: 5, simulation: 2);
            (_, Tensor difference) = Nets.Run(finite, x, 0.3 * dx);
            AssertNear(difference, direct.Value(x + (0.3 * dx), x) - signal, 1e-10, options, "finite noise");
            count++;
        }

        set_num_threads(threads);
        Assert.InRange(count, 100, 2000);
    }

    // Rounding of 2^-53 / h and a truncation of order h^2. A kink within h of a pre-activation leaves more in one element: a
    // step that is a hundred times smaller ends before it, at a hundred times the rounding.
    private static void AssertIsTheDerivative(Tensor noise, DirectNetwork direct, Tensor x, Tensor dx, NetworkOptions options)
    {
        const double bound = 1e-6;
        if (Nets.RelativeError(noise, direct.CentralDifference(x, dx, 1e-6)) < bound) return;
        AssertNear(noise, direct.CentralDifference(x, dx, 1e-8), bound, options, "tangent");
    }

    private static (Tensor Signal, Tensor Noise) Input(NetworkOptions options) => Nets.Input(3, 3, options.IsFullyConnected ? 1 : 8);

    private static void AssertNear(Tensor actual, Tensor expected, double bound, NetworkOptions options, string what)
    {
        double error = Nets.RelativeError(actual, expected);
        Assert.True(error < bound, $"{what}: {error:E2} for {options}");
    }
}
