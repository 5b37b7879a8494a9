using BenchmarkDotNet.Attributes;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Statistics;
using static TorchSharp.torch;

namespace MomentsDnns.Benchmarks.Kernels;

/// <summary>What is taken at every location: the signal's moments and the noise's mean square.</summary>
public class MomentBenchmark : KernelBenchmark
{
    private Tensor _rows = null!;

    [Benchmark]
    public ChannelMoments Moments() => ChannelMoments.Of(_rows);

    [Benchmark]
    public double NoisePower() => MeanSquare.Of(_rows);

    /// <inheritdoc/>
    protected override IEnumerable<Tensor> Prepare() => [_rows = SignalRows()];
}
