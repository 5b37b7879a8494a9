using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Twins;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Activations;

/// <summary>
/// An activation layer on a twin batch: x becomes phi(x), a tangent dx becomes phi'(x) dx, a finite noise d becomes
/// phi(x + d) - phi(x).
/// </summary>
/// <remarks>Input and output <c>[2N, C, H, W]</c>, channels-last.</remarks>
/// <typeparam name="TFunction">The scalar function.</typeparam>
public sealed class Activation<TFunction> : nn.Module<Tensor, Tensor>, ICarriesTangent
    where TFunction : struct, IActivationFunction<TFunction>
{
    private readonly NoiseKind _noise;
    private readonly bool _inPlace;
    private readonly OutputBuffers? _buffers;

    /// <summary>Creates the layer.</summary>
    /// <param name="noise">What the noise half holds.</param>
    /// <param name="inPlace">Whether the output overwrites the input, which then nobody may need any more.</param>
    /// <param name="reusesBuffers">Whether outputs take turns in two buffers, see <see cref="OutputBuffers"/>.</param>
    public Activation(NoiseKind noise = NoiseKind.Tangent, bool inPlace = false, bool reusesBuffers = false)
        : base(typeof(TFunction).Name)
    {
        (_noise, _inPlace, _buffers) = (noise, inPlace, reusesBuffers && !inPlace ? new OutputBuffers() : null);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        if (input.device_type != DeviceType.CPU) return ByTorch(input, _noise);
        using DisposeScope scope = NewDisposeScope();
        Tensor source = ChannelsLast.Rows(input).contiguous();
        Tensor target = _inPlace ? source
            : _buffers?.Next(source.shape[0], source.shape[1], source.dtype, source.device) ?? empty_like(source);
        ActivationKernel.Apply<TFunction>(source, target, _noise);
        return ChannelsLast.Images(target, input.shape[0], input.shape[2], input.shape[3]).MoveToOuterDisposeScope();
    }

    /// <summary>The same by torch's operations: for other devices, and to check the kernel.</summary>
    internal static Tensor ByTorch(Tensor input, NoiseKind noise = NoiseKind.Tangent)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor signal = TwinBatch.Signal(input), difference = TwinBatch.Noise(input);
        Tensor value = TFunction.Evaluate(signal, out Tensor derivative);
        Tensor result = noise == NoiseKind.Tangent
            ? derivative.mul(difference)
            : TFunction.Evaluate(signal.Plus(difference), out _).Minus(value);
        return TwinBatch.Stack(value, result).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _buffers?.Dispose();
        base.Dispose(disposing);
    }
}
