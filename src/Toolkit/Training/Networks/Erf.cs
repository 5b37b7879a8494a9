using MomentsDnns.Architectures.Networks;
using MomentsDnns.Propagation.Tracing;
using static TorchSharp.torch;

namespace MomentsDnns.Training.Networks;

/// <summary>phi(x) = erf x, of which torch has the function and no module.</summary>
internal sealed class Erf() : nn.Module<Tensor, Tensor>(nameof(Erf)), IDeclaresRole
{
    /// <inheritdoc/>
    public SiteRoles Role => SiteRoles.Activation;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => input.erf();
}
