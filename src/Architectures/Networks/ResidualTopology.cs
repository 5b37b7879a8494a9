namespace MomentsDnns.Architectures.Networks;

/// <summary>Units of H times ([normalization], activation, convolution), summed with what entered them.</summary>
internal sealed class ResidualTopology() : Topology("residual")
{
    /// <inheritdoc/>
    public override string Unit => "unit";

    /// <inheritdoc/>
    public override bool AddsBranch => true;

    /// <inheritdoc/>
    public override int LayersPerUnit(NetworkOptions network) => network.ResidualDepth;

    /// <inheritdoc/>
    public override IReadOnlyList<Site> Sites(NetworkOptions network) =>
    [
        .. SitesBeforeActivation(network),
        new(Location.Activation, SiteRoles.Activation),
        new(Location.Convolution, SiteRoles.Linear),
        new(Location.Branch, SiteRoles.Branch),
        new(Location.Sum, SiteRoles.Output),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<IncrementSpan> Increments(NetworkOptions network) =>
    [
        new("layer", Location.Input, Location.Convolution),
        .. network.Norm.Exists
            ? new IncrementSpan[]
            {
                new("normalization", Location.Input, Location.Norm),
                new("activation", Location.Norm, Location.Convolution),
            }
            // Without normalization the activation opens the layer: what it and the convolution do is the whole layer.
            : [new("activation", Location.Input, Location.Convolution)],
        new("unit", Location.Input, Location.Sum),
    ];

    /// <inheritdoc/>
    public override NetworkUnit Build(UnitParts parts, int depth)
    {
        int width = parts.Options.Width;
        bool hasNorm = parts.Options.Norm.Exists;
        // The first module of the branch reads what the skip still needs.
        return new ResidualUnit(parts.NewEntrance(),
            [.. Enumerable.Range(0, parts.Options.ResidualDepth).Select(i => new ResidualLayer(
            parts.NewNorm(width, inPlace: i > 0), parts.NewActivation(inPlace: hasNorm || i > 0),
            parts.NewConvolution(width, width)))], parts.ReusesBuffers);
    }
}
