namespace MomentsDnns.Architectures.Networks;

/// <summary>Layer behind layer: convolution, [normalization], activation.</summary>
internal sealed class FeedforwardTopology() : Topology("feedforward")
{
    /// <inheritdoc/>
    public override bool IsChain => true;

    /// <inheritdoc/>
    public override IReadOnlyList<Site> Sites(NetworkOptions network) => network.Norm.Exists
        ?
        [
            new(Location.Input, SiteRoles.Input),
            new(Location.Convolution, SiteRoles.Linear | SiteRoles.NormInput),
            new(Location.Norm, SiteRoles.Norm | SiteRoles.PreActivation),
            new(Location.Activation, SiteRoles.Activation | SiteRoles.Output),
        ]
        :
        [
            new(Location.Input, SiteRoles.Input),
            new(Location.Convolution, SiteRoles.Linear | SiteRoles.PreActivation),
            new(Location.Activation, SiteRoles.Activation | SiteRoles.Output),
        ];

    /// <inheritdoc/>
    public override IReadOnlyList<IncrementSpan> Increments(NetworkOptions network) => network.Norm.Exists
        ?
        [
            new("layer", Location.Input, Location.Activation),
            new("normalization", Location.Input, Location.Norm),
            new("activation", Location.Norm, Location.Activation),
        ]
        :
        [
            new("layer", Location.Input, Location.Activation),
            new("activation", Location.Convolution, Location.Activation),
            new("convolution", Location.Input, Location.Convolution),
        ];

    /// <inheritdoc/>
    public override NetworkUnit Build(UnitParts parts, int depth)
    {
        int width = parts.Options.Width;
        // Each module is the only reader of what the one before it made: it may overwrite that.
        return new FeedforwardLayer(parts.NewEntrance(), parts.NewConvolution(width, width),
            parts.NewNorm(width, inPlace: true),
            parts.NewActivation(inPlace: true));
    }
}
