using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Twins;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Activations;

/// <summary>An activation layer on a twin batch: x becomes phi(x), dx becomes phi'(x) dx.</summary>
/// <remarks>Input and output <c>[2N, C, H, W]</c>, channels-last.</remarks>
/// <typeparam name="TFunction">The scalar function.</typeparam>
public sealed class Activation<TFunction> : nn.Module<Tensor, Tensor>
    where TFunction : struct, IActivationFunction<TFunction>
{
    private readonly bool _inPlace;
    private readonly OutputBuffers? _buffers;

    /// <summary>Creates the layer.</summary>
    /// <param name="inPlace">Whether the output overwrites the input, which then nobody may need any more.</param>
    /// <param name="reusesBuffers">Whether outputs take turns in two buffers, see <see cref="OutputBuffers"/>.</param>
    public Activation(bool inPlace = false, bool reusesBuffers = false) : base(typeof(TFunction).Name)
    {
        (_inPlace, _buffers) = (inPlace, reusesBuffers && !inPlace ? new OutputBuffers() : null);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        if (input.device_type != DeviceType.CPU) return ByTorch(input);
        using DisposeScope scope = NewDisposeScope();
        Tensor source = ChannelsLast.Rows(input).contiguous();
        Tensor target = _inPlace ? source
            : _buffers?.Next(source.shape[0], source.shape[1], source.dtype, source.device) ?? empty_like(source);
        ActivationKernel.Apply<TFunction>(source, target);
        return ChannelsLast.Images(target, input.shape[0], input.shape[2], input.shape[3]).MoveToOuterDisposeScope();
    }

    /// <summary>The same by torch's operations: for other devices, and to check the kernel.</summary>
    internal static Tensor ByTorch(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor value = TFunction.Evaluate(TwinBatch.Signal(input), out Tensor derivative);
        return TwinBatch.Stack(value, derivative.mul(TwinBatch.Noise(input))).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _buffers?.Dispose();
        base.Dispose(disposing);
    }
}
