using System.Globalization;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Results.Options;

namespace MomentsDnns.Results;

/// <summary>
/// Everything that decides the law and the bits of each simulation. How many simulations run, on how many threads and
/// where their results go is not part of it.
/// </summary>
public sealed record ExperimentConfiguration
{
    // Above, sums of 32-bit numbers overflow. (What an arithmetic resolves is NoiseResolution's.)
    private const double SmallestAmplitude = 1e-12, LargestAmplitude = 1e6;
    private readonly int? _records; // null: nobody said

    /// <summary>
    /// The most images of a batch: of one value each, signal and noise, they fill the largest tensor.
    /// </summary>
    public const int LargestBatch = NetworkOptions.LargestTensor / 2;

    /// <summary>
    /// The most depths that are recorded: a simulation's records are held until it is kept, and those of all
    /// simulations when a run is read; of each depth about 50 numbers.
    /// </summary>
    public const int MostRecords = 10_000;

    /// <summary>
    /// The depths that are recorded of a run where nobody says how many, or the nearest below that divides the depth:
    /// 100.
    /// </summary>
    public const int UsualRecords = 100;

    /// <summary>The network.</summary>
    public NetworkOptions Network { get; init; } = new();

    /// <summary>The dataset's name, as on the command line.</summary>
    public string Dataset { get; init; } = "cifar-like";

    /// <summary>
    /// Identifies the images (see <see cref="Datasets.IImageDataset.Fingerprint"/>); empty when not known.
    /// </summary>
    public string DatasetFingerprint { get; init; } = "";

    /// <summary>Images in a batch, from 2 to <see cref="LargestBatch"/>; 64 by default.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>
    /// How many depths are recorded: every depth/records layers, <see cref="MostRecords"/> at most; by default see
    /// <see cref="DefaultRecords"/>.
    /// </summary>
    public int Records
    {
        get => _records ?? DefaultRecords(Network.Depth);
        init => _records = value;
    }

    /// <summary>Of which tensors the effective rank is taken; both by default.</summary>
    public EffectiveRankChoice EffectiveRank { get; init; } = EffectiveRankChoice.Both;

    /// <summary>The seed of every random number.</summary>
    public ulong Seed { get; init; }

    /// <summary>The arithmetic of the propagation; 32-bit by default.</summary>
    public Precision Precision { get; init; } = Precision.Float32;

    /// <summary>
    /// a of a finite noise: a perturbed copy x + a dx, dx of mean square 1 per channel, travels beside the signal;
    /// null, the default: an infinitesimal noise (tangent).
    /// </summary>
    public double? NoiseAmplitude { get; init; }

    /// <summary>What the noise is.</summary>
    internal NoiseKind NoiseKind => NoiseAmplitude is null ? NoiseKind.Tangent : NoiseKind.Finite;

    /// <summary>The recorded depths: depth/records, 2 depth/records, ..., depth.</summary>
    public IReadOnlyList<int> RecordedDepths
    {
        get
        {
            int step = Network.Depth / Records;
            return [.. Enumerable.Range(1, Records).Select(i => i * step)];
        }
    }

    /// <summary>
    /// Whether a finite noise is so small that a single layer's rounding makes more of it than numbers may carry.
    /// </summary>
    internal bool IsNoiseBelowResolution => NoiseAmplitude < NoiseResolution.SmallestAmplitude(Precision, Network);

    /// <summary>
    /// How many depths are recorded where nobody says: the largest divisor of the depth up to
    /// <see cref="UsualRecords"/>.
    /// </summary>
    /// <param name="depth">The depth.</param>
    public static int DefaultRecords(int depth) => Divisors.Greatest(depth, UsualRecords);

    /// <summary>Equal values of every option; records that are not given count as what they are by default.</summary>
    /// <param name="other">Another experiment, or null.</param>
    public bool Equals(ExperimentConfiguration? other) =>
        other is not null && ExperimentOptions.All.All(option => Equals(option.Value(this), option.Value(other)));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Network, Dataset, BatchSize, Records, Seed);

    /// <summary>
    /// Every rule that these options and the network's break, all at once; empty when they are sound.
    /// </summary>
    public IReadOnlyList<OptionFault> Validate()
    {
        IReadOnlyList<OptionFault> faults = ValidateRecorded();
        if (faults.Any(f => f.Option == nameof(NoiseAmplitude)) || !IsNoiseBelowResolution) return faults;
        string least = OptionFault.Format(NoiseResolution.SensibleAmplitude(Precision, Network));
        return
        [
            .. faults,
            NoiseFault(NoiseAmplitude!.Value,
                string.Create(CultureInfo.InvariantCulture, $"lies below "
                    + $"{NoiseResolution.SmallestAmplitude(Precision, Network):G2}, where the rounding of one layer "
                    + $"in {OptionText.Of(Precision)} blurs it"),
                $"take {{{least}|finite:{least}}} or more, {{Precision = Precision.Float64}}, or {{null|tangent}} for "
                    + $"an infinitesimal noise"),
        ];
    }

    /// <summary>
    /// The rules that a finished run must keep to be read: all but those that only say that its numbers are worth
    /// little.
    /// </summary>
    internal IReadOnlyList<OptionFault> ValidateRecorded()
    {
        List<OptionFault> faults = [.. Network.Validate()];
        if (BatchSize < 2)
        {
            faults.Add(new(nameof(BatchSize), $"{BatchSize}", "must be at least 2, the statistics are taken over "
                + "images",
                "take 64, the default"));
        }

        if (BatchSize > LargestBatch)
        {
            faults.Add(new(nameof(BatchSize), $"{BatchSize}", $"must be at most {LargestBatch}: signal and noise of "
                + "so many images fill the largest tensor",
                "take 64, the default"));
        }

        if (Records > MostRecords)
        {
            faults.Add(new(nameof(Records), $"{Records}", $"must be at most {MostRecords}: the numbers of every "
                + "recorded depth are held in memory",
                "take 100, or another divisor of the depth"));
        }

        // Without a sound depth there is nothing to divide: that fault is told already.
        else if (Network.Depth is >= 1 and <= NetworkOptions.LargestDepth
            && (Records < 1 || Records > Network.Depth || Network.Depth % Records != 0))
        {
            faults.Add(new(nameof(Records), $"{Records}", $"must divide the depth, {Network.Depth}",
                $"take {Divisors.Nearest(Network.Depth, Records)}"));
        }

        if (NoiseAmplitude is { } amplitude && !(amplitude is >= SmallestAmplitude and <= LargestAmplitude))
        {
            faults.Add(NoiseFault(amplitude,
                string.Create(CultureInfo.InvariantCulture, $"must have an amplitude from {SmallestAmplitude} to "
                    + $"{LargestAmplitude}, in units of the signal's standard deviation"),
                "take {0.01|finite:0.01}, or {null|tangent} for an infinitesimal noise"));
        }

        return faults;
    }

    /// <summary>What is wrong with a finite noise.</summary>
    internal static OptionFault NoiseFault(double amplitude, string rule, string remedy) =>
        new(nameof(NoiseAmplitude), OptionFault.Format(amplitude), rule,
        remedy)
        { OptionValue = $"finite:{OptionFault.Format(amplitude)}" };
}
