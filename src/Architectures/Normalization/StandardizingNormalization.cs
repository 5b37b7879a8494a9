using System.Numerics;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Twins;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Normalization;

/// <summary>
/// A normalization by mean and deviation, computed by kernels: elements that share statistics, mean m and population
/// variance v of the signal y, become z = (y - m) / s with s = sqrt(v + epsilon).
/// </summary>
public abstract class StandardizingNormalization : Normalization
{
    private readonly OutputBuffers? _buffers;

    private protected StandardizingNormalization(string name, NormalizationSettings settings) : base(name, settings)
    {
        _buffers = settings is { ReusesBuffers: true, InPlace: false } ? new OutputBuffers() : null;
    }

    /// <summary>Over which dimensions of <see cref="Grouped"/> statistics are taken.</summary>
    private protected abstract long[] SharedDimensions { get; }

    /// <summary>Whether the statistics are constants to the noise.</summary>
    private protected virtual bool IsFrozen => false;

    /// <summary>Whether means are subtracted; else m = 0, and v is the mean square.</summary>
    private protected virtual bool SubtractsMeans => true;

    /// <inheritdoc/>
    private protected sealed override Tensor Map(Tensor input)
    {
        if (input.device_type != DeviceType.CPU) return ByTorch(input);
        using DisposeScope scope = NewDisposeScope();
        Tensor source = ChannelsLast.Rows(input).contiguous();
        Tensor target = Settings.InPlace ? source
            : _buffers?.Next(source.shape[0], source.shape[1], source.dtype, source.device) ?? empty_like(source);
        if (source.dtype == ScalarType.Float64) Apply<double>(source, target, (int)(input.shape[2] * input.shape[3]));
        else Apply<float>(source, target, (int)(input.shape[2] * input.shape[3]));
        GC.KeepAlive(source); // their memory was read and written by address
        GC.KeepAlive(target);
        return ChannelsLast.Images(target, input.shape[0], input.shape[2], input.shape[3]).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    internal sealed override Tensor ByTorch(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor signal, Tensor noise) =
            NormalizationByTorch.Apply(Grouped(TwinBatch.Signal(input)), Grouped(TwinBatch.Noise(input)),
            SharedDimensions, Settings.Epsilon, SubtractsMeans, IsFrozen, Settings.Noise);
        long[] shape = TwinBatch.Signal(input).shape;
        return Stacked(signal.reshape(shape), noise.reshape(shape)).MoveToOuterDisposeScope();
    }

    /// <summary>Normalizes rows <c>[2N*H*W, C]</c>.</summary>
    /// <param name="source">Contiguous, signal rows, then noise rows.</param>
    /// <param name="target">Where the result goes; may be the source itself.</param>
    /// <param name="positions">H*W, the rows of an image.</param>
    private protected abstract void Apply<T>(Tensor source, Tensor target, int positions)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>Images <c>[N, C, H, W]</c> so shaped that statistics are shared along whole dimensions.</summary>
    private protected abstract Tensor Grouped(Tensor images);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _buffers?.Dispose();
        base.Dispose(disposing);
    }

    private protected static unsafe T* Pointer<T>(Tensor? parameter)
        where T : unmanaged => parameter is null ? null : TensorMemory.Pointer<T>(parameter);
}
