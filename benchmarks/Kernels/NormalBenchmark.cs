using BenchmarkDotNet.Attributes;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Random;
using static TorchSharp.torch;

namespace MomentsDnns.Benchmarks.Kernels;

/// <summary>The weights of one 3 x 3 layer.</summary>
public class NormalBenchmark : KernelBenchmark
{
    private Tensor _weights = null!;

    [Benchmark]
    public void Normals() =>
        new RandomStream(0, 0, 1, RandomPurpose.Weight).FillNormal(TensorMemory.Span<float>(_weights));

    /// <inheritdoc/>
    protected override IEnumerable<Tensor> Prepare() => [_weights = empty([9, Width, Width], ScalarType.Float32)];
}
