using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Propagation.Tracing;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Training.Networks;

/// <summary>
/// Normalization over the channels of each position, of features <c>[N, C]</c> or images <c>[N, C, H, W]</c>: layer
/// norm, or root mean square norm where no mean is subtracted.
/// </summary>
internal sealed class PositionNorm : nn.Module<Tensor, Tensor>, IDeclaresRole
{
    private readonly Parameter? weight, bias;
    private readonly bool _centres;
    private readonly double _epsilon;

    public PositionNorm(bool centres, int channels, double epsilon, bool isAffine, ScalarType dtype)
        : base(nameof(PositionNorm))
    {
        (_centres, _epsilon) = (centres, epsilon);
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
        Tensor centred = _centres ? input.Minus(input.mean([1], keepdim: true)) : input;
        Tensor result = centred.div(centred.mul(centred).mean([1], keepdim: true).Plus(_epsilon).sqrt());
        if (weight is null || bias is null) return result;
        long[] shape = input.dim() == 2 ? [1, -1] : [1, -1, 1, 1];
        return result.mul(weight.reshape(shape)).Plus(bias.reshape(shape));
    }
}
