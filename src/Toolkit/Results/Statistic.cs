namespace MomentsDnns.Results;

/// <summary>
/// What is measured of the signal x and the noise dx at a place, by name. Definitions: docs/method.md. A new one is
/// made by <see cref="Define"/>; equal by name, ordered as defined.
/// </summary>
public readonly record struct Statistic : IComparable<Statistic>
{
    private readonly int _index;

    internal Statistic(int index) => _index = index;

    /// <summary>Its position in the list of all.</summary>
    internal int Index => _index;

    /// <summary>nu_1(|x|): mean absolute value of the signal. Kept as natural logarithm.</summary>
    public static Statistic Nu1AbsSignal { get; } = new(0);

    /// <summary>nu_2(x): mean square of the signal. Kept as natural logarithm.</summary>
    public static Statistic Nu2Signal { get; } = new(1);

    /// <summary>
    /// mu_2(x): variance of the signal per channel, averaged over channels. Kept as natural logarithm.
    /// </summary>
    public static Statistic Mu2Signal { get; } = new(2);

    /// <summary>
    /// mu_4(x): fourth central moment per channel, averaged over channels. Kept as natural logarithm.
    /// </summary>
    public static Statistic Mu4Signal { get; } = new(3);

    /// <summary>mu_2(dx): mean square of the noise. Kept as natural logarithm.</summary>
    public static Statistic Mu2Noise { get; } = new(4);

    /// <summary>
    /// r_eff(x): trace of the signal's covariance over its largest eigenvalue, at least 1. Kept linear.
    /// </summary>
    public static Statistic EffectiveRankSignal { get; } = new(5);

    /// <summary>
    /// r_eff(dx): trace of the noise's covariance over its largest eigenvalue, at least 1. Kept linear.
    /// </summary>
    public static Statistic EffectiveRankNoise { get; } = new(6);

    /// <summary>chi: normalized sensitivity (SNR^0 / SNR^l)^(1/2). Kept as natural logarithm.</summary>
    public static Statistic Chi { get; } = new(7);

    /// <summary>
    /// s = 2 E_c[nu_1,c(y+) nu_1,c(y-)] / mu_2(y) of pre-activations y, from 0 to 1/2: the large-width increment of
    /// ReLU is (1 - s)^(-1/2). Kept linear.
    /// </summary>
    public static Statistic SignBalance { get; } = new(8);

    /// <summary>
    /// The share of channels whose pre-activation keeps one sign over all images and positions, from 0 to 1. Kept
    /// linear.
    /// </summary>
    public static Statistic OneSignedShare { get; } = new(9);

    /// <summary>
    /// E_c[mu_2,c(dy) / mu_2,c(y)] of what a batch normalization sees: the large-width increment of convolution and
    /// normalization is the square root of it times mu_2(y) / mu_2(dy). Kept as natural logarithm.
    /// </summary>
    public static Statistic NoiseRatio { get; } = new(10);

    /// <summary>
    /// 1 - E cos(x, x') over pairs of points: 0 where the signal lies on one semi-line from the origin. Kept as natural
    /// logarithm.
    /// </summary>
    public static Statistic DirectionSpread { get; } = new(11);

    /// <summary>
    /// Every statistic known, in the order of columns: these twelve, then those that were defined or met in a file.
    /// </summary>
    public static IReadOnlyList<Statistic> All => StatisticNames.All;

    /// <summary>The name in files and tables, such as <c>mu2_noise</c> or <c>reff_signal</c>.</summary>
    public string Name => StatisticNames.At(_index).Name;

    /// <summary>Whether values are kept as natural logarithms, so that no depth overflows.</summary>
    public bool IsLogarithmic => StatisticNames.At(_index).IsLogarithmic;

    /// <summary>
    /// Whether its number over simulations is the mean of logarithms: chi, nu_2 and mu_2 grow by random factors and are
    /// close to log-normal. Of all others it is the mean of the values.
    /// </summary>
    public bool AveragesLogarithms => StatisticNames.At(_index).AveragesLogarithms;

    /// <summary>
    /// The column's name in a results table: the name, with <c>log_</c> before it where logarithms are kept.
    /// </summary>
    public string ColumnName => IsLogarithmic ? "log_" + Name : Name;

    /// <summary>Whether it is one of the twelve that every run records.</summary>
    public bool IsBuiltIn => _index <= DirectionSpread._index;

    /// <summary>Makes a statistic known. Again the same: no effect. May be called from any thread.</summary>
    /// <param name="name">Its name: lower-case letters, digits and underscores, not beginning with <c>log_</c>.</param>
    /// <param name="isLogarithmic">Whether its values, all positive, are kept as natural logarithms.</param>
    /// <param name="averagesLogarithms">
    /// Whether its number over simulations is the mean of logarithms; only where they are kept.
    /// </param>
    /// <exception cref="ArgumentException">The name is none, or is taken by a statistic of another scale.</exception>
    public static Statistic Define(string name, bool isLogarithmic = false, bool averagesLogarithms = false) =>
        StatisticNames.Define(new(name, isLogarithmic, averagesLogarithms));

    /// <summary>The statistic of a name, or null.</summary>
    /// <param name="name">As <see cref="Name"/>.</param>
    public static Statistic? Find(string name)
    {
        foreach (Statistic statistic in All)
        {
            if (statistic.Name == name) return statistic;
        }

        return null;
    }

    /// <inheritdoc/>
    public int CompareTo(Statistic other) => _index.CompareTo(other._index);

    /// <inheritdoc/>
    public static bool operator <(Statistic left, Statistic right) => left.CompareTo(right) < 0;

    /// <inheritdoc/>
    public static bool operator <=(Statistic left, Statistic right) => left.CompareTo(right) <= 0;

    /// <inheritdoc/>
    public static bool operator >(Statistic left, Statistic right) => left.CompareTo(right) > 0;

    /// <inheritdoc/>
    public static bool operator >=(Statistic left, Statistic right) => left.CompareTo(right) >= 0;

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
