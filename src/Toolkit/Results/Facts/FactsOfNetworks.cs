using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Normalization;

namespace MomentsDnns.Results.Facts;

/// <summary>The facts of the nets that <see cref="NetworkBuilder"/> builds, and of the reference's, whose files tell less.</summary>
internal static class FactsOfNetworks
{
    /// <summary>Of a net whose options are known.</summary>
    /// <param name="configuration">What was run.</param>
    public static NetworkFacts Of(ExperimentConfiguration configuration)
    {
        NetworkOptions network = configuration.Network;
        return Structure(network, isKnown: true) with
        {
            Width = network.Width,
            Points = network.IsFullyConnected ? configuration.BatchSize : null,
            Activation = network.Activation,
            Precision = configuration.Precision,
        };
    }

    /// <summary>Of an imported file: topology, norm and H.</summary>
    /// <param name="source">What the file tells.</param>
    public static NetworkFacts Of(ImportedSource source)
    {
        NetworkOptions told = new() { Topology = source.Topology, Norm = source.Norm };
        return Structure(source.ResidualDepth is { } layers ? told with { ResidualDepth = layers } : told, isKnown: false);
    }

    private static NetworkFacts Structure(NetworkOptions network, bool isKnown)
    {
        bool isResidual = network.Topology == Topology.Residual;
        NormKind norm = network.Norm;
        return new()
        {
            Unit = isResidual ? "unit" : "layer",
            Places = NetworkPlaces.All(network),
            Output = NetworkPlaces.Output(network),
            PreActivation = NetworkPlaces.PreActivation(network),
            Increments = isResidual ? OfUnit(norm.Exists) : OfLayer(norm.Exists),
            SignalDiffuses = !norm.Exists,
            Norm = NetworkPlaces.NormInput(network) is not { } input ? null : new()
            {
                Input = input,
                Output = Location.Norm,
                Mark = norm.Mark,
                Standardizes = isKnown && norm.StandardizesPreActivations && !network.HasAffineNorm && network.Initialization.MakesNormalSums,
                IsConstantToNoise = norm.DividesByDeviations && network.NormStatistics == NormStatistics.Frozen,
            },
            Branch = !isResidual ? null : new()
            {
                Layers = network.ResidualDepth,
                AreOfOnePower = norm.KeepsBranchPower,
                // Without a norm p and Delta come from the whole net.
                PredictUnits = norm.IsScaleInvariant,
                HavePublishedBounds = norm.HasPublishedBounds,
            },
        };
    }

    private static IReadOnlyList<IncrementSpan> OfLayer(bool hasNorm) =>
    [
        new("layer", Location.Input, Location.Activation),
        .. hasNorm
            ? new IncrementSpan[] { new("normalization", Location.Input, Location.Norm), new("activation", Location.Norm, Location.Activation) }
            : [new("activation", Location.Convolution, Location.Activation), new("convolution", Location.Input, Location.Convolution)],
    ];

    private static IReadOnlyList<IncrementSpan> OfUnit(bool hasNorm) =>
    [
        new("layer", Location.Input, Location.Convolution),
        .. hasNorm
            ? new IncrementSpan[] { new("normalization", Location.Input, Location.Norm), new("activation", Location.Norm, Location.Convolution) }
            // Without normalization the activation opens the layer: what it and the convolution do is the whole layer.
            : [new("activation", Location.Input, Location.Convolution)],
        new("unit", Location.Input, Location.Sum),
    ];
}
