using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Normalization;
using MomentsDnns.Training.Networks;
using static TorchSharp.torch;

namespace MomentsDnns.Training;

/// <summary>The rules of <see cref="TrainableOptions"/>.</summary>
internal static class TrainableRules
{
    private static readonly Topology[] Topologies = [Topology.Feedforward, Topology.Residual];

    private static readonly NormKind[] Norms =
    [
        NormKind.None, NormKind.Batch, NormKind.Layer, NormKind.Instance, NormKind.Group, NormKind.PositionLayer,
        NormKind.RootMeanSquare,
    ];

    /// <summary>Every rule that options break.</summary>
    public static IReadOnlyList<OptionFault> Broken(TrainableOptions options)
    {
        List<OptionFault> faults = [.. options.Network.Validate()];
        NetworkOptions network = options.Network;
        if (options.Classes is < 2 or > TrainableOptions.MostClasses)
        {
            faults.Add(new(nameof(options.Classes), $"{options.Classes}",
                $"must be from 2 to {TrainableOptions.MostClasses}", "give the number of classes of the labels"));
        }

        if (options.Head == HeadLaw.FanOut && network.WeightVariance is null)
        {
            faults.Add(OptionFault.Of(nameof(options.Head), options.Head,
                "takes the variance of the net's weights, which the law gaussian alone is given",
                "take {HeadLaw.Unit}, or {InitializationKind.Gaussian} with {WeightVariance}"));
        }

        if (!Topologies.Contains(network.Topology))
        {
            faults.Add(new(nameof(network.Topology), network.Topology.Name,
                "cannot be trained: only feedforward and residual nets have layers that torch differentiates",
                "take {Topology.Feedforward} or {Topology.Residual}"));
        }

        // What is asked of a layer needs sound options.
        if (faults.Count == 0 && !Norms.Contains(network.Norm)) AddNormFault(faults, network);
        if (!TorchActivations.Has(network.Activation)
            && CatalogActivation.Objection(network.Activation) is { } objection)
        {
            faults.Add(new(nameof(network.Activation), network.Activation.Name, $"cannot be trained: it {objection}",
                "give the same phi and phi' in both forms, or take {ActivationKind.Relu}"));
        }

        return faults;
    }

    private static void AddNormFault(List<OptionFault> faults, NetworkOptions network)
    {
        using TensorNormalization layer = TrainableParts.NewNorm(network, ScalarType.Float64);
        if (CatalogNorm.Objection(layer, hasPositions: !network.IsFullyConnected) is not { } objection) return;
        faults.Add(new(nameof(network.Norm), network.Norm.Name, $"cannot be trained: it {objection}",
            "make it of operations that torch differentiates, or take {NormKind.Batch}"));
    }
}
