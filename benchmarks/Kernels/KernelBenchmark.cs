using BenchmarkDotNet.Attributes;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Random;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Benchmarks.Kernels;

/// <summary>A kernel on tensors of a setting's size.</summary>
public abstract class KernelBenchmark
{
    /// <summary>Rows and columns of the images.</summary>
    protected const int Side = 16;

    private readonly List<Tensor> _kept = [];

    /// <summary>The sizes.</summary>
    [Params(Setting.Quick, Setting.Paper)]
    public Setting Setting { get; set; }

    /// <summary>Signal images.</summary>
    protected int Batch => Setting == Setting.Paper ? 64 : 32;

    /// <summary>Channels.</summary>
    protected int Width => Setting == Setting.Paper ? 512 : 128;

    [GlobalSetup]
    public void Setup()
    {
        using DisposeScope scope = NewDisposeScope();
        _kept.AddRange(Prepare().Select(t => t.DetachFromDisposeScope()));
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        foreach (Tensor tensor in _kept) tensor.Dispose();
        _kept.Clear();
        Release();
    }

    /// <summary>Makes what is measured; not timed.</summary>
    /// <returns>The tensors that have to live until the end.</returns>
    protected abstract IEnumerable<Tensor> Prepare();

    /// <summary>Gives back what <see cref="Prepare"/> made besides tensors.</summary>
    protected virtual void Release()
    {
    }

    /// <summary>Independent standard normal numbers.</summary>
    protected static Tensor Normal(params long[] shape)
    {
        Tensor values = empty(shape, ScalarType.Float32);
        new RandomStream(0, 0, 0, RandomPurpose.Images).FillNormal(TensorMemory.Span<float>(values));
        return values;
    }

    /// <summary>The signal's matrix <c>[N*H*W, C]</c>.</summary>
    protected Tensor SignalRows() => Normal((long)Batch * Side * Side, Width);

    /// <summary>A twin batch <c>[2N, C, H, W]</c>, channels-last.</summary>
    protected Tensor TwinImages() => ChannelsLast.Images(Normal(2L * Batch * Side * Side, Width), 2 * Batch, Side, Side);
}
