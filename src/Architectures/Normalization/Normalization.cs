using System.Numerics;
using MomentsDnns.Architectures.Initialization;
using MomentsDnns.Architectures.Layers;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Architectures.Twins;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Normalization;

/// <summary>
/// A normalization of a twin batch: elements that share statistics, mean m and population variance v of the signal y, become
/// z = (y - m) / s with s = sqrt(v + epsilon), and with scales and shifts gamma_c z + beta_c. A tangent noise dy passes through the
/// derivative, a finite noise d becomes the difference norm(y + d) - norm(y); both are multiplied by gamma_c.
/// </summary>
/// <remarks>Input and output <c>[2N, C, H, W]</c>, channels-last.</remarks>
public abstract class Normalization : nn.Module<Tensor, Tensor>, ICarriesTangent
{
    private readonly NormalizationSettings _settings;
    private readonly Parameter? _scale, _shift;
    private readonly OutputBuffers? _buffers;

    private protected Normalization(string name, NormalizationSettings settings) : base(name)
    {
        settings.Require();
        (_settings, _buffers) = (settings, settings is { ReusesBuffers: true, InPlace: false } ? new OutputBuffers() : null);
        if (!settings.IsAffine) return;
        _scale = new Parameter(ones([settings.Channels], settings.Dtype, settings.Device), false);
        _shift = new Parameter(zeros([settings.Channels], settings.Dtype, settings.Device), false);
        register_parameter("scale", _scale);
        register_parameter("shift", _shift);
    }

    /// <summary>gamma <c>[C]</c>, 1 at first; null without scales and shifts.</summary>
    public Tensor? Scale => _scale;

    /// <summary>beta <c>[C]</c>, 0 at first; null without scales and shifts.</summary>
    public Tensor? Shift => _shift;

    /// <summary>What this normalization was made with.</summary>
    public NormalizationSettings Settings => _settings;

    /// <summary>Over which dimensions of <see cref="Grouped"/> statistics are taken.</summary>
    private protected abstract long[] SharedDimensions { get; }

    /// <summary>Whether the statistics are constants to the noise.</summary>
    private protected virtual bool IsFrozen => false;

    /// <summary>
    /// Draws fresh scales and shifts. In 64-bit arithmetic they are the same numbers as in 32-bit.
    /// </summary>
    /// <param name="scales">The law of gamma; null sets 1.</param>
    /// <param name="scaleStream">Random numbers of <see cref="RandomPurpose.NormScale"/>.</param>
    /// <param name="shifts">The law of beta; null sets 0.</param>
    /// <param name="shiftStream">Random numbers of <see cref="RandomPurpose.NormShift"/>.</param>
    /// <exception cref="InvalidOperationException">There is a law, but <see cref="NormalizationSettings.IsAffine"/> is false.</exception>
    public void Initialize(IChannelInitializer? scales, RandomStream scaleStream, IChannelInitializer? shifts, RandomStream shiftStream)
    {
        if (_scale is not null && _shift is not null)
        {
            Set(_scale, scales, scaleStream, 1);
            Set(_shift, shifts, shiftStream, 0);
        }
        else if (scales is not null || shifts is not null)
        {
            throw new InvalidOperationException($"{GetName()} has no scales and shifts to draw: set {nameof(NormalizationSettings.IsAffine)}");
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input is not of this layer's shape.</exception>
    public sealed override Tensor forward(Tensor input)
    {
        RequireShape(input);
        if (input.device_type != DeviceType.CPU) return ByTorch(input);
        using DisposeScope scope = NewDisposeScope();
        Tensor source = ChannelsLast.Rows(input).contiguous();
        Tensor target = _settings.InPlace ? source
            : _buffers?.Next(source.shape[0], source.shape[1], source.dtype, source.device) ?? empty_like(source);
        if (source.dtype == ScalarType.Float64) Apply<double>(source, target, (int)(input.shape[2] * input.shape[3]));
        else Apply<float>(source, target, (int)(input.shape[2] * input.shape[3]));
        GC.KeepAlive(source); // their memory was read and written by address
        GC.KeepAlive(target);
        return ChannelsLast.Images(target, input.shape[0], input.shape[2], input.shape[3]).MoveToOuterDisposeScope();
    }

    /// <summary>The same by torch's operations: for other devices, and to check the kernels.</summary>
    internal Tensor ByTorch(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor signal, Tensor noise) = NormalizationByTorch.Apply(Grouped(TwinBatch.Signal(input)), Grouped(TwinBatch.Noise(input)),
            SharedDimensions, _settings.Epsilon, IsFrozen, _settings.Noise);
        long[] shape = TwinBatch.Signal(input).shape;
        (signal, noise) = (signal.reshape(shape), noise.reshape(shape));
        if (_scale is not null && _shift is not null)
        {
            Tensor scale = _scale.view(1, -1, 1, 1);
            (signal, noise) = (signal.mul(scale).Plus(_shift.view(1, -1, 1, 1)), noise.mul(scale));
        }

        return TwinBatch.Stack(signal, noise).MoveToOuterDisposeScope();
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

    private protected virtual void RequireShape(Tensor input)
    {
        if (input.Dimensions == 4 && input.shape[0] % 2 == 0 && input.shape[1] == _settings.Channels && input.NumberOfElements > 0) return;
        throw new ArgumentException($"{GetName()}: the input is [{string.Join(", ", input.shape)}]; "
            + $"must be a twin batch [2N, {_settings.Channels}, H, W] of one image or more");
    }

    private protected static unsafe T* Pointer<T>(Tensor? parameter)
        where T : unmanaged => parameter is null ? null : TensorMemory.Pointer<T>(parameter);

    private static void Set(Parameter parameter, IChannelInitializer? law, RandomStream stream, float constant) =>
        DrawnParameter.Fill(parameter, values =>
        {
            if (law is null) values.Fill(constant);
            else law.Fill(values, stream);
        });
}
