using MomentsDnns.Architectures.Networks;
using MomentsDnns.Propagation.Tracing;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Training.Networks;

/// <summary>Group normalization of features <c>[N, C]</c>, which torch's module takes of images alone.</summary>
internal sealed class FeatureGroupNorm : nn.Module<Tensor, Tensor>, IDeclaresRole
{
    private readonly Parameter? weight, bias;
    private readonly int _groups;
    private readonly double _epsilon;

    public FeatureGroupNorm(int groups, int channels, double epsilon, bool isAffine, ScalarType dtype)
        : base(nameof(FeatureGroupNorm))
    {
        (_groups, _epsilon) = (groups, epsilon);
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
    public override Tensor forward(Tensor input) =>
        nn.functional.group_norm(input, _groups, weight, bias, _epsilon);
}
