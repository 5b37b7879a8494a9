using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Results;
using MomentsDnns.Theory;

namespace MomentsDnns.Analysis.Sweeps;

/// <summary>The theory that holds at every point of a sweep.</summary>
public static class SweepTheory
{
    /// <summary>
    /// xi by sigma_w^2 (<see cref="DepthScale"/>) where mean field holds and all runs have one bias variance; null
    /// elsewhere.
    /// </summary>
    /// <param name="runs">The runs of the sweep, one or more.</param>
    public static Func<double, double?>? DepthScaleOf(IReadOnlyList<RunResults> runs)
    {
        double?[] biases = [.. runs.Select(r => r.Configuration.Network.BiasVariance).Distinct()];
        return Of(runs) is not null && biases is [{ } bias]
            ? weight => DepthScale.Of(runs[0].Configuration.Network.Activation.Evaluate, weight, bias)
            : null;
    }

    /// <summary>
    /// Mean field, which has a critical line where the activation is not positively homogeneous; null elsewhere. It
    /// holds of feedforward nets without normalization and with normal weights, at the edges of an image only where the
    /// boundary is no zeros.
    /// </summary>
    /// <param name="runs">The runs of the sweep, one or more.</param>
    public static MeanField? Of(IReadOnlyList<RunResults> runs)
    {
        ActivationKind activation = runs[0].Configuration.Network.Activation;
        return !activation.IsPositivelyHomogeneous && runs.Select(r => r.Configuration.Network).All(n => n is
        {
            Topology.IsChain: true,
            Norm.Exists: false,
            Initialization.FollowsMeanField: true,
        } && n.Activation.Equals(activation) && (n.IsFullyConnected || n.Boundary != Boundary.Zero))
            ? new MeanField(activation.Evaluate)
            : null;
    }
}
