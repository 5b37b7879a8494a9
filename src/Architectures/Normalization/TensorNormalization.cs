using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Twins;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Normalization;

/// <summary>
/// A normalization of your own, in torch's operations: <see cref="Normalize"/> says what becomes of the signal, and
/// that is enough. The noise passes through its derivative, which is taken by torch unless <see cref="Derivative"/>
/// gives it in closed form; a finite noise d becomes norm(y + d) - norm(y). Scales and shifts are not your concern.
/// </summary>
/// <remarks>
/// Both are called with 64-bit numbers <c>[N, C, H, W]</c>, whatever the arithmetic of the net, and their results are
/// rounded once. A class that derives from this is made an option by <see cref="Networks.NormCatalog.Register"/>.
/// </remarks>
public abstract class TensorNormalization : Normalization
{
    /// <summary>Creates the layer.</summary>
    /// <param name="name">The module's name, for errors.</param>
    /// <param name="settings">What every normalization has.</param>
    /// <exception cref="ArgumentException">The settings are impossible.</exception>
    protected TensorNormalization(string name, NormalizationSettings settings) : base(name, settings)
    {
    }

    /// <summary>z of the signal.</summary>
    /// <param name="signal">y <c>[N, C, H, W]</c>, 64-bit; not to be changed.</param>
    /// <returns>
    /// z, the same shape, by operations that torch can differentiate unless <see cref="Derivative"/> is overridden.
    /// </returns>
    protected abstract Tensor Normalize(Tensor signal);

    /// <summary>
    /// dz, the derivative of <see cref="Normalize"/> at the signal in the direction of the noise; by torch where it is
    /// not overridden.
    /// </summary>
    /// <param name="signal">y <c>[N, C, H, W]</c>, 64-bit; not to be changed.</param>
    /// <param name="normalized">z, what <see cref="Normalize"/> made of it.</param>
    /// <param name="noise">dy, the same shape; not to be changed.</param>
    protected virtual Tensor Derivative(Tensor signal, Tensor normalized, Tensor noise)
    {
        // Torch differentiates backwards, g = J^T v. That is linear in v, and its own derivative in v along dy is J dy.
        using IDisposable gradients = enable_grad();
        using Tensor point = signal.detach().requires_grad_();
        Tensor value = Normalize(point);
        using Tensor cotangent = zeros_like(value).requires_grad_();
        IList<Tensor> backwards = autograd.grad([value], [point], [cotangent], create_graph: true);
        return autograd.grad([backwards[0]], [cotangent], [noise])[0].detach();
    }

    /// <inheritdoc/>
    private protected sealed override Tensor Map(Tensor input) => ByTorch(input);

    /// <inheritdoc/>
    internal sealed override Tensor ByTorch(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor signal = TwinBatch.Signal(input).to(ScalarType.Float64),
            noise = TwinBatch.Noise(input).to(ScalarType.Float64);
        Tensor normalized = RequireSameShape(Normalize(signal), signal);
        Tensor moved = Settings.Noise == NoiseKind.Tangent
            ? RequireSameShape(Derivative(signal, normalized, noise), signal)
            : Normalize(signal.Plus(noise)).Minus(normalized);
        return Stacked(normalized.to(Settings.Dtype), moved.to(Settings.Dtype)).MoveToOuterDisposeScope();
    }

    /// <summary>z of a signal alone, with gradients: without scales and shifts, in the signal's arithmetic.</summary>
    /// <param name="signal">y <c>[N, C, H, W]</c>.</param>
    internal Tensor OfSignal(Tensor signal) =>
        RequireSameShape(Normalize(signal.to(ScalarType.Float64)), signal).to(signal.dtype);

    /// <summary>dz by <see cref="Derivative"/>, as the noise of a net is mapped.</summary>
    /// <param name="signal">y <c>[N, C, H, W]</c>, 64-bit.</param>
    /// <param name="noise">dy, the same shape.</param>
    internal Tensor OfNoise(Tensor signal, Tensor noise) =>
        RequireSameShape(Derivative(signal, Normalize(signal), noise), signal);

    private Tensor RequireSameShape(Tensor result, Tensor signal) => result.shape.SequenceEqual(signal.shape)
        ? result
        : throw new InvalidOperationException(
            $"{GetName()}: made [{string.Join(", ", result.shape)}] of [{string.Join(", ", signal.shape)}]; must keep "
            + "the shape");
}
