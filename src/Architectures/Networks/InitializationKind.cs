using MomentsDnns.Architectures.Initialization;

namespace MomentsDnns.Architectures.Networks;

/// <summary>
/// A law of the weights as an option: its name, how it draws, and what is known of it as data. Equal by name. Of a law
/// that says no more than its variance no theory is shown that needs more.
/// </summary>
public sealed class InitializationKind : IEquatable<InitializationKind>
{
    private readonly Func<NetworkOptions, double> _squaredWeight;
    private readonly Func<NetworkOptions, IWeightInitializer> _create;

    /// <summary>
    /// Describes a law that is the same in every network; <see cref="InitializationCatalog.Register"/> makes it known
    /// by its name.
    /// </summary>
    /// <param name="name">As on the command line: lower-case letters, digits and dashes.</param>
    /// <param name="squaredWeight">
    /// V = E|w|^2, w the fan-in weights of an output channel: fan-in times the variance of a weight of mean 0.
    /// </param>
    /// <param name="weights">The law.</param>
    public InitializationKind(string name, double squaredWeight, IWeightInitializer weights)
        : this(name, _ => squaredWeight, _ => weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        Origin = weights.GetType();
    }

    /// <summary>Describes a law that depends on the network's options.</summary>
    /// <param name="name">As on the command line: lower-case letters, digits and dashes.</param>
    /// <param name="squaredWeight">
    /// V = E|w|^2, w the fan-in weights of an output channel of a layer that is not the first.
    /// </param>
    /// <param name="create">Makes the law.</param>
    public InitializationKind(string name, Func<NetworkOptions, double> squaredWeight, Func<NetworkOptions,
        IWeightInitializer> create)
    {
        ArgumentNullException.ThrowIfNull(squaredWeight);
        ArgumentNullException.ThrowIfNull(create);
        (Name, _squaredWeight, _create, Origin) = (name, squaredWeight, create, create.Method);
    }

    /// <summary>Independent normal weights of variance 2 / fan-in, no biases (He et al. 2015).</summary>
    public static InitializationKind He { get; } =
        new("he", HeInitializer.Variance, new HeInitializer())
        {
            Numbers = WeightNumbers.Normal,
            MakesNormalSums = true
        };

    /// <summary>
    /// The talk's law: weight vectors, biases, norm scales and shifts, each uniform in a ball (Labatie 2019).
    /// </summary>
    public static InitializationKind Uniform { get; } = new("uniform",
        network => network.WeightRadius is { } radius ? radius * radius * FanIn(network) / (FanIn(network) + 2)
            : Given(network),
        network => network.WeightRadius is { } radius
            ? UniformBallInitializer.OfRadius(radius)
            : UniformBallInitializer.OfSecondMoment(Given(network)))
    {
        Numbers = WeightNumbers.Normal,
        MakesNormalSums = true,
        TakesRadii = true,
    };

    /// <summary>Independent normal weights of variance 1 / fan-in, no biases.</summary>
    public static InitializationKind LeCun { get; } =
        new("lecun", 1, new LeCunInitializer()) { Numbers = WeightNumbers.Normal, MakesNormalSums = true };

    /// <summary>Independent normal weights of variance sigma_w^2 / fan-in, biases of variance sigma_b^2.</summary>
    public static InitializationKind Gaussian { get; } =
        new("gaussian", Given, network => new GaussianInitializer(Given(network)))
        {
            Numbers = WeightNumbers.Normal,
            MakesNormalSums = true,
            TakesVariances = true,
            FollowsMeanField = true,
        };

    /// <summary>Orthogonal weight vectors of squared length sigma_w^2, normal biases of variance sigma_b^2.</summary>
    public static InitializationKind Orthogonal { get; } =
        new("orthogonal", Given, network => new OrthogonalInitializer(Given(network)))
        {
            Numbers = WeightNumbers.Normal,
            MakesNormalSums = true,
            TakesVariances = true,
            FollowsMeanField = true,
            WorkingBytes = 6 * sizeof(double), // a decomposition of 64-bit copies
        };

    /// <summary>
    /// Independent uniform weights of variance 2 / fan-in, no biases (He et al. 2015; torch.nn.init.kaiming_uniform_).
    /// </summary>
    public static InitializationKind KaimingUniform { get; } =
        new("kaiming-uniform", HeInitializer.Variance,
        EntryInitializer.KaimingUniform)
        { Numbers = WeightNumbers.Uniform, MakesNormalSums = true };

    /// <summary>
    /// Independent uniform weights of variance 2 / (fan-in + fan-out), no biases (Glorot and Bengio 2010).
    /// </summary>
    public static InitializationKind XavierUniform { get; } =
        new("xavier-uniform", 1, EntryInitializer.XavierUniform)
        {
            Numbers = WeightNumbers.Uniform,
            MakesNormalSums = true
        };

    /// <summary>
    /// Independent normal weights of variance 2 / (fan-in + fan-out), no biases (Glorot and Bengio 2010).
    /// </summary>
    public static InitializationKind XavierNormal { get; } =
        new("xavier-normal", 1, EntryInitializer.XavierNormal)
        {
            Numbers = WeightNumbers.Normal,
            MakesNormalSums = true
        };

    /// <summary>
    /// PyTorch's default of linear and convolutional layers: independent weights and biases uniform in [-b, b], b = 1 /
    /// sqrt(fan-in), variance 1 / (3 fan-in).
    /// </summary>
    public static InitializationKind PyTorch { get; } = new("pytorch", 1.0 / 3, EntryInitializer.PyTorch)
    {
        Numbers = WeightNumbers.Uniform,
        MakesNormalSums = true,
        Biases = new(network => EntryInitializer.PyTorchBiases(network.Width * network.KernelSize * network.KernelSize),
            network => 1 / (3 * FanIn(network))),
    };

    /// <summary>As on the command line.</summary>
    public string Name { get; }

    /// <summary>The biases that belong to it; null, the default, where biases are options or there are none.</summary>
    public OwnBiases? Biases { get; init; }

    /// <summary>
    /// Whether sigma_w^2 and sigma_b^2 are free: <see cref="NetworkOptions.WeightVariance"/>,
    /// <see cref="NetworkOptions.BiasVariance"/>.
    /// </summary>
    public bool TakesVariances { get; init; }

    /// <summary>
    /// Whether radii are free: <see cref="NetworkOptions.WeightRadius"/> (or
    /// <see cref="NetworkOptions.WeightVariance"/>) and <see cref="NetworkOptions.BiasRadius"/>.
    /// </summary>
    public bool TakesRadii { get; init; }

    /// <summary>
    /// Whether the sums of wide layers are normal, whatever the input: independent weights of mean 0 and finite
    /// variance, or vectors of no preferred direction. The theory of normalized and of infinitely wide nets rests on
    /// it.
    /// </summary>
    public bool MakesNormalSums { get; init; }

    /// <summary>Whether mean-field theory in the plane of sigma_w^2 and sigma_b^2 holds of it.</summary>
    public bool FollowsMeanField { get; init; }

    /// <summary>
    /// Of what random numbers the weights are made; null, the default: of others than every other law. Two laws made of
    /// the same numbers are compared within pairs of simulations.
    /// </summary>
    public WeightNumbers? Numbers { get; init; }

    /// <summary>
    /// Bytes a weight that drawing takes beside the weights; none by default. For the estimate of memory.
    /// </summary>
    public int WorkingBytes { get; init; }

    /// <summary>What draws, to tell whether a kind is registered twice.</summary>
    internal object Origin { get; }

    /// <summary>Equal names.</summary>
    public static bool operator ==(InitializationKind? left, InitializationKind? right) =>
        left is null ? right is null : left.Equals(right);

    /// <summary>Other names.</summary>
    public static bool operator !=(InitializationKind? left, InitializationKind? right) => !(left == right);

    /// <summary>The law of the weights of a network.</summary>
    /// <param name="network">Sound options.</param>
    public IWeightInitializer Create(NetworkOptions network) => _create(network);

    /// <summary>V = E|w|^2, w the fan-in weights of an output channel of a layer that is not the first.</summary>
    /// <param name="network">Sound options.</param>
    public double SquaredWeight(NetworkOptions network) => _squaredWeight(network);

    /// <summary>Whether weights of both laws are made of the same random numbers where seeds and sizes agree.</summary>
    /// <param name="other">The other law.</param>
    public bool SharesNumbersWith(InitializationKind other) =>
        Equals(other) || (Numbers is { } numbers && numbers == other.Numbers);

    /// <inheritdoc/>
    public bool Equals(InitializationKind? other) => other is not null && Name == other.Name;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as InitializationKind);

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private static double Given(NetworkOptions network) => network.WeightVariance ?? HeInitializer.Variance;

    private static double FanIn(NetworkOptions network) =>
        (double)network.Width * network.KernelSize * network.KernelSize;
}
