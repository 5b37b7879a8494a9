using BenchmarkDotNet.Attributes;
using MomentsDnns.Statistics;
using static TorchSharp.torch;

namespace MomentsDnns.Benchmarks.Kernels;

/// <summary>The effective rank of the signal.</summary>
public class RankBenchmark : KernelBenchmark
{
    private Tensor _rows = null!;

    [Benchmark]
    public double? Rank() => EffectiveRank.Of(_rows);

    /// <inheritdoc/>
    protected override IEnumerable<Tensor> Prepare() => [_rows = SignalRows()];
}
