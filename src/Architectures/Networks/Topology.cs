namespace MomentsDnns.Architectures.Networks;

/// <summary>
/// How layers are joined: a family of units, with what is known of it as data. Equal by name. Of a topology that says
/// no more than its units and sites no theory is shown: each property that lets one in is false unless it is
/// overridden.
/// </summary>
/// <param name="name">As on the command line: lower-case letters, digits and dashes.</param>
public abstract class Topology(string name) : IEquatable<Topology>
{
    /// <summary>Each layer (convolution, [normalization], activation) feeds the next.</summary>
    public static Topology Feedforward { get; } = new FeedforwardTopology();

    /// <summary>Units of H times ([normalization], activation, convolution), summed with their skip.</summary>
    public static Topology Residual { get; } = new ResidualTopology();

    /// <summary>As on the command line.</summary>
    public string Name { get; } = name;

    /// <summary>The word for what is repeated with depth.</summary>
    public virtual string Unit => "layer";

    /// <summary>
    /// Whether each layer feeds the next and nothing else: theories of one layer behind another hold.
    /// </summary>
    public virtual bool IsChain => false;

    /// <summary>
    /// Whether a unit adds to what entered it a branch of <see cref="NetworkOptions.ResidualDepth"/> layers, each
    /// normalization, activation and convolution in this order: theories of residual units hold.
    /// </summary>
    public virtual bool AddsBranch => false;

    /// <summary>
    /// Whether what activations and norms see are sums over the inputs of a wide layer, so that random weights make
    /// them normal.
    /// </summary>
    public virtual bool HasNormalSums => IsChain || AddsBranch;

    /// <summary>
    /// Whether all units have tensors of one shape: one is then built and drawn anew at every depth; else each is
    /// built.
    /// </summary>
    public virtual bool HasOneShape => true;

    /// <summary>Layers with weights between one depth and the next.</summary>
    /// <param name="network">Sound options.</param>
    public virtual int LayersPerUnit(NetworkOptions network) => 1;

    /// <summary>The channels that leave a unit.</summary>
    /// <param name="network">Sound options.</param>
    /// <param name="depth">The unit's depth, from 1; 0: of the first convolution.</param>
    public virtual int WidthAt(NetworkOptions network, int depth) => network.Width;

    /// <summary>
    /// Where signal and noise are observed in a unit, in the order in which the signal meets the places.
    /// </summary>
    /// <param name="network">Sound options.</param>
    public abstract IReadOnlyList<Site> Sites(NetworkOptions network);

    /// <summary>The parts of a unit whose increment of the sensitivity is told.</summary>
    /// <param name="network">Sound options.</param>
    public abstract IReadOnlyList<IncrementSpan> Increments(NetworkOptions network);

    /// <summary>
    /// Builds a unit with weights 0; its <see cref="NetworkUnit.HookPoints"/> are those of <see cref="Sites"/>.
    /// </summary>
    /// <param name="parts">Makes its modules.</param>
    /// <param name="depth">The unit's depth, from 1.</param>
    public abstract NetworkUnit Build(UnitParts parts, int depth);

    /// <summary>
    /// The rules of its own that options break; none by default. Those that all nets share are checked before.
    /// </summary>
    /// <param name="network">The options.</param>
    public virtual IEnumerable<OptionFault> Faults(NetworkOptions network) => [];

    /// <summary>
    /// The first sites of a unit that begins with its normalization, or with its activation where there is none: the
    /// input and the norm.
    /// </summary>
    /// <param name="network">Sound options.</param>
    protected static IEnumerable<Site> SitesBeforeActivation(NetworkOptions network) => network.Norm.Exists
        ?
        [
            new(Location.Input, SiteRoles.Input | SiteRoles.NormInput),
            new(Location.Norm, SiteRoles.Norm | SiteRoles.PreActivation),
        ]
        : [new(Location.Input, SiteRoles.Input | SiteRoles.PreActivation)];

    /// <summary>Equal names.</summary>
    public static bool operator ==(Topology? left, Topology? right) =>
        left is null ? right is null : left.Equals(right);

    /// <summary>Other names.</summary>
    public static bool operator !=(Topology? left, Topology? right) => !(left == right);

    /// <inheritdoc/>
    public bool Equals(Topology? other) => other is not null && Name == other.Name;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Topology);

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
