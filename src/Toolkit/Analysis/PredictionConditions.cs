using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Normalization;
using MomentsDnns.Results;

namespace MomentsDnns.Analysis;

/// <summary>
/// Where each prediction applies: what it takes of a run's architecture, beside the statistics it needs. Whatever shows predictions asks here, and
/// shows none elsewhere.
/// </summary>
/// <param name="run">The run.</param>
public sealed class PredictionConditions(RunResults run)
{
    private readonly NetworkOptions _network = run.Configuration.Network;

    /// <summary>
    /// Whether activation, weights and width are known: not so of imported results whose configuration nobody declared, of which predictions that rest on
    /// measured moments alone are left.
    /// </summary>
    public bool IsKnown => run.Imported is null or { ConfigurationIsDeclared: true };

    /// <summary>delta_phi chi from the signs of pre-activations: ReLU.</summary>
    public bool SignsDecide => IsKnown && _network.Activation.Equals(ActivationKind.Relu);

    /// <summary>delta_phi chi at standard normal pre-activations: a norm without random scales and shifts.</summary>
    public bool PreActivationsAreStandard => IsKnown
        && _network is { Norm.StandardizesPreActivations: true, HasAffineNorm: false, Initialization.MakesNormalSums: true };

    /// <summary>
    /// delta_BN chi from the moments of each channel: statistics that are constants to the noise; differentiated ones also take the noise's part along the
    /// batch's mean and signal, which these moments do not tell.
    /// </summary>
    public bool ChannelsDecide => _network is { Norm.DividesByDeviations: true, NormStatistics: NormStatistics.Frozen };

    /// <summary>Whether that is an identity: in a residual unit the recorded input goes straight into the norm.</summary>
    public bool ChannelsAreAnIdentity => _network.Topology == Topology.Residual;

    /// <summary>
    /// (delta chi)^2 = 1 + p (Delta^2 - 1) of residual units, and its product: nets with a norm. Without one it is as true, but p and Delta, of which it is
    /// made, come from the whole net, and nothing is predicted.
    /// </summary>
    public bool UnitsSumPowers => _network is { Topology: Topology.Residual, Norm.IsScaleInvariant: true };

    /// <summary>
    /// Branches of one power, whose share is 1 / (l + a), and chi a power law: a norm of each channel over the batch or an image. Layer and group norm divide
    /// by the means over channels as well, which grow, and their branches lose variance.
    /// </summary>
    public bool BranchesAreOfOnePower => _network is { Topology: Topology.Residual, Norm.KeepsBranchPower: true };

    /// <summary>a of theory: borders that leave the mean over positions as it is.</summary>
    public bool ShareOffsetIsKnown => BranchesAreOfOnePower && IsKnown && _network.Initialization.MakesNormalSums
        && (_network.IsFullyConnected || _network.Boundary is Boundary.Periodic or Boundary.PeriodicOneSided);

    /// <summary>The paper's bounds on delta chi of a unit: batch norm.</summary>
    public bool PublishedBoundsHold => _network is { Topology: Topology.Residual, Norm.HasPublishedBounds: true };

    /// <summary>Mean-field theory: feedforward nets without normalization.</summary>
    public bool IsMeanField => IsKnown && _network is { Topology: Topology.Feedforward, Norm.Exists: false };
}
