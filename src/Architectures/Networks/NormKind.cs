using MomentsDnns.Architectures.Normalization;

namespace MomentsDnns.Architectures.Networks;

/// <summary>
/// A normalization as an option: its name, its layer, and what is known of it as data. Equal by name. Of a kind that
/// says no more than its layer no theory is shown: each property that lets one in is false unless it is set.
/// </summary>
public sealed class NormKind : IEquatable<NormKind>
{
    private readonly Func<NormalizationSettings, NetworkOptions, Normalization.Normalization>? _create;

    private NormKind(string name) => Name = name;

    /// <summary>Describes a normalization; <see cref="NormCatalog.Register"/> makes it known by its name.</summary>
    /// <param name="name">As on the command line: lower-case letters, digits and dashes.</param>
    /// <param name="create">
    /// Makes a layer of it: from what every normalization has, and the options of the network.
    /// </param>
    public NormKind(string name, Func<NormalizationSettings, NetworkOptions, Normalization.Normalization> create)
        : this(name)
    {
        ArgumentNullException.ThrowIfNull(create);
        _create = create;
    }

    /// <summary>No normalization.</summary>
    public static NormKind None { get; } = new("none") { IsPositivelyHomogeneous = true };

    /// <summary>
    /// Batch normalization by the statistics of the clean signal over images and positions (Ioffe and Szegedy 2015).
    /// </summary>
    public static NormKind Batch { get; } =
        new("batch", (settings, network) => new BatchNormalization(settings, network.NormStatistics))
        {
            BoundsSignal = true,
            IsScaleInvariant = true,
            StandardizesPreActivations = true,
            DividesByDeviations = true,
            KeepsBranchPower = true,
            HasPublishedBounds = true,
            IsPredictedAtInfiniteWidth = true,
            HasNoiseRatio = true,
            CanHoldStatistics = true,
            StandardizedOver = new(OverImages: true, OverPositions: true, _ => 1),
            Mark = "BN",
        };

    /// <summary>By the statistics of one image over channels and positions (Ba, Kiros and Hinton 2016).</summary>
    public static NormKind Layer { get; } = new("layer", (settings, _) => new GroupNormalization(settings, 1))
    {
        BoundsSignal = true,
        IsScaleInvariant = true,
        DividesByDeviations = true,
        StandardizedOver = new(OverImages: false, OverPositions: true, network => network.Width),
    };

    /// <summary>
    /// By the statistics of one channel of one image over positions (Ulyanov, Vedaldi and Lempitsky 2016).
    /// </summary>
    public static NormKind Instance { get; } =
        new("instance", (settings, _) => new GroupNormalization(settings, settings.Channels))
        {
            BoundsSignal = true,
            IsScaleInvariant = true,
            StandardizesPreActivations = true,
            DividesByDeviations = true,
            KeepsBranchPower = true,
            StandardizedOver = new(OverImages: false, OverPositions: true, _ => 1),
        };

    /// <summary>By the statistics of a group of channels of one image over positions (Wu and He 2018).</summary>
    public static NormKind Group { get; } =
        new("group", (settings, network) => new GroupNormalization(settings, network.NormGroups))
        {
            BoundsSignal = true,
            IsScaleInvariant = true,
            DividesByDeviations = true,
            HasGroups = true,
            StandardizedOver =
                new(OverImages: false, OverPositions: true, network => network.Width / network.NormGroups),
        };

    /// <summary>
    /// By the statistics of one position of one image over channels, as transformers have layer norm.
    /// </summary>
    public static NormKind PositionLayer { get; } =
        new("position-layer", (settings, _) => new PositionNormalization(settings, centres: true))
        {
            BoundsSignal = true,
            IsScaleInvariant = true,
            DividesByDeviations = true,
            StandardizedOver = new(OverImages: false, OverPositions: false, network => network.Width),
        };

    /// <summary>
    /// By the root mean square of one position of one image over channels; no mean is subtracted (Zhang and Sennrich
    /// 2019).
    /// </summary>
    public static NormKind RootMeanSquare { get; } =
        new("rms", (settings, _) => new PositionNormalization(settings, centres: false))
        {
            BoundsSignal = true,
            IsScaleInvariant = true,
            Mark = "RMS",
        };

    /// <summary>As on the command line.</summary>
    public string Name { get; }

    /// <summary>Whether there is a normalization: all kinds but <see cref="None"/>.</summary>
    public bool Exists => _create is not null;

    /// <summary>
    /// Whether norm(a y) = a norm(y) for every a &gt; 0, as of a norm that subtracts a mean and divides by nothing:
    /// powers of two may then be divided out of the signal of a net, so that no depth overflows.
    /// </summary>
    public bool IsPositivelyHomogeneous { get; init; }

    /// <summary>
    /// Whether its output is of one size whatever the input's, so that no depth overflows or underflows: nobody looks
    /// whether it did.
    /// </summary>
    public bool BoundsSignal { get; init; }

    /// <summary>
    /// Whether norm(a y) = norm(y) for every a &gt; 0, up to epsilon: a residual branch that begins with it forgets the
    /// size of what came before, and the sensitivity of a unit is predicted from the share of the branch.
    /// </summary>
    public bool IsScaleInvariant { get; init; }

    /// <summary>
    /// Whether its output is standard normal in every channel, over the images and positions, behind a wide layer of
    /// normal weights. A norm that leaves a channel its mean over the images makes it so over the weights alone, which
    /// is not enough.
    /// </summary>
    public bool StandardizesPreActivations { get; init; }

    /// <summary>
    /// Whether it divides signal and noise by deviations of the signal alone, so that its increment of the sensitivity
    /// follows from moments of its input and output; so it is predicted where the statistics are constants to the
    /// noise.
    /// </summary>
    public bool DividesByDeviations { get; init; }

    /// <summary>
    /// Whether all branches of a residual net have equal power: it standardizes each channel for itself, over the batch
    /// or an image. Then the share of a branch falls as 1 / (l + a), and the sensitivity grows as a power of the depth.
    /// </summary>
    public bool KeepsBranchPower { get; init; }

    /// <summary>Whether the published bounds on the sensitivity of a residual unit are proven of it.</summary>
    public bool HasPublishedBounds { get; init; }

    /// <summary>
    /// Whether it is the norm of the theory of infinite width from the Gram matrix of the images: batch norm's mean and
    /// deviation.
    /// </summary>
    public bool IsPredictedAtInfiniteWidth { get; init; }

    /// <summary>Whether the run records how signal and noise differ among the channels of its input.</summary>
    public bool HasNoiseRatio { get; init; }

    /// <summary>
    /// Whether its statistics may be constants to the noise or functions of the signal,
    /// <see cref="NetworkOptions.NormStatistics"/>.
    /// </summary>
    public bool CanHoldStatistics { get; init; }

    /// <summary>
    /// Whether it divides the channels into groups, <see cref="NetworkOptions.NormGroups"/>, written behind its name:
    /// <c>group:8</c>.
    /// </summary>
    public bool HasGroups { get; init; }

    /// <summary>
    /// The values that it brings to mean 0 and variance 1 together; null where it does no such thing, or nobody said.
    /// </summary>
    public StandardizedGroup? StandardizedOver { get; init; }

    /// <summary>Its short name in the labels of figures, an index of delta.</summary>
    public string Mark { get; init; } = "norm";

    /// <summary>
    /// The rules of its own that options break; none by default. Those that all norms share are the network's.
    /// </summary>
    public Func<NetworkOptions, IEnumerable<OptionFault>> Faults { get; init; } = _ => [];

    /// <summary>What makes its layers, to tell whether a kind is registered twice.</summary>
    internal object? Origin => _create?.Method;

    /// <summary>Equal names.</summary>
    public static bool operator ==(NormKind? left, NormKind? right) =>
        left is null ? right is null : left.Equals(right);

    /// <summary>Other names.</summary>
    public static bool operator !=(NormKind? left, NormKind? right) => !(left == right);

    /// <summary>A layer of it on twin batches; null of <see cref="None"/>.</summary>
    /// <param name="settings">What every normalization has.</param>
    /// <param name="network">The options of the network.</param>
    public Normalization.Normalization? Create(NormalizationSettings settings, NetworkOptions network) =>
        _create?.Invoke(settings, network);

    /// <summary>As on the command line, with the groups of a network: <c>group:8</c>.</summary>
    /// <param name="network">The options of the network.</param>
    public string TextOf(NetworkOptions network) => HasGroups ? $"{Name}:{network.NormGroups}" : Name;

    /// <inheritdoc/>
    public bool Equals(NormKind? other) => other is not null && Name == other.Name;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NormKind);

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
