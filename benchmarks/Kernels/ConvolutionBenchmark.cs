using BenchmarkDotNet.Attributes;
using MomentsDnns.Architectures.Convolutions;
using static TorchSharp.torch;

namespace MomentsDnns.Benchmarks.Kernels;

/// <summary>The 3 x 3 convolution of signal and noise, the weight transform included.</summary>
public class ConvolutionBenchmark : KernelBenchmark
{
    private Tensor _images = null!, _output = null!, _weights = null!;
    private ConvolutionPlan _plan = null!;

    /// <summary>How it is computed.</summary>
    [Params(ConvolutionAlgorithm.Direct, ConvolutionAlgorithm.Winograd, ConvolutionAlgorithm.Fourier)]
    public ConvolutionAlgorithm Algorithm { get; set; }

    [Benchmark]
    public void Convolution() => _plan.Apply(_images, _weights, _output);

    /// <inheritdoc/>
    protected override IEnumerable<Tensor> Prepare()
    {
        _plan = new ConvolutionPlan(new ConvolutionShape
        {
            InputChannels = Width,
            OutputChannels = Width,
            Height = Side,
            Width = Side,
        }, Algorithm);
        (_images, _output, _weights) = (TwinImages(), TwinImages(), Normal(9, Width, Width));
        return [_images, _output, _weights];
    }

    /// <inheritdoc/>
    protected override void Release() => _plan.Dispose();
}
