using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Results.Facts;

/// <summary>
/// What analysis, figures, labels and reports need to know of a net. Whoever makes a run fills it in: the builder of
/// our nets, an import. What is null or false is not known, and no statement that needs it is made.
/// </summary>
public sealed record NetworkFacts
{
    /// <summary>The word for what is repeated with depth, such as <c>layer</c> or <c>unit</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>
    /// Where a unit is observed, in the order in which the signal meets the places; one of them is its output.
    /// </summary>
    public required IReadOnlyList<Site> Sites { get; init; }

    /// <summary>The places of <see cref="Sites"/>.</summary>
    public IEnumerable<Location> Places => Sites.Select(site => site.Location);

    /// <summary>The place of a unit's output.</summary>
    public Location Output => Find(SiteRoles.Output) ?? Sites[^1].Location;

    /// <summary>What enters a unit; null where that is not observed.</summary>
    public Location? Input => Find(SiteRoles.Input);

    /// <summary>What the (unit's first) activation sees; null where that is not observed.</summary>
    public Location? PreActivation => Find(SiteRoles.PreActivation);

    /// <summary>
    /// What the (unit's first) activation gives: where effective ranks are; null where that is not observed.
    /// </summary>
    public Location? Activated => Find(SiteRoles.Activation);

    /// <summary>Whether each layer feeds the next and nothing else: what theories of feedforward nets take.</summary>
    public bool IsChain { get; init; }

    /// <summary>The increments of chi that make sense, with their ends.</summary>
    public required IReadOnlyList<IncrementSpan> Increments { get; init; }

    /// <summary>
    /// Of a net whose layers differ: its sites, one a depth, the site of depth d at d - 1; null where one unit is
    /// repeated.
    /// </summary>
    public IReadOnlyList<SiteFacts>? Along { get; init; }

    /// <summary>Whether depths are steps of a training, and places parts of the whole net and of its images.</summary>
    public bool IsOfTraining { get; init; }

    /// <summary>The (unit's first) normalization; null where there is none.</summary>
    public NormFacts? Norm { get; init; }

    /// <summary>The residual branch of a unit; null where there is none.</summary>
    public BranchFacts? Branch { get; init; }

    /// <summary>Whether log nu_2 walks at random with depth: nothing holds the size of the signal.</summary>
    public bool SignalDiffuses { get; init; }

    /// <summary>Channels of every layer; null where not known, or not one number.</summary>
    public int? Width { get; init; }

    /// <summary>
    /// Over how many points a channel's moments are taken, images times positions; null where not known.
    /// </summary>
    public int? Points { get; init; }

    /// <summary>The activation of every layer; null where not known, or not one.</summary>
    public ActivationKind? Activation { get; init; }

    /// <summary>The arithmetic of the propagation; null where not known.</summary>
    public Precision? Precision { get; init; }

    /// <summary>The facts of a net that <see cref="NetworkBuilder"/> builds.</summary>
    /// <param name="configuration">What is run.</param>
    public static NetworkFacts Of(ExperimentConfiguration configuration) => FactsOfNetworks.Of(configuration);

    /// <summary>The facts of nets that are trained.</summary>
    /// <param name="trained">How.</param>
    public static NetworkFacts OfTraining(TrainedSource trained) => FactsOfNetworks.Of(trained);

    /// <summary>The place of a role; null where none has it.</summary>
    /// <param name="role">The role.</param>
    public Location? Find(SiteRoles role)
    {
        foreach (Site site in Sites)
        {
            if (site.Is(role)) return site.Location;
        }

        return null;
    }

    /// <summary>The increment over a part; null where this net has no such part.</summary>
    /// <param name="part">As <see cref="IncrementSpan.Part"/>.</param>
    public IncrementSpan? Find(string part) =>
        Increments.Cast<IncrementSpan?>().FirstOrDefault(span => span?.Part == part);
}
