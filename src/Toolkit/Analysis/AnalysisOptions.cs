using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Analysis;

/// <summary>
/// What counts as evidence, and from which values on a signal counts as pathological. The defaults are those of the
/// documentation.
/// </summary>
public sealed record AnalysisOptions
{
    /// <summary>The confidence that a verdict needs, and of intervals; 0.95 by default.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Fewer simulations than this give no verdict; 5 by default.</summary>
    public int LeastSimulations { get; init; } = 5;

    /// <summary>Shallower nets than this give no verdict: the first layers are a transient; 20 by default.</summary>
    public int LeastDepth { get; init; } = 20;

    /// <summary>
    /// In nets whose layers differ, a unit that repeats less often than this gives no law of growth; 4 by default.
    /// </summary>
    public int LeastUnits { get; init; } = 4;

    /// <summary>The share of the depth that counts as transient and is left out of fits; 1/20 by default.</summary>
    public double TransientShare { get; init; } = 0.05;

    /// <summary>The first depth of fits; null, the default: by <see cref="TransientShare"/>.</summary>
    public int? FitFrom { get; init; }

    /// <summary>The last depth of fits; null, the default: the last recorded one.</summary>
    public int? FitTo { get; init; }

    /// <summary>
    /// A signal is one-dimensional where at most this share of its variance, 1 - 1/r_eff, lies off its first direction;
    /// 0.2 by default (r_eff 1.25). Borders of zeros keep r_eff near 1.8, a share of 0.44, which is no collapse.
    /// </summary>
    public double OneDimensionalShare { get; init; } = 0.2;

    /// <summary>
    /// A signal is zero-dimensional where mu_2/nu_2 is at most this; 0.01 by default: a mean of 10 standard deviations.
    /// </summary>
    public double ZeroDimensionalShare { get; init; } = 0.01;

    /// <summary>
    /// A quantity that falls is judged at this multiple of the depth, by its trend over the deeper half: where it would
    /// not reach its threshold even there, the pathology is absent; 4 by default.
    /// </summary>
    public double Foresight { get; init; } = 4;

    /// <summary>
    /// The exponential growth of log chi over the whole depth from which sensitivity may explode; 0.4 by default, a
    /// factor of 1.5: 0.002 a layer of 200 layers. Slower exponentials count as none.
    /// </summary>
    public double LeastSensitivityGrowth { get; init; } = 0.4;

    /// <summary>
    /// The rate of log nu_2 a layer from which activations explode or vanish; 0.05 by default, a factor of 10 in 46
    /// layers. The diffusion of nets of finite width drifts by 2.5/width a layer.
    /// </summary>
    public double ActivationRate { get; init; } = 0.05;

    /// <summary>
    /// The misfit, as a share of the growth, up to which a law that is rejected as exact still describes a curve; 0.02
    /// by default.
    /// </summary>
    public double LargestMisfit { get; init; } = 0.02;

    /// <summary>
    /// The same for an exponential that a curve bends below; 0.005 by default. Real exponentials miss by less, and 0.05
    /// l^0.8, say, by more than 1%.
    /// </summary>
    public double LargestExponentialMisfit { get; init; } = 0.005;

    /// <summary>
    /// The misfit over the deeper half up to which a curve that bends below an exponential by more, but not by more
    /// than <see cref="LargestMisfit"/>, is one with a transient; 0.002 by default: 0.62 log l + 0.1 l misses by 0.1%,
    /// l^0.8 by 0.5%.
    /// </summary>
    public double LargestDeeperMisfit { get; init; } = 0.002;

    /// <summary>The confidence at which a law is rejected as exact; 0.99 by default.</summary>
    public double RejectionConfidence { get; init; } = 0.99;

    /// <summary>Resamples of the bootstrap; 1,000 by default.</summary>
    public int Resamples { get; init; } = 1000;

    /// <summary>Every rule that these options break; empty when they are sound.</summary>
    public IReadOnlyList<OptionFault> Validate()
    {
        List<OptionFault> faults = [];
        if (!(Confidence is > 0.5 and < 1))
        {
            faults.Add(new(nameof(Confidence), OptionFault.Format(Confidence), "must lie above 0.5 and below 1",
                "take 0.95, the default"));
        }
        if (FitFrom < 1)
        {
            faults.Add(new(nameof(FitFrom), $"{FitFrom}", "must be at least 1, the first layer",
                "leave it out for a twentieth of the depth"));
        }
        if (FitTo <= (FitFrom ?? 1))
        {
            faults.Add(new(nameof(FitTo), $"{FitTo}", "must lie beyond {FitFrom|fit-from}",
                "leave it out for the whole depth"));
        }
        RequireShare(faults, nameof(ZeroDimensionalShare), "zero-dimensional", ZeroDimensionalShare, "0.01");
        RequireShare(faults, nameof(OneDimensionalShare), "one-dimensional", OneDimensionalShare, "0.2");
        if (!(ActivationRate > 0) || double.IsInfinity(ActivationRate))
        {
            faults.Add(new(nameof(ActivationRate), OptionFault.Format(ActivationRate),
                "must be a finite number above 0: it counts in both directions", "take 0.05, the default"));
        }
        return faults;
    }

    /// <summary>Every rule that these options break for a run, those of <see cref="Validate()"/> included.</summary>
    /// <param name="depth">The run's deepest recorded layer.</param>
    public IReadOnlyList<OptionFault> Validate(int depth)
    {
        List<OptionFault> faults = [.. Validate()];
        if (FitFrom >= depth)
        {
            faults.Add(new(nameof(FitFrom), $"{FitFrom}", $"must lie before the last recorded depth, {depth}",
                "leave it out for a twentieth of the depth"));
        }
        if (FitTo > depth)
        {
            faults.Add(new(nameof(FitTo), $"{FitTo}", $"must be at most the last recorded depth, {depth}",
                "leave it out for the whole depth"));
        }
        return faults;
    }

    /// <summary>
    /// The rate of log chi a layer from which sensitivity may explode: <see cref="LeastSensitivityGrowth"/> / depth.
    /// </summary>
    /// <param name="depth">The deepest layer that is judged.</param>
    internal double SensitivityRate(int depth) => LeastSensitivityGrowth / depth;

    private static void RequireShare(List<OptionFault> faults, string property, string option, double value,
        string fallback)
    {
        if (value is > 0 and < 1) return;
        faults.Add(new(property, OptionFault.Format(value), "must lie between 0 and 1, it is a share",
            $"take {fallback}, the default")
        { OptionName = option });
    }

    /// <summary>The columns of recorded depths that fits use.</summary>
    /// <param name="depths">The recorded depths, ascending.</param>
    internal IEnumerable<int> FitColumns(IReadOnlyList<int> depths)
    {
        double from = FitFrom ?? (depths.Count == 0 ? 0 : TransientShare * depths[^1]), to = FitTo ?? int.MaxValue;
        return Enumerable.Range(0, depths.Count).Where(i => depths[i] >= from && depths[i] <= to);
    }
}
