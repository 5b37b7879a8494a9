using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Normalization;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Propagation.Tracing;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Training.Networks;

/// <summary>
/// A normalization that a program has registered: what it makes of the signal, differentiated by torch, then gamma_c z
/// + beta_c. Statistics of a batch, where it takes some, are always those of the batch that passes.
/// </summary>
internal sealed class CatalogNorm : nn.Module<Tensor, Tensor>, IDeclaresRole
{
    // Not registered: what the twin layer has of its own is not trained.
    private readonly TensorNormalization[] _own;
    private readonly Parameter? weight, bias;

    /// <summary>Wraps a layer, which it owns.</summary>
    /// <param name="own">The layer.</param>
    /// <param name="isAffine">Whether there are scales and shifts, 1 and 0 at first.</param>
    public CatalogNorm(TensorNormalization own, bool isAffine) : base(nameof(CatalogNorm))
    {
        _own = [own];
        (int channels, ScalarType dtype) = (own.Settings.Channels, own.Settings.Dtype);
        if (isAffine)
        {
            weight = new Parameter(ones([channels], dtype));
            bias = new Parameter(zeros([channels], dtype));
        }

        RegisterComponents();
    }

    /// <inheritdoc/>
    public SiteRoles Role => SiteRoles.Norm;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor images = input.Dimensions == 4 ? input : input.reshape(input.shape[0], -1, 1, 1);
        Tensor result = _own[0].OfSignal(images);
        if (weight is not null)
            result = result.mul(weight.view(1, -1, 1, 1)).Plus(bias!.view(1, -1, 1, 1));
        return result.reshape(input.shape).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Why torch cannot train it: no gradient comes back, or another one than the noise is mapped by; null where both
    /// agree, v . (J u) = (J' v) . u, on a batch of random numbers.
    /// </summary>
    /// <param name="own">A layer of it.</param>
    /// <param name="hasPositions">Whether the images of the net have more than one position.</param>
    public static string? Objection(TensorNormalization own, bool hasPositions)
    {
        int side = hasPositions ? 3 : 1;
        using DisposeScope scope = NewDisposeScope();
        Tensor drawn = SampleInput.Of(12, [own.Settings.Channels, side, side], ScalarType.Float64, null);
        Tensor point = drawn.narrow(0, 0, 4).clone().requires_grad_();
        Tensor v = drawn.narrow(0, 4, 4), u = drawn.narrow(0, 8, 4);
        Tensor value = own.OfSignal(point);
        if (!value.requires_grad) return "lets no gradient through";
        Tensor? back = autograd.grad([value], [point], [v], allow_unused: true)[0];
        if (back is null) return "lets no gradient through";
        using IDisposable noGradients = no_grad();
        Tensor forward = own.OfNoise(point.detach(), u);
        double size = Math.Sqrt(MeanSquare.Of(forward) * MeanSquare.Of(v)) * v.numel();
        double difference = back.mul(u).Minus(forward.mul(v)).sum().item<double>();
        return Math.Abs(difference) <= 1e-8 * size ? null
            : "has a derivative of its own that is not that of what it makes of the signal";
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _own[0].Dispose();
        base.Dispose(disposing);
    }
}
