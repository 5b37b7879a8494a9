using BenchmarkDotNet.Attributes;
using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Normalization;
using static TorchSharp.torch;

namespace MomentsDnns.Benchmarks.Kernels;

/// <summary>The layers without weights, in place as in a feedforward net.</summary>
public class LayerBenchmark : KernelBenchmark
{
    private readonly BatchNormalization _norm = new(1e-3, inPlace: true);
    private readonly Activation<Relu> _relu = new(inPlace: true);
    private Tensor _images = null!;

    // After the first call the input is normalized and stays so: the work does not depend on the values.
    [Benchmark]
    public void BatchNorm() => _norm.call(_images).Dispose();

    [Benchmark]
    public void Relu() => _relu.call(_images).Dispose();

    /// <inheritdoc/>
    protected override IEnumerable<Tensor> Prepare() => [_images = TwinImages()];
}
