using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Theory;

namespace MomentsDnns.Analysis.ResidualNets;

/// <summary>a of the share 1 / (l + a) that a unit's branch has in a normalized residual net.</summary>
/// <param name="Value">a.</param>
/// <param name="IsMeasured">Whether it was measured; else it is theory's.</param>
public sealed record ShareOffset(double Value, bool IsMeasured)
{
    /// <summary>The share in words, such as <c>1/(l + 1.273) as measured</c>.</summary>
    internal string Text =>
        FormattableString.Invariant($"1/(l + {Value:F3})") + (IsMeasured ? " as measured" : "");

    /// <summary>
    /// By theory where the network is known (<see cref="NormalizedBranch.ShareOffset"/>); else P_0 / B of the line P_0
    /// + l B through the means over simulations of mu_2 after the sum, by least squares over the recorded units; where
    /// that was not recorded, the mean of delta_phi^2 = E phi'^2 / Var phi of the units' first layers, which is a for
    /// ReLU and He's weights, and near it for others (tanh 1.18, a = 1.27).
    /// </summary>
    /// <param name="run">The run.</param>
    /// <returns>
    /// a; null where branches are not of one power (<see cref="PredictionConditions.BranchesAreOfOnePower"/>), or
    /// nothing tells it.
    /// </returns>
    public static ShareOffset? Of(RunResults run)
    {
        PredictionConditions conditions = new(run);
        if (!conditions.BranchesAreOfOnePower) return null;
        if (!conditions.ShareOffsetIsKnown) return FromPowers(run) ?? FromIncrements(run);
        NetworkOptions network = run.Configuration.Network;
        return new(NormalizedBranch.ShareOffset(network.Activation.Evaluate, LayerPower.Of(network).SquaredWeight,
            network.ScaleRadius, network.ShiftRadius), false);
    }

    private static ShareOffset? FromPowers(RunResults run)
    {
        if (run.Find(Statistic.Mu2Signal, Location.Sum) is not { } power) return null;
        (double Depth, double Power)[] means = [.. run.Depths
            .Select((depth, d) => (depth, Enumerable.Range(0, power.Simulations).Average(s => power.Linear(s, d))))
            .Where(m => double.IsFinite(m.Item2))];
        if (means.Length < 2) return null;
        double depth = means.Average(m => m.Depth), level = means.Average(m => m.Power);
        double slope = LeastSquares.Slope(means.Select(m => m.Depth), Array.ConvertAll(means, m => m.Power));
        double offset = (level / slope) - depth;
        return double.IsFinite(offset) && offset > 0 ? new(offset, true) : null;
    }

    private static ShareOffset? FromIncrements(RunResults run)
    {
        if (Quantity.ActivationIncrement.Find(run) is not { } activation) return null;
        double[] squares =
            [.. activation.ToLinearArray().Cast<double>().Where(double.IsFinite).Select(delta => delta * delta)];
        return squares.Length == 0 ? null : new(squares.Average(), true);
    }
}
