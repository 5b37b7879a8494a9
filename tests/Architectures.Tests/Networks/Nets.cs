using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Architectures.Twins;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Tests.Networks;

/// <summary>Small networks and inputs for tests.</summary>
internal static class Nets
{
    /// <summary>Every architecture, fully connected and with each boundary.</summary>
    public static TheoryData<Topology, NormKind, int, Boundary> All
    {
        get
        {
            TheoryData<Topology, NormKind, int, Boundary> data = [];
            foreach (Topology topology in Enum.GetValues<Topology>())
            {
                foreach (NormKind norm in Enum.GetValues<NormKind>())
                {
                    data.Add(topology, norm, 1, Boundary.Periodic);
                    foreach (Boundary boundary in Enum.GetValues<Boundary>()) data.Add(topology, norm, 3, boundary);
                }
            }

            return data;
        }
    }

    public static NetworkOptions Small(Topology topology, NormKind norm, int kernelSize, Boundary boundary) => new()
    {
        Topology = topology,
        Norm = norm,
        KernelSize = kernelSize,
        Boundary = boundary,
        Depth = 4,
        Width = 7,
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
