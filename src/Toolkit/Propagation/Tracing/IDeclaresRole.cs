using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Propagation.Tracing;

/// <summary>
/// Says of a module of one's own what its output is to the layers around it, as a probe knows by itself of torch's
/// modules.
/// </summary>
public interface IDeclaresRole
{
    /// <summary>
    /// <see cref="SiteRoles.Linear"/>, <see cref="SiteRoles.Norm"/> or <see cref="SiteRoles.Activation"/>.
    /// </summary>
    SiteRoles Role { get; }
}
