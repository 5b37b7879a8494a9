using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Analysis;

/// <summary>
/// Increments of the normalized sensitivity within a layer: delta chi = chi(after)/chi(before), computed for each
/// simulation as exp(log chi(after) - log chi(before)), so that no depth overflows.
/// </summary>
public static class Increments
{
    /// <summary>Every increment whose two ends the run recorded, in the order of <see cref="IncrementKind"/>.</summary>
    /// <param name="results">The run.</param>
    public static IReadOnlyList<IncrementCurve> Of(RunResults results) =>
        [.. Enum.GetValues<IncrementKind>().Select(kind => Find(results, kind)).OfType<IncrementCurve>()];

    /// <summary>One increment, or null where this kind of net has none or an end was not recorded.</summary>
    /// <param name="results">The run.</param>
    /// <param name="kind">Which.</param>
    public static IncrementCurve? Find(RunResults results, IncrementKind kind)
    {
        if (Ends(results.Configuration.Network, kind) is not (Location before, Location after)) return null;
        Curve? start = results.Find(Statistic.Chi, before), end = results.Find(Statistic.Chi, after);
        if (start is null || end is null) return null;
        double[,] values = new double[start.Simulations, start.Depths];
        for (int s = 0; s < start.Simulations; s++)
        {
            for (int d = 0; d < start.Depths; d++) values[s, d] = Math.Exp(end[s, d] - start[s, d]);
        }

        return new(kind, values);
    }

    /// <summary>Between which locations of a network's layer an increment runs; null where it has no such part.</summary>
    /// <param name="network">The network: its topology and whether it has a normalization decide.</param>
    /// <param name="kind">Which increment.</param>
    public static (Location Before, Location After)? Ends(NetworkOptions network, IncrementKind kind)
    {
        bool isResidual = network.Topology == Topology.Residual, hasNorm = network.Norm.Exists;
        return (kind, isResidual, hasNorm) switch
        {
            (IncrementKind.Layer, false, _) => (Location.Input, Location.Activation),
            (IncrementKind.Layer, true, _) => (Location.Input, Location.Convolution),
            (IncrementKind.Normalization, _, true) => (Location.Input, Location.Norm),
            (IncrementKind.Activation, false, true) => (Location.Norm, Location.Activation),
            (IncrementKind.Activation, false, false) => (Location.Convolution, Location.Activation),
            (IncrementKind.Activation, true, true) => (Location.Norm, Location.Convolution),
            // Without normalization the activation opens the layer: what it and the convolution do is the whole layer.
            (IncrementKind.Activation, true, false) => (Location.Input, Location.Convolution),
            (IncrementKind.Convolution, false, false) => (Location.Input, Location.Convolution),
            (IncrementKind.Unit, true, _) => (Location.Input, Location.Sum),
            _ => null,
        };
    }

    /// <summary>An increment's name, such as <c>delta_phi_chi</c>.</summary>
    /// <param name="kind">Which.</param>
    public static string Name(IncrementKind kind) => kind switch
    {
        IncrementKind.Layer => "delta_chi",
        IncrementKind.Normalization => "delta_BN_chi",
        IncrementKind.Activation => "delta_phi_chi",
        IncrementKind.Convolution => "delta_conv_chi",
        IncrementKind.Unit => "delta_unit_chi",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown increment"),
    };
}
