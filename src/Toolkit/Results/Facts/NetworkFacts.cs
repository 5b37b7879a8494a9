using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Results.Facts;

/// <summary>
/// What analysis, figures, labels and reports need to know of a net. Whoever makes a run fills it in: the builder of our nets, an import. What is null or
/// false is not known, and no statement that needs it is made.
/// </summary>
public sealed record NetworkFacts
{
    /// <summary>The word for what is repeated with depth, such as <c>layer</c> or <c>unit</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>The places that are observed in a unit, in the order in which the signal meets them.</summary>
    public required IReadOnlyList<Location> Places { get; init; }

    /// <summary>The place of a unit's output.</summary>
    public required Location Output { get; init; }

    /// <summary>What the (unit's first) activation sees; null where that is not observed.</summary>
    public Location? PreActivation { get; init; }

    /// <summary>The increments of chi that make sense, with their ends.</summary>
    public required IReadOnlyList<IncrementSpan> Increments { get; init; }

    /// <summary>The (unit's first) normalization; null where there is none.</summary>
    public NormFacts? Norm { get; init; }

    /// <summary>The residual branch of a unit; null where there is none.</summary>
    public BranchFacts? Branch { get; init; }

    /// <summary>Whether log nu_2 walks at random with depth: nothing holds the size of the signal.</summary>
    public bool SignalDiffuses { get; init; }

    /// <summary>Channels of every layer; null where not known, or not one number.</summary>
    public int? Width { get; init; }

    /// <summary>Over how many points a channel's moments are taken, images times positions; null where not known.</summary>
    public int? Points { get; init; }

    /// <summary>The activation of every layer; null where not known, or not one.</summary>
    public ActivationKind? Activation { get; init; }

    /// <summary>The arithmetic of the propagation; null where not known.</summary>
    public Precision? Precision { get; init; }

    /// <summary>The facts of a net that <see cref="NetworkBuilder"/> builds.</summary>
    /// <param name="configuration">What is run.</param>
    public static NetworkFacts Of(ExperimentConfiguration configuration) => FactsOfNetworks.Of(configuration);

    /// <summary>The increment over a part; null where this net has no such part.</summary>
    /// <param name="part">As <see cref="IncrementSpan.Part"/>.</param>
    public IncrementSpan? Find(string part) => Increments.Cast<IncrementSpan?>().FirstOrDefault(span => span?.Part == part);
}
