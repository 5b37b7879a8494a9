using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Results.Facts;

namespace MomentsDnns.Analysis;

/// <summary>
/// Where each prediction applies: what it takes of a run's architecture, beside the statistics it needs. Whatever shows
/// predictions asks here, and shows none elsewhere.
/// </summary>
/// <param name="run">The run.</param>
public sealed class PredictionConditions(RunResults run)
{
    private readonly NetworkFacts _facts = run.Facts;

    // Theories of weights and borders speak of the nets that our builder makes.
    private readonly NetworkOptions? _network = run.HasConfiguration ? run.Configuration.Network : null;

    /// <summary>delta_phi chi from the signs of pre-activations: ReLU.</summary>
    public bool SignsDecide => _facts.Activation is { } activation && activation.Equals(ActivationKind.Relu);

    /// <summary>delta_phi chi at standard normal pre-activations: a norm without random scales and shifts.</summary>
    public bool PreActivationsAreStandard => _facts is { Norm.Standardizes: true, Activation: not null };

    /// <summary>
    /// delta_BN chi from the moments of each channel: statistics that are constants to the noise; differentiated ones
    /// also take the noise's part along the batch's mean and signal, which these moments do not tell.
    /// </summary>
    public bool ChannelsDecide => _facts.Norm is { IsConstantToNoise: true };

    /// <summary>Whether that is an identity: what enters a unit goes straight into the norm.</summary>
    public bool ChannelsAreAnIdentity => _facts.Norm?.Input == Location.Input;

    /// <summary>
    /// (delta chi)^2 = 1 + p (Delta^2 - 1) of residual units, and its product: nets with a norm. Without one it is as
    /// true, but p and Delta, of which it is made, come from the whole net, and nothing is predicted.
    /// </summary>
    public bool UnitsSumPowers => _facts.Branch is { PredictUnits: true };

    /// <summary>Branches of one power, whose share is 1 / (l + a), and chi a power law.</summary>
    public bool BranchesAreOfOnePower => _facts.Branch is { AreOfOnePower: true };

    /// <summary>a of theory: borders that leave the mean over positions as it is.</summary>
    public bool ShareOffsetIsKnown =>
        BranchesAreOfOnePower && _network is { Initialization.MakesNormalSums: true } network
        && (network.IsFullyConnected || network.Boundary is Boundary.Periodic or Boundary.PeriodicOneSided);

    /// <summary>The paper's bounds on delta chi of a unit: batch norm.</summary>
    public bool PublishedBoundsHold => _facts.Branch is { HavePublishedBounds: true };

    /// <summary>Mean-field theory: feedforward nets without normalization.</summary>
    public bool IsMeanField => _facts is { Norm: null, IsChain: true } && _network is not null;
}
