using MomentsDnns.Architectures.Initialization;
using MomentsDnns.Architectures.Layers;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Architectures.Twins;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Normalization;

/// <summary>
/// A normalization of a twin batch: the signal y becomes z, and with scales and shifts gamma_c z + beta_c. A tangent
/// noise dy passes through the derivative, a finite noise d becomes the difference norm(y + d) - norm(y); both are
/// multiplied by gamma_c. One of your own derives from <see cref="TensorNormalization"/>.
/// </summary>
/// <remarks>Input and output <c>[2N, C, H, W]</c>, channels-last.</remarks>
public abstract class Normalization : nn.Module<Tensor, Tensor>, ICarriesTangent
{
    private readonly NormalizationSettings _settings;
    private readonly Parameter? _scale, _shift;

    private protected Normalization(string name, NormalizationSettings settings) : base(name)
    {
        settings.Require();
        _settings = settings;
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

    /// <summary>
    /// Draws fresh scales and shifts. In 64-bit arithmetic they are the same numbers as in 32-bit.
    /// </summary>
    /// <param name="scales">The law of gamma; null sets 1.</param>
    /// <param name="scaleStream">Random numbers of <see cref="RandomPurpose.NormScale"/>.</param>
    /// <param name="shifts">The law of beta; null sets 0.</param>
    /// <param name="shiftStream">Random numbers of <see cref="RandomPurpose.NormShift"/>.</param>
    /// <exception cref="InvalidOperationException">
    /// There is a law, but <see cref="NormalizationSettings.IsAffine"/> is false.
    /// </exception>
    public void Initialize(IChannelInitializer? scales, RandomStream scaleStream, IChannelInitializer? shifts,
        RandomStream shiftStream)
    {
        if (_scale is not null && _shift is not null)
        {
            Set(_scale, scales, scaleStream, 1);
            Set(_shift, shifts, shiftStream, 0);
        }
        else if (scales is not null || shifts is not null)
        {
            throw new InvalidOperationException($"{GetName()} has no scales and shifts to draw: set "
                + $"{nameof(NormalizationSettings.IsAffine)}");
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input is not of this layer's shape.</exception>
    public sealed override Tensor forward(Tensor input)
    {
        RequireShape(input);
        return Map(input);
    }

    /// <summary>Normalizes a twin batch of the right shape.</summary>
    private protected abstract Tensor Map(Tensor input);

    /// <summary>The same by torch's operations: for other devices, and to check the kernels.</summary>
    internal abstract Tensor ByTorch(Tensor input);

    /// <summary>The twin batch of a normalized signal and noise, scaled and shifted.</summary>
    /// <param name="signal">z <c>[N, C, H, W]</c>.</param>
    /// <param name="noise">dz, the same shape.</param>
    private protected Tensor Stacked(Tensor signal, Tensor noise)
    {
        if (_scale is not null && _shift is not null)
        {
            Tensor scale = _scale.view(1, -1, 1, 1);
            (signal, noise) = (signal.mul(scale).Plus(_shift.view(1, -1, 1, 1)), noise.mul(scale));
        }

        return TwinBatch.Stack(signal, noise);
    }

    private protected virtual void RequireShape(Tensor input)
    {
        if (input.Dimensions == 4 && input.shape[0] % 2 == 0 && input.shape[1] == _settings.Channels
            && input.NumberOfElements > 0)
        {
            return;
        }
        throw new ArgumentException($"{GetName()}: the input is [{string.Join(", ", input.shape)}]; "
            + $"must be a twin batch [2N, {_settings.Channels}, H, W] of one image or more");
    }

    private static void Set(Parameter parameter, IChannelInitializer? law, RandomStream stream, float constant) =>
        DrawnParameter.Fill(parameter, values =>
        {
            if (law is null) values.Fill(constant);
            else law.Fill(values, stream);
        });
}
