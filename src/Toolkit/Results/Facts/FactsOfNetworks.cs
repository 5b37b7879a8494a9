using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Normalization;

namespace MomentsDnns.Results.Facts;

/// <summary>
/// The facts of the nets that <see cref="NetworkBuilder"/> builds, and of the reference's, whose files tell less.
/// </summary>
internal static class FactsOfNetworks
{
    /// <summary>The one place of each depth of a net whose sites are depths.</summary>
    public static Location ProbedPlace { get; } = Location.Define("site");

    /// <summary>Of a net whose options are known.</summary>
    /// <param name="configuration">What was run.</param>
    public static NetworkFacts Of(ExperimentConfiguration configuration)
    {
        NetworkOptions network = configuration.Network;
        return Structure(network, isKnown: true) with
        {
            Width = network.LargestWidth == network.Width ? network.Width : null,
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
        return Structure(source.ResidualDepth is { } layers ? told with { ResidualDepth = layers }
            : told, isKnown: false);
    }

    /// <summary>
    /// Of a network that was made elsewhere: its sites. Chi is told from one to the next, and nothing is claimed of
    /// layers alike.
    /// </summary>
    /// <param name="probed">What was probed.</param>
    public static NetworkFacts Of(ProbedSource probed) => new()
    {
        Unit = "site",
        Sites = [new(ProbedPlace, SiteRoles.Output | SiteRoles.Activation)],
        Increments = [],
        Along = probed.Sites,
        Precision = probed.Precision,
    };

    /// <summary>
    /// Of nets that are trained: chi and effective ranks are those behind the last unit, depths are steps, and nothing
    /// is claimed of layers.
    /// </summary>
    /// <param name="trained">How they were trained.</param>
    public static NetworkFacts Of(TrainedSource trained) => new()
    {
        Unit = "step",
        IsOfTraining = true,
        Sites = [.. trained.Places.Select(place => new Site(place, place == TrainedStatistics.Net
            ? SiteRoles.Output | SiteRoles.Activation : SiteRoles.None))],
        Increments = [],
    };

    private static NetworkFacts Structure(NetworkOptions network, bool isKnown)
    {
        Topology topology = network.Topology;
        IReadOnlyList<Site> sites = topology.Sites(network);
        NormKind norm = network.Norm;
        return new()
        {
            Unit = topology.Unit,
            Sites = sites,
            IsChain = topology.IsChain,
            Increments = topology.Increments(network),
            SignalDiffuses = !norm.Exists && (topology.IsChain || topology.AddsBranch),
            Norm = !norm.Exists || At(SiteRoles.NormInput) is not { } input || At(SiteRoles.Norm) is not { } output
                ? null : new()
                {
                    Input = input,
                    Output = output,
                    Mark = norm.Mark,
                    Standardizes = isKnown && norm.StandardizesPreActivations && topology.HasNormalSums
                    && !network.HasAffineNorm
                    && network.Initialization.MakesNormalSums,
                    IsConstantToNoise = norm.DividesByDeviations && network.NormStatistics == NormStatistics.Frozen,
                },
            Branch = !topology.AddsBranch ? null : new()
            {
                Layers = network.ResidualDepth,
                AreOfOnePower = norm.KeepsBranchPower,
                // Without a norm p and Delta come from the whole net.
                PredictUnits = norm.IsScaleInvariant,
                HavePublishedBounds = norm.HasPublishedBounds,
            },
        };

        Location? At(SiteRoles role) =>
            sites.Any(site => site.Is(role)) ? sites.First(site => site.Is(role)).Location : null;
    }
}
